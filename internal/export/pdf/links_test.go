package pdf

import (
	"fmt"
	"testing"

	"nianbao/internal/layout/typeset"
)

// A link's annotation leads to its heading, has words, and is in the structure
// tree both ways; one whose heading is on no page leads nowhere.
func TestLinks(t *testing.T) {
	cjk, latin := faces(t)
	l := report(cjk, latin)
	a, b := node(typeset.TagLink), node(typeset.TagLink)
	l.Root.Kids = append(l.Root.Kids, node(typeset.TagP, a, b))
	first := &l.Pages[0]
	first.Texts = append(first.Texts, line(cjk, a, 80, 500, 16, 0, "总体情况"), line(cjk, b, 80, 530, 16, 0, "落款"))
	first.Links = []typeset.Link{
		{Rect: rect(80, 480, 100, 24, ""), To: l.Outline[3], Node: a},
		{Rect: rect(80, 510, 100, 24, ""), To: typeset.Outline{Title: "nowhere", Page: 9}, Node: b},
	}
	r := readFile(t, write(t, l))
	r.structure()
	root := r.dict(r.catalog()["StructTreeRoot"])
	nums := r.dict(root["ParentTree"])["Nums"].(array)
	page := r.pages()[0]
	annots := r.dict(page)["Annots"].(array)
	if len(annots) != 2 || root["ParentTreeNextKey"] != 4.0 || r.dict(r.pages()[1])["Annots"] != nil {
		t.Fatalf("%v, next key %v", annots, root["ParentTreeNextKey"])
	}
	var got string
	for i, ref := range annots {
		d := r.dict(ref)
		if d["Subtype"] != name("Link") || d["F"] != 4.0 || d["StructParent"] != float64(2+i) {
			t.Errorf("%v", d)
		}
		element := nums[len(nums)-4+2*i+1]
		kids := r.dict(element)["K"].(array)
		if back := kids[len(kids)-1].(dict); back["Obj"] != ref || back["Pg"] != page || r.dict(element)["S"] != name("Link") {
			t.Errorf("link %d: its element has %v", i, back)
		}
		got += fmt.Sprint(text(d["Contents"]), d["Rect"])
		if dest, ok := d["Dest"].(array); ok {
			got += fmt.Sprint(dest[0] == r.pages()[1], dest[1:])
		}
	}
	if want := "二、[80 337.89 180 361.89]true [XYZ null 841.89 null]nowhere[80 307.89 180 331.89]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
