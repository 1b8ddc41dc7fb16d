package revision_test

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/revision"
)

// TestChain has several updates, and asks what stands behind each.
func TestChain(t *testing.T) {
	d := written(signed)
	ends := []int{len(d.data)}
	for _, u := range []objects{evidence, notes, filled} {
		ends = append(ends, len(d.update(u).data))
	}
	c := d.chain(t, ends[0])
	for i, end := range ends {
		steps, objection := c.After(end)
		if objection != nil || len(steps) != len(ends)-1-i {
			t.Errorf("behind %d: %d updates, %+v", end, len(steps), objection)
		}
		for _, s := range steps {
			if s.Objection != nil {
				t.Errorf("behind %d: %+v", end, s.Objection)
			}
		}
		if i > 0 && (!c.Ends(c.Steps[i-1], end) || c.Ends(c.Steps[i-1], end-8)) {
			t.Errorf("the end of update %d", i)
		}
	}
	if _, objection := c.After(ends[1] + 9); objection == nil {
		t.Error("a range that ends within an update is taken for a state")
	}
}

// TestBrokenChain has an update that is not accepted between others.
func TestBrokenChain(t *testing.T) {
	d := written(signed)
	end := len(d.data)
	d.update(objects{4: stream("", "BT ET")})
	middle := len(d.data)
	c := d.update(notes).chain(t, end)
	if len(c.Steps) != 2 || c.Steps[0].Objection == nil || !c.Steps[1].Following || c.Steps[1].Objection != nil {
		t.Errorf("%+v", c.Steps)
	}
	if steps, objection := c.After(middle + 20); objection != nil || len(steps) != 1 || steps[0].Objection == nil {
		t.Errorf("%+v, %+v", steps, objection)
	}
}

// TestDamagedChain has files whose states do not follow one another.
func TestDamagedChain(t *testing.T) {
	base := string(written(signed).data)
	ending := base[strings.LastIndex(base, "startxref"):]
	behind := string(written(signed).update(notes).data)
	for name, c := range map[string]struct {
		data string
		end  int
		said string
	}{
		"cut":          {behind, len(base) - 30, "no complete file"},
		"ending":       {base + ending, len(base), "behind the end"},
		"ending later": {behind + behind[strings.LastIndex(behind, "startxref"):], len(base), "behind the end"},
		"bare end":     {base + "\n\n", len(base), ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := pdfread.Open("", []byte(c.data))
			if err != nil {
				t.Fatal(err)
			}
			steps, objection := revision.Read(f, c.end).After(c.end)
			for _, s := range steps {
				if objection == nil {
					objection = s.Objection
				}
			}
			if c.said == "" && objection == nil {
				return
			}
			if c.said == "" || objection == nil || !strings.Contains(objection.What.EN, c.said) {
				t.Errorf("%+v", objection)
			}
		})
	}
}

// TestSameTitle has the title in another encoding.
func TestSameTitle(t *testing.T) {
	update := notes.edit(t, 7, "(Title)", "<FEFF005400690074006C0065>")
	if s := judge(t, signed, update); s.Objection != nil {
		t.Errorf("%+v", s.Objection)
	}
}

// TestManyUpdates bounds how many are looked at.
func TestManyUpdates(t *testing.T) {
	d := written(signed)
	end := len(d.data)
	for i := range 301 {
		d.update(objects{7: fmt.Sprintf("<</Title(Title)/ModDate(%d)/Producer(One)>>", i)})
	}
	if _, objection := d.chain(t, end).After(end); objection == nil {
		t.Error("301 updates are accepted")
	}
}

// plain is a file of one page without a form, as an update first signs it.
var plain = objects{
	1: "<</Type/Catalog/Pages 2 0 R>>", 2: signed[2], 4: signed[4], 5: signed[5],
	3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
}

// first signs it, with all that the form and the document information need.
var first = objects{
	1:  "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS 18 0 R>>",
	3:  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots 26 0 R>>",
	6:  "<</SigFlags 3/Fields 27 0 R/DA(/F1 0 Tf)/DR<</Font<</F1 24 0 R>>>>>>",
	7:  "<</ModDate(D:2026)/CreationDate(D:2026)/Creator(One)>>",
	18: "<</Certs[]>>",
	20: "<</Type/Annot/Subtype/Widget/FT/Sig/T(Second)/Rect[0 0 0 0]/V 21 0 R/AP<<>>/Lock 25 0 R>>",
	21: filled[21],
	24: "<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
	25: "<</Type/SigFieldLock/Action/All>>",
	26: "[20 0 R]",
	27: "[20 0 R]",
}

