package revision_test

import (
	"strings"
	"testing"
)

// judged compares what is said of updates with what should be: nothing where it is
// accepted.
type judged map[string]struct {
	base, update objects
	said         string
}

func (all judged) run(t *testing.T) {
	t.Helper()
	for name, c := range all {
		o := judge(t, signed.with(c.base), c.update).Objection
		if (o == nil) != (c.said == "") || o != nil && !strings.Contains(o.What.EN, c.said) {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// TestNoArea has signatures and time stamps whose rectangles have no area: some
// readers paint their pictures all the same.
func TestNoArea(t *testing.T) {
	const paints = "1 g 0 0 500 800 re f"
	with := func(of objects, rect, box, content string) objects {
		return of.with(objects{20: replaced(of[20], "[0 0 0 0]", rect), 22: stream("/Type/XObject/Subtype/Form/BBox"+box, content)})
	}
	edit := func(of objects, pairs ...string) objects { return of.with(objects{20: replaced(of[20], pairs...)}) }
	states := edit(unseen, "/N 22 0 R", "/N<</On 22 0 R/Off 41 0 R>>")
	cases := judged{
		"none":                       {nil, edit(unseen, "/AP<</N 22 0 R>>", "").with(objects{22: ""}), ""},
		"none of a kind":             {nil, edit(unseen, "<</N 22 0 R>>", "<<>>").with(objects{22: ""}), ""},
		"states":                     {nil, states.with(objects{41: unseen[22]}), ""},
		"a state that paints":        {nil, states.with(objects{41: stream(flatForm, paints)}), "20/AP"},
		"a state that is none":       {nil, states.with(objects{41: "<<>>"}), "20/AP"},
		"prepared, and painted":      {objects{14: replaced(signed[14], "[50 50 150 150]", "[50 50 50 150]")}, filled.with(objects{14: replaced(filled[14], "[50 50 150 150]", "[50 50 50 150]")}), "14/AP"},
		"prepared with that picture": {objects{14: replaced(filled[14], "/V 21 0 R", "", "[50 50 150 150]", "[50 50 50 150]"), 22: filled[22]}, objects{14: replaced(filled[14], "[50 50 150 150]", "[50 50 50 150]"), 21: filled[21]}, ""},
		"and stamped":                {objects{14: replaced(filled[14], "/V 21 0 R", "", "[50 50 150 150]", "[50 50 50 150]"), 22: filled[22]}, objects{14: replaced(filled[14], "[50 50 150 150]", "[50 50 50 150]"), 21: stamped[21], 23: seal[23]}, "has a picture"},
	}
	wide := func(of objects, pairs ...string) objects {
		return of.with(objects{20: replaced(replaced(of[20], "[0 0 0 0]", "[100 100 200 200]", "/AP<</N 22 0 R>>", ""), pairs...), 22: ""})
	}
	for name, update := range map[string]objects{"without a picture": wide(unseen), "with an empty list": wide(unseen, "/V", "/AP<<>>/V")} {
		if s := judge(t, signed, update); s.Objection != nil || s.Picture == nil || s.Picture.Share != 3 {
			t.Errorf("%s: %+v, %+v", name, s.Objection, s.Picture)
		}
	}
	if s := judge(t, signed, wide(unseen, "/F 132", "/F 134")); s.Objection != nil || s.Picture != nil {
		t.Errorf("hidden: %+v, %+v", s.Objection, s.Picture)
	}
	judged{
		"stamped wide":       {nil, wide(stamped), "has a picture"},
		"stamped all over":   {nil, wide(stamped, "[100 100 200 200]", "[0 0 500 800]"), "has a picture"},
		"stamped and hidden": {nil, wide(stamped, "/F 132", "/F 134"), ""},
		"stamped off pages":  {nil, wide(stamped, "[100 100 200 200]", "[900 100 990 200]"), ""},
		"signed all over":    {nil, wide(unseen, "[100 100 200 200]", "[0 0 500 800]"), "100%"},
		"of no rectangle":    {nil, wide(unseen, "/Rect[100 100 200 200]", ""), ""},
		"prepared so":        {nil, objects{14: replaced(filled[14], "/AP<</N 22 0 R>>", ""), 21: stamped[21], 23: seal[23]}, ""},
	}.run(t)
	for _, rect := range []string{"[0 0 0 0]", "[0 0 500 0]", "[0 0 0 800]", "[0 0 500 .0009]", "[0 0 0.9 800]", "[100000000 0 100000001 9]", "[-100000001 0 -100000000 9]"} {
		for kind, of := range map[string]objects{"signature": unseen, "time stamp": stamped} {
			for _, box := range []string{"[0 0 0 0]", "[0 0 500 800]"} {
				cases[kind+rect+box] = struct {
					base, update objects
					said         string
				}{nil, with(of, rect, box, "q Q"), ""}
				cases[kind+rect+box+" paints"] = struct {
					base, update objects
					said         string
				}{nil, with(of, rect, box, paints), "20/AP"}
			}
		}
	}
	cases.run(t)
}

// TestFitted has pictures that readers cannot fit into their places, and such as they can.
func TestFitted(t *testing.T) {
	cases := judged{}
	for entries, said := range map[string]string{
		"[0 0 100 100]": "", "[100 100 0 0]": "", "[0 0 1 1]": "", "[0 0 14400 14400]": "",
		"[0 0 .9 100]": "20/AP", "[0 0 100 .9]": "20/AP", "[0 0 14401 100]": "20/AP", "[-14401 0 0 100]": "20/AP",
		"[0 0 100 100]/Matrix[1 0 0 1 0 0]": "", "[0 0 100 100]/Matrix[0 1 -1 0 100 0]": "", "[0 0 100 100]/Matrix[.7 .7 -.7 .7 0 0]": "",
		"[0 0 100 100]/Matrix[0 0 0 0 0 0]": "20/AP", "[0 0 100 100]/Matrix[1 0 0 0 0 0]": "20/AP", "[0 0 100 100]/Matrix[1 1 1 1 0 0]": "20/AP",
		"[0 0 100 100]/Matrix[1 0 0]": "20/AP", "[0 0 100 100]/Matrix[1 0 0 1(x)0]": "20/AP", "[0 0 100 100]/Matrix[1 0 0 1 99999 0]": "20/AP",
		"[0 0 100 100]/Matrix 2 0 R": "20/AP", "[0 0 100 100]/Matrix[+1 0 0 1 0 0]": "20/AP",
		"[0 0 100 100]/Matrix[1000 0 0 1000 0 0]": "", "[0 0 100 100]/Matrix[1001 0 0 1 0 0]": "20/AP", "[0 0 100 100]/Matrix[1 0 0 1001 0 0]": "20/AP",
		"[0 0 100 100]/Matrix[.001 0 0 1 0 0]": "", "[0 0 100 100]/Matrix[.0009 0 0 1 0 0]": "20/AP", "[0 0 100 100]/Matrix[1 0 0 .0009 0 0]": "20/AP",
	} {
		cases[entries] = struct {
			base, update objects
			said         string
		}{nil, seal.with(objects{22: stream("/Subtype/Form/Resources 24 0 R/BBox"+entries, "0 0 100 100 re f")}), said}
	}
	cases.run(t)
}

// TestElementsAlone adds elements that no seen signature gives, and pairs of no element.
func TestElementsAlone(t *testing.T) {
	kids := func(list string) objects {
		return evidence.with(objects{12: replaced(signed[12], "[17 0 R]", "["+list+"]")})
	}
	said := "<</S/Form/Alt(PAY 999999 YUAN)>>"
	whole := replaced(seal[25], "/Obj 20 0 R", "/Obj 10 0 R")
	part := func(num int, pairs ...string) objects {
		return seal.with(objects{num: replaced(seal[num], pairs...)})
	}
	untagged := func(o objects) objects {
		return o.with(objects{9: seal[9], 12: seal[12], 13: seal[13], 20: replaced(o[20], "/V 21", "/StructParent 5/V 21"), 25: seal[25]})
	}
	const two = "17 0 R 40 0 R"
	judged{
		"of no signature":          {nil, kids(two).with(objects{40: said}), "an element was added"},
		"of an old one":            {nil, kids(two).with(objects{40: whole}), "an element was added"},
		"many":                     {nil, kids("40 0 R 17 0 R 41 0 R").with(objects{40: said, 41: said}), "an element was added"},
		"at the top":               {nil, evidence.with(objects{9: replaced(signed[9], "[12 0 R]", "[12 0 R 40 0 R]"), 40: said}), "an element was added"},
		"one more than a seal's":   {nil, part(12, "25 0 R", "25 0 R 40 0 R").with(objects{40: seal[25]}), "an element was added"},
		"nothing of where":         {nil, part(25, "/Pg 3 0 R", ""), "an element was added"},
		"page of the element":      {nil, part(25, "20 0 R/Pg 3 0 R", "20 0 R"), ""},
		"page of its kid":          {nil, part(25, "/P 12 0 R/Pg 3 0 R", "/P 12 0 R"), ""},
		"of nothing":               {nil, part(25, "/K<</Type/OBJR/Obj 20 0 R/Pg 3 0 R>>", ""), "an element was added"},
		"of no parent":             {nil, part(25, "/P 12 0 R", ""), "an element was added"},
		"of no kind":               {nil, part(25, "/S/Form", ""), "13/Nums"},
		"without its pair":         {nil, seal.with(objects{13: "", 9: ""}), "does not belong"},
		"without pair and key":     {nil, part(20, "/StructParent 5", "").with(objects{13: "", 9: ""}), "does not belong"},
		"key alone":                {nil, seal.with(objects{9: "", 12: "", 13: "", 25: ""}), "does not belong"},
		"pair alone":               {nil, part(12, " 25 0 R", ""), "does not belong"},
		"none of it":               {nil, part(20, "/StructParent 5", "").with(objects{9: "", 12: "", 13: "", 25: ""}), ""},
		"key in no tree":           {objects{1: replaced(signed[1], "/StructTreeRoot 9 0 R", "")}, seal.with(objects{9: "", 12: "", 13: "", 25: ""}), ""},
		"of an unseen signature":   {nil, untagged(unseen), "does not belong"},
		"of a time stamp":          {nil, untagged(stamped), "does not belong"},
		"of a prepared field":      {objects{14: replaced(signed[14], "/Rect", "/StructParent 5/Rect")}, filled.with(objects{14: replaced(filled[14], "/Rect", "/StructParent 5/Rect"), 9: seal[9], 12: seal[12], 13: seal[13], 25: replaced(seal[25], "/Obj 20", "/Obj 14", "/Pg 3 0 R", "")}), "an element was added"},
		"next key as it was":       {nil, part(9, "NextKey 6", "NextKey 5"), ""},
		"next key far":             {nil, part(9, "NextKey 6", "NextKey 7"), "NextKey"},
		"next key of no signature": {nil, evidence.with(objects{9: seal[9]}), "9/"},
	}.run(t)
}

// TestParentsGrown adds nodes to the parent tree that hide what it has, beside the one
// that a seal may bring.
func TestParentsGrown(t *testing.T) {
	leaf := objects{13: "<</Kids[50 0 R]>>", 50: "<</Limits[4 4]/Nums[4 17 0 R]>>"}
	grown := func(kids, node string) objects { return seal.with(objects{13: "<</Kids[" + kids + "]>>", 51: node}) }
	alone := func(root, node string) objects { return evidence.with(objects{13: root, 51: node}) }
	const own = "<</Limits[5 5]/Nums[5 25 0 R]>>"
	both := objects{13: "<</Nums[4 17 0 R]/Kids[50 0 R]>>", 50: "<</Limits[3 3]/Nums[3 17 0 R]>>"}
	judged{
		"last":                 {leaf, grown("50 0 R 51 0 R", own), ""},
		"first":                {leaf, grown("51 0 R 50 0 R", own), "13/Kids"},
		"empty":                {leaf, alone("<</Kids[51 0 R 50 0 R]>>", "<</Limits[0 9999]/Nums[]>>"), "13/Kids"},
		"empty and last":       {leaf, alone("<</Kids[50 0 R 51 0 R]>>", "<</Limits[0 9999]/Nums[]>>"), "13/Kids"},
		"without pairs":        {leaf, alone("<</Kids[50 0 R 51 0 R]>>", "<</Limits[0 9999]>>"), "13/Kids"},
		"wider":                {leaf, grown("50 0 R 51 0 R", replaced(own, "[5 5]", "[0 5]")), "13/Kids"},
		"higher":               {leaf, grown("50 0 R 51 0 R", replaced(own, "[5 5]", "[5 9999]")), "13/Kids"},
		"without limits":       {leaf, grown("50 0 R 51 0 R", replaced(own, "/Limits[5 5]", "")), "13/Kids"},
		"with kids":            {leaf, grown("50 0 R 51 0 R", replaced(own, "/Nums", "/Kids[50 0 R]/Nums")), "13/Kids"},
		"two":                  {leaf, grown("50 0 R 51 0 R 52 0 R", own).with(objects{52: own}), "13/Kids"},
		"in the other's place": {leaf, grown("51 0 R", own), "13/Kids"},
		"directly":             {leaf, seal.with(objects{13: "<</Kids[50 0 R" + own + "]>>"}), "13/Kids"},
		"pairs elsewhere":      {leaf, grown("50 0 R 51 0 R", replaced(own, "[5 25 0 R]", " 52 0 R")).with(objects{52: "[5 25 0 R]"}), "13/Kids"},
		"in an old leaf":       {leaf, seal.with(objects{13: "", 50: "<</Limits[4 4]/Nums[4 17 0 R 5 25 0 R]>>"}), "9/ParentTreeNextKey"},
		"beyond a higher key":  {objects{13: "<</Kids[50 0 R]>>", 50: "<</Limits[4 9]/Nums[4 17 0 R 9 17 0 R]>>"}, grown("50 0 R 51 0 R", own), "13/Kids"},
		"kids beside pairs":    {nil, alone("<</Nums[4 17 0 R]/Kids[51 0 R]>>", "<</Limits[0 9999]/Nums[]>>"), "13/Kids"},
		"kids beside, whole":   {nil, seal.with(objects{13: "<</Nums[4 17 0 R]/Kids[51 0 R]>>", 51: own}), "13/Kids"},
		"pairs beside kids":    {leaf, seal.with(objects{13: "<</Kids[50 0 R]/Nums[5 25 0 R]>>"}), "13/Nums"},
		"both, more kids":      {both, seal.with(objects{13: "<</Nums[4 17 0 R]/Kids[50 0 R 51 0 R]>>", 51: own}), "13/Kids"},
		"both, more pairs":     {both, seal.with(objects{13: "<</Nums[4 17 0 R 5 25 0 R]/Kids[50 0 R]>>"}), "13/Nums"},
		"both, as they were":   {both, evidence, ""},
		"pair before":          {objects{13: "<</Nums[6 17 0 R]>>"}, seal.with(objects{13: "<</Nums[6 17 0 R 5 25 0 R]>>"}), "13/Nums"},
		"the first of all":     {objects{13: "<<>>"}, seal.with(objects{13: "<</Nums[5 25 0 R]>>"}), ""},
		"odd":                  {objects{13: "<</Nums[4]>>"}, seal.with(objects{13: "<</Nums[4 5 25 0 R]>>"}), "13/Nums"},
	}.run(t)
}

// TestUnusual has files with a structure tree that is none: nobody changed it, so a
// further signature may stand behind it.
func TestUnusual(t *testing.T) {
	root := func(s string) objects { return objects{1: replaced(signed[1], "/StructTreeRoot 9 0 R", s)} }
	tree := func(s string) objects { return objects{9: replaced(signed[9], "/ParentTree 13 0 R", s)} }
	for name, base := range map[string]objects{
		"direct": root("/StructTreeRoot<<>>"), "missing": root("/StructTreeRoot 59 0 R"), "null object": {9: "null"}, "null": root("/StructTreeRoot null"),
		"parents null": tree("/ParentTree null"), "parents a list": tree("/ParentTree[]"), "parents missing": tree("/ParentTree 59 0 R"), "parents a circle": {13: "<</Kids[13 0 R]>>"},
		"a node twice": {13: "<</Kids[50 0 R 50 0 R]>>", 50: "<</Limits[4 4]/Nums[4 17 0 R]>>"}, "no node": {13: "<</Kids[null]>>"}, "odd pairs": {13: "<</Nums[4]>>"}, "pairs a word": {13: "<</Nums/A>>"},
		"next key elsewhere": {9: replaced(signed[9], "NextKey 5", "NextKey 59 0 R"), 59: "5"}, "version a number": {1: replaced(signed[1], "/Version/1.6", "/Version 1.6")},
		"version elsewhere": {1: replaced(signed[1], "/Version/1.6", "/Version 59 0 R"), 59: "/1.6"},
	} {
		judged{name: {base, unseen, ""}}.run(t)
	}
}
