package revision_test

import (
	"strings"
	"testing"
)

// box says "sign here" in the prepared field.
var box = objects{
	14: strings.Replace(signed[14], "/Rect", "/AP<</N 50 0 R>>/Rect", 1),
	50: stream("/Subtype/Form/BBox[0 0 100 100]", "0 0 100 100 re S"),
}

// TestSignHere fills a field that had a picture: its signature is seen in the same place,
// and nothing else has changed.
func TestSignHere(t *testing.T) {
	prepared := func(num int, pairs ...string) objects {
		all := signed.with(box)
		return all.with(objects{num: measured(replaced(all[num], pairs...))})
	}
	sign := func(num int, pairs ...string) objects {
		return filled.with(objects{num: measured(replaced(filled[num], pairs...))})
	}
	drawn := "0 0 100 100 re f"
	for name, c := range map[string]struct {
		base, update objects
		said         string
	}{
		"signed":             {prepared(0), filled, ""},
		"kept":               {prepared(0), sign(14, "22 0 R", "50 0 R").with(objects{22: ""}), ""},
		"shows nothing":      {prepared(0), sign(22, drawn, "q Q"), "replaced or hidden"},
		"shows a comment":    {prepared(0), sign(22, drawn, "% re f"), "replaced or hidden"},
		"no picture":         {prepared(0), sign(14, "/AP<</N 22 0 R>>", "").with(objects{22: ""}), "replaced or hidden"},
		"without box":        {prepared(0), sign(22, "/BBox[0 0 100 100]", ""), "14/AP"},
		"of no area":         {prepared(0), sign(22, "[0 0 100 100]", "[0 0 0 100]"), "14/AP"},
		"hidden":             {prepared(0), sign(14, "/F 132", "/F 134"), "replaced or hidden"},
		"had no box":         {prepared(50, "/BBox[0 0 100 100]", ""), filled, "replaced or hidden"},
		"had a flat box":     {prepared(50, "[0 0 100 100]", "[0 0 100 0]"), filled, "replaced or hidden"},
		"had no form":        {prepared(50, "/Form", "/Image"), filled, "replaced or hidden"},
		"had states":         {prepared(14, "/N 50 0 R", "/N<</On 50 0 R>>"), filled, "replaced or hidden"},
		"had more pictures":  {prepared(14, "/N 50 0 R", "/N 50 0 R/D 50 0 R"), filled, "replaced or hidden"},
		"had them elsewhere": {prepared(14, "/AP<</N 50 0 R>>", "/AP 51 0 R").with(objects{51: "<</N 50 0 R>>"}), filled, "replaced or hidden"},
		"by a time stamp":    {prepared(0), sign(21, "ETSI.CAdES.detached", "ETSI.RFC3161"), "has a picture"},
		"moved":              {prepared(0), sign(14, "[50 50 150 150]", "[50 50 151 150]"), "14/Rect"},
		"on no page":         {prepared(3, "14 0 R ", ""), filled, "replaced or hidden"},
		"off the page":       {prepared(14, "[50 50 150 150]", "[900 50 990 150]"), sign(14, "[50 50 150 150]", "[900 50 990 150]"), "replaced or hidden"},
		"over the page":      {prepared(14, "[50 50 150 150]", "[0 0 500 400]"), sign(14, "[50 50 150 150]", "[0 0 500 400]"), "cover"},
		"of no place":        {prepared(14, "[50 50 150 150]", "[50 50 50 50]"), sign(14, "[50 50 150 150]", "[50 50 50 50]"), "replaced or hidden"},
	} {
		s := judge(t, c.base, c.update)
		switch {
		case c.said == "" && (s.Objection != nil || s.Picture == nil || s.Picture.Share != 3 || !s.Filled):
			t.Errorf("%s: %+v, %+v", name, s.Objection, s.Picture)
		case c.said != "" && (s.Objection == nil || !strings.Contains(s.Objection.What.EN, c.said)):
			t.Errorf("%s: %+v", name, s.Objection)
		}
	}
}

// TestNotInTheForm adds a signature that stands on a page only.
func TestNotInTheForm(t *testing.T) {
	stray := popplers.with(objects{6: ""})
	edit := func(num int, pairs ...string) objects {
		return stray.with(objects{num: replaced(stray[num], pairs...)})
	}
	two := edit(3, "20 0 R]", "20 0 R 52 0 R]").with(objects{52: replaced(stray[20], "Second", "Third", "21 0 R", "53 0 R", "22 0 R", "54 0 R"), 53: stray[21], 54: stray[22]})
	for name, c := range map[string]struct {
		update objects
		said   string
	}{
		"one":                    {stray, ""},
		"of no signature":        {edit(20, "/V 21 0 R", "").with(objects{21: ""}), "page 1"},
		"of an old signature":    {edit(20, "/V 21 0 R", "/V 11 0 R").with(objects{21: ""}), "not a new one"},
		"text":                   {edit(20, "/FT/Sig", "/FT/Tx"), "page 1"},
		"with an action":         {edit(20, "/AS/N", "/AS/N/AA<<>>"), "20/AA"},
		"with kids":              {edit(20, "/AS/N", "/AS/N/Kids[10 0 R]"), "20/Kids"},
		"below another":          {edit(20, "/AS/N", "/AS/N/Parent 15 0 R"), "20/Parent"},
		"of a name that is used": {edit(20, "(Second)", "(Later)"), "name"},
		"of another page":        {edit(20, "/P 3 0 R", "/P 2 0 R"), "page 1"},
		"two":                    {two, "page 1"},
	} {
		s := judge(t, signed, c.update)
		switch {
		case c.said == "" && (s.Objection != nil || s.Field != "Second" || s.Value.Num != 21):
			t.Errorf("%s: %+v", name, s.Objection)
		case c.said != "" && (s.Objection == nil || !strings.Contains(s.Objection.What.EN, c.said)):
			t.Errorf("%s: %+v", name, s.Objection)
		}
	}
}