// TestFirstForm has an update that makes the form, and such with one fault.
func TestFirstForm(t *testing.T) {
	for name, c := range map[string]struct {
		update objects
		more   string
		ok     bool
	}{
		"form":           {first, "", true},
		"identifier":     {first, "/ID[(a)(b)]", true},
		"bad identifier": {first, "/ID[(a)/b]", false},
		"trailer key":    {first, "/Other 1", false},
		"looks":          {first.edit(t, 6, "(/F1 0 Tf)", "/F1"), "", false},
		"resources":      {first.edit(t, 6, "24 0 R", "21 0 R"), "", false},
		"info":           {first.edit(t, 7, "/Creator(One)", "/Title(One)"), "", false},
		"annotations":    {first.edit(t, 26, "[20 0 R]", "[20 0 R 20 0 R]"), "", false},
		"fields":         {first.edit(t, 27, "[20 0 R]", "[20 0 R 20 0 R]"), "", false},
		"lock is page":   {first.edit(t, 20, "25 0 R", "3 0 R"), "", false},
	} {
		d := &document{data: []byte("%PDF-1.7\n"), root: "/Root 1 0 R"}
		end := len(d.update(plain).data)
		d.root = trailer + c.more
		if s := d.update(c.update).chain(t, end).Steps[0]; (s.Objection == nil) != c.ok {
			t.Errorf("%s: %+v", name, s.Objection)
		}
	}
}

// TestReferredBefore has an object to which the signed file refers and which
// comes with the update only.
func TestReferredBefore(t *testing.T) {
	if o := judge(t, signed.with(objects{3: seal[3]}), seal).Objection; o == nil || !strings.Contains(o.What.EN, "before it was there") {
		t.Errorf("%+v", o)
	}
}

// TestIdentifier has a file that has one already.
func TestIdentifier(t *testing.T) {
	for id, ok := range map[string]bool{"[(a)(c)]": true, "[(b)(c)]": false, "[(a)]": false, "(a)": false} {
		d := &document{data: []byte("%PDF-1.7\n"), root: trailer + "/ID[(a)(b)]"}
		end := len(d.update(signed).data)
		d.root = trailer + "/ID" + id
		if s := d.update(notes).chain(t, end).Steps[0]; (s.Objection == nil) != ok {
			t.Errorf("%s: %+v", id, s.Objection)
		}
	}
}

// TestParentBranches has a parent tree with kids.
func TestParentBranches(t *testing.T) {
	base := signed.with(objects{13: "<</Kids[30 0 R]>>", 30: "<</Limits[4 4]/Nums[4 17 0 R]>>"})
	update := seal.with(objects{13: "<</Kids[30 0 R 31 0 R]>>", 31: "<</Limits[5 5]/Nums[5 25 0 R]>>"})
	for name, c := range map[string]struct {
		update objects
		ok     bool
	}{
		"branch":         {update, true},
		"limits":         {update.edit(t, 31, "[5 5]", "[5/A]"), false},
		"other key":      {update.edit(t, 31, "/Limits", "/Names[]/Limits"), false},
		"old key":        {update.edit(t, 31, "[5 25", "[4 25").edit(t, 20, "/StructParent 5", "/StructParent 4"), false},
		"branch gone":    {update.edit(t, 13, "30 0 R ", ""), false},
		"circle":         {update.edit(t, 13, "30 0 R 31 0 R", "30 0 R 13 0 R"), false},
		"old branch":     {update.with(objects{30: "<</Limits[4 4]/Nums[4 25 0 R]>>"}), false},
		"kids elsewhere": {update.edit(t, 13, "[30 0 R 31 0 R]", " 24 0 R"), false},
	} {
		if s := judge(t, base, c.update); (s.Objection == nil) != c.ok {
			t.Errorf("%s: %+v", name, s.Objection)
		}
	}
}
