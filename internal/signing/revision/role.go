package revision

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
)

// role is what an object is for. It has one place; beside that, only what
// these mentions say may point at it.
type role struct {
	name     string
	mentions []string // ends of paths, or whole ones that begin with ^
	lists    bool     // also from lists of annotations and of the parent tree that are objects of their own
	group    bool     // its members are mentioned by one another, and at their head
}

// The roles that an object of an update may have, with the clauses of ISO
// 32000-2.
var (
	catalogRole  = &role{name: "catalog", mentions: []string{"/Reference/*/Data"}}                                                                    // 7.7.2, 12.8.1
	infoRole     = &role{name: "document information"}                                                                                                // 14.3.3
	metadataRole = &role{name: "metadata"}                                                                                                            // 14.3.2
	formRole     = &role{name: "interactive form"}                                                                                                    // 12.7.3
	fieldsRole   = &role{name: "list of fields"}                                                                                                      // 12.7.3
	fieldRole    = &role{name: "field", mentions: []string{"/Annots/*", "/Obj", "/Kids/*", "/Parent"}, lists: true}                                   // 12.7.4
	valueRole    = &role{name: "signature", mentions: []string{"^/DV"}}                                                                               // 12.8.1
	partRole     = &role{name: "part of a signature", group: true}                                                                                    // 12.8.1
	pictureRole  = &role{name: "appearance", group: true}                                                                                             // 12.5.5, 12.7.3
	pageRole     = &role{name: "page", mentions: []string{"/P", "/Pg", "/Page", "/*"}}                                                                // 7.7.3.3
	annotsRole   = &role{name: "list of annotations"}                                                                                                 // 12.5.2
	evidenceRole = &role{name: "validation data", group: true}                                                                                        // 12.8.4.3
	levelRole    = &role{name: "extensions", group: true}                                                                                             // 7.12
	treeRole     = &role{name: "structure tree", mentions: []string{"^/P"}}                                                                           // 14.7.2
	elementRole  = &role{name: "structure element", mentions: []string{"^/P", "/Element", "/Ref/*", "/Nums/*", "/Nums/*/*", "/Names/*"}, lists: true} // 14.7.2
	parentsRole  = &role{name: "parent tree"}                                                                                                         // 14.7.4.4
)

// claim is the role that an object has, and the place that gives it.
type claim struct {
	role *role
	at   pdfread.Mention
}

// permits reports whether a mention beside the place goes with the role.
func (r *role) permits(m pdfread.Mention) bool {
	for _, p := range r.mentions {
		if whole, ok := strings.CutPrefix(p, "^"); ok && m.Path == whole || !ok && strings.HasSuffix(m.Path, p) {
			return true
		}
	}
	return false
}

// claim gives an object its role; one that has another already is refused.
// What the update does not have needs none.
func (c *comparing) claim(o pdfread.Object, as *role, at pdfread.Mention) bool {
	r, ok := o.(pdfread.Ref)
	if !ok || !c.listed[r.Num] {
		return true
	}
	had, again := c.claims[r.Num]
	if again && (had.role != as || had.at != at && !as.group) {
		return c.reject("对象 %d 有两种用途", "object %d has two roles", r.Num)
	}
	if !again {
		c.claims[r.Num] = claim{as, at}
	}
	if as.group {
		c.heads[claim{as, at}] = true
	}
	return true
}

// settle makes sure that every object of the update has a role, and that
// nothing else points at it, in the old and in the new file.
func (c *comparing) settle() bool {
	for _, r := range c.objects {
		got, ok := c.claims[r.Num]
		if !ok && c.leftover(r) {
			continue
		}
		if !ok || !c.old.HasNumber(r.Num) && r.Gen != c.old.FreshGeneration(r.Num) {
			return c.unclaimed(r)
		}
		if !c.alone(r, got, c.after) {
			return false
		}
		if c.old.HasNumber(r.Num) {
			if !c.alone(r, got, c.before) {
				return false
			}
		} else if c.before.Absent[r.Num] {
			return c.reject("对象 %d 早被引用，却是后来才加的", "object %d was referred to before it was there", r.Num)
		}
	}
	return true
}

// leftover reports whether an object is a font, or a picture of nothing, that
// some program wrote and nothing uses, in the old and in the new file.
func (c *comparing) leftover(r pdfread.Ref) bool {
	if c.old.HasNumber(r.Num) || c.after.Seen[r.Num] || c.after.Absent[r.Num] || c.before.Absent[r.Num] {
		return false
	}
	switch o := c.new.Resolve(r).(type) {
	case pdfread.Dict:
		return isName(o.Get("Type"), "Font", "FontDescriptor")
	case *pdfread.Stream:
		return isName(o.Dict.Get("Subtype"), "Form") && (!o.Dict.Has("Type") || isName(o.Dict.Get("Type"), "XObject")) && paintsNothing(c.new, r)
	}
	return false
}

// alone reports whether an object is reached by its place and no other way.
func (c *comparing) alone(r pdfread.Ref, got claim, state *pdfread.Reached) bool {
	n := 0
	for _, m := range state.Mentions[r.Num] {
		switch {
		case got.role.group:
			other, ok := c.claims[m.In.Num]
			if !c.heads[claim{got.role, m}] && !(ok && other.role == got.role) {
				return c.shared(r)
			}
			n = 1
		case m == got.at:
			n++
		case !got.role.permits(m) && !(got.role.lists && m.Path == "/*" && c.lists[m.In]):
			return c.shared(r)
		}
	}
	if n != 1 {
		return c.shared(r)
	}
	return true
}

func (c *comparing) shared(r pdfread.Ref) bool {
	return c.reject("对象 %d 还用在别的地方", "object %d is used elsewhere, too", r.Num)
}

// pageKeys lead away from what a page shows.
var pageKeys = map[pdfread.Name]bool{"Parent": true, "P": true, "Pg": true, "Dest": true, "A": true, "AA": true, "V": true, "StructParent": true}

// unclaimed says what is wrong with an object without a role: it is content, or
// nobody knows what it is for.
func (c *comparing) unclaimed(r pdfread.Ref) bool {
	if c.old.HasNumber(r.Num) {
		shown, err := c.old.ReachFrom(c.old.Catalog().Get("Pages"), pageKeys, nil)
		if err == nil && shown.Seen[r.Num] {
			return c.refuse(&Objection{true, diag.T("页面用到的内容与签名时不同（对象 %d）", "what the pages show is not what was signed (object %d)", r.Num)})
		}
	}
	return c.reject("对象 %d 的用途不明", "what object %d is for is not known", r.Num)
}
