package revision_test

import (
	"fmt"
	"testing"

	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/revision"
)

// locking gives the first signature a lock in its field, or parameters of a
// transform method.
func locking(t testing.TB, lock, method, params string) objects {
	o := signed
	if lock != "" {
		o = o.edit(t, 10, "/F 132", "/F 132/Lock<<"+lock+">>")
	}
	if method != "" {
		o = o.edit(t, 11, "/ByteRange", fmt.Sprintf("/Reference[<</TransformMethod/%s/TransformParams<<%s>>>>]/ByteRange", method, params))
	}
	return o
}

// TestLocks has what a signature permits, and which of three later ones break it.
func TestLocks(t *testing.T) {
	inner := objects{16: signed.edit(t, 16, "/Rect", "/V 21 0 R/Rect")[16], 21: filled[21]}
	perms := func(o objects, to string) objects {
		return o.edit(t, 1, "/Pages", "/Perms<</DocMDP "+to+">>/Pages")
	}
	other := perms(signed, "30 0 R").with(objects{30: "<</Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>"})
	for name, c := range map[string]struct {
		base                        objects
		seal, unseen, filled, inner bool // each is a breach
	}{
		"none":                {base: signed},
		"DocMDP 1":            {locking(t, "", "DocMDP", "/P 1"), true, true, true, true},
		"DocMDP 2":            {base: locking(t, "", "DocMDP", "/P 2"), seal: true},
		"DocMDP 3":            {base: locking(t, "", "DocMDP", "/P 3"), seal: true},
		"DocMDP, no level":    {base: locking(t, "", "DocMDP", ""), seal: true},
		"DocMDP 0":            {locking(t, "", "DocMDP", "/P 0"), true, true, true, true},
		"certified":           {base: perms(signed, "11 0 R"), seal: true},
		"certified elsewhere": {other, true, true, true, true},
		"certified directly":  {base: perms(signed, "<<>>"), seal: true},
		"FieldMDP all":        {locking(t, "", "FieldMDP", "/Action/All"), true, true, true, true},
		"FieldMDP include":    {base: locking(t, "", "FieldMDP", "/Action/Include/Fields[(Later)]"), filled: true},
		"FieldMDP new field":  {base: locking(t, "", "FieldMDP", "/Action/Include/Fields[(Second)]"), seal: true, unseen: true},
		"FieldMDP exclude":    {locking(t, "", "FieldMDP", "/Action/Exclude/Fields[(Later)]"), true, true, false, true},
		"qualified":           {base: locking(t, "", "FieldMDP", "/Action/Include/Fields[(Group.Inner)]"), inner: true},
		"above":               {base: locking(t, "", "FieldMDP", "/Action/Include/Fields[(Group)]"), inner: true},
		"not qualified":       {base: locking(t, "", "FieldMDP", "/Action/Include/Fields[(Inner)(Gro)(Group.)]")},
		"exclude above":       {locking(t, "", "FieldMDP", "/Action/Exclude/Fields[(Group)]"), true, true, true, false},
		"lock all":            {locking(t, "/Action/All", "", ""), true, true, true, true},
		"lock include":        {base: locking(t, "/Action/Include/Fields[(Later)]", "", ""), filled: true},
		"lock with level 1":   {locking(t, "/Action/Include/Fields[(Other)]/P 1", "", ""), true, true, true, true},
		"lock with level 2":   {base: locking(t, "/Action/Include/Fields[(Other)]/P 2", "", "")},
		"strictest level":     {locking(t, "/Action/Include/Fields[(Other)]/P 2", "FieldMDP", "/Action/Include/Fields[(Other)]/P 1"), true, true, true, true},
		"no laxer level":      {locking(t, "/Action/Include/Fields[(Other)]/P 1", "FieldMDP", "/Action/Include/Fields[(Other)]/P 2"), true, true, true, true},
		"no fewer fields":     {locking(t, "/Action/All", "FieldMDP", "/Action/Include/Fields[(Other)]"), true, true, true, true},
		"each counts":         {base: locking(t, "/Action/Include/Fields[(Later)]", "FieldMDP", "/Action/Include/Fields[(Other)]"), filled: true},
		"level real":          {locking(t, "/Action/Include/Fields[(Other)]/P 1.0", "", ""), true, true, true, true},
		"DocMDP real":         {locking(t, "", "DocMDP", "/P 2.0"), true, true, true, true},
		"DocMDP 7":            {locking(t, "", "DocMDP", "/P 7"), true, true, true, true},
		"level alone":         {base: locking(t, "/P 2", "", "")},
		"action unknown":      {locking(t, "/Action/all", "", ""), true, true, true, true},
		"no action":           {locking(t, "/Type/SigFieldLock", "", ""), true, true, true, true},
		"fields no list":      {locking(t, "/Action/Include/Fields(Later)", "", ""), true, true, true, true},
		"fields no text":      {locking(t, "/Action/Exclude/Fields[/Later]", "", ""), true, true, true, true},
		"fields, one no text": {locking(t, "", "FieldMDP", "/Action/Exclude/Fields[(Later)/Other]"), true, true, true, true},
		"fields, no text one": {locking(t, "", "FieldMDP", "/Action/Exclude/Fields[/Other(Later)]"), true, true, true, true},
		"lock no dictionary":  {signed.edit(t, 10, "/F 132", "/F 132/Lock[]"), true, true, true, true},
		"references no list":  {signed.edit(t, 11, "/ByteRange", "/Reference<<>>/ByteRange"), true, true, true, true},
		"strictest":           {locking(t, "/Action/All/P 2", "FieldMDP", "/Action/Include/Fields[(Other)]/P 1"), true, true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			for _, u := range []struct {
				name   string
				update objects
				breach bool
			}{{"seal", seal, c.seal}, {"unseen", unseen, c.unseen}, {"filled", filled, c.filled}, {"inner", inner, c.inner}, {"stamp", stamped, false}} {
				s := judge(t, c.base, u.update)
				if s.Objection != nil || (len(s.Breaches) > 0) != u.breach {
					t.Errorf("%s: %+v, %+v", u.name, s.Objection, s.Breaches)
				}
			}
		})
	}
}

// TestSameDictionaries has a signature and a permission that both stand in their
// dictionaries directly: neither can be the other.
func TestSameDictionaries(t *testing.T) {
	base := signed.edit(t, 1, "/Pages", "/Perms<</DocMDP<</A 1>>>>/Pages").edit(t, 10, "/V 11 0 R", "/V<</A 1>>")
	f, err := pdfread.Open("", written(base).data)
	if err != nil {
		t.Fatal(err)
	}
	if l := revision.Locks(f); len(l) != 1 || !l[0].Certifies || l[0].Level != 2 || l[0].Field != "" {
		t.Errorf("%+v", l)
	}
}
