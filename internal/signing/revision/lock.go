package revision

import (
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
)

// Lock is what a signature permits to be done after it (12.8.2.2, 12.8.2.4,
// 12.7.5.5).
type Lock struct {
	Field     string
	Value     pdfread.Ref // the signature
	Level     int         // 1 no change, 2 forms and signatures, 3 annotations too; 0: nothing said
	Certifies bool        // the author certified the file

	rules []fieldRule // each counts
}

// fieldRule says which fields are locked (table 236).
type fieldRule struct {
	action pdfread.Name // All, Include, Exclude
	fields []string     // fully qualified names
}

// Locks lists the locks of a file's signatures.
func Locks(f *pdfread.File) (list []Lock) {
	author := f.Dict(f.Catalog().Get("Perms")).Get("DocMDP")
	certified, isRef := author.(pdfread.Ref)
	found := false
	for _, d := range f.SignatureFields() {
		if d.Get("V") == nil {
			continue
		}
		l := Lock{Field: d.Name}
		l.Value, _ = d.Get("V").(pdfread.Ref)
		if d.Has("Lock") {
			l.read(f, f.Dict(d.Get("Lock")))
		}
		l.references(f, f.Dict(d.Get("V")))
		if isRef && l.Value == certified {
			found = true
			l.Certifies = true
			l.level(2, l.Level == 0) // the standard level
		}
		if l.Level != 0 || len(l.rules) > 0 {
			list = append(list, l)
		}
	}
	if author != nil && !found { // of a signature that is in no field
		l := Lock{Certifies: true}
		l.references(f, f.Dict(author))
		l.level(2, l.Level == 0)
		list = append(list, l)
	}
	return list
}

// level keeps the stricter of two levels.
func (l *Lock) level(v int, ok bool) {
	if ok && (l.Level == 0 || v < l.Level) {
		l.Level = v
	}
}

// strictest is the level of what cannot be read.
const strictest = 1

// levelOf reads a level; one that is none forbids everything.
func levelOf(f *pdfread.File, d pdfread.Dict) int {
	if v, ok := f.Int(d.Get("P")); ok && v >= 1 && v <= 3 {
		return v
	}
	return strictest
}

// read reads a signature field lock dictionary, or the parameters of FieldMDP,
// which say the same. What cannot be read locks all.
func (l *Lock) read(f *pdfread.File, d pdfread.Dict) {
	if d.Has("P") {
		l.level(levelOf(f, d), true)
		if !d.Has("Action") {
			return
		}
	}
	rule := fieldRule{}
	rule.action, _ = f.Resolve(d.Get("Action")).(pdfread.Name)
	list, ok := f.Resolve(d.Get("Fields")).(pdfread.Array)
	for _, o := range list {
		t, isText := f.Resolve(o).(pdfread.String)
		ok = ok && isText
		rule.fields = append(rule.fields, t.Text())
	}
	if !ok || rule.action != "Include" && rule.action != "Exclude" {
		rule = fieldRule{action: "All"}
	}
	l.rules = append(l.rules, rule)
}

// references reads the signature reference dictionaries (12.8.1, table 256).
func (l *Lock) references(f *pdfread.File, d pdfread.Dict) {
	list, ok := f.Resolve(d.Get("Reference")).(pdfread.Array)
	if d.Has("Reference") && !ok {
		l.level(strictest, true)
	}
	for _, o := range list {
		r := f.Dict(o)
		p := f.Dict(r.Get("TransformParams"))
		switch f.Resolve(r.Get("TransformMethod")) {
		case pdfread.Name("DocMDP"):
			if p.Has("P") {
				l.level(levelOf(f, p), true)
			}
			l.level(2, l.Level == 0) // the standard level
			l.Certifies = true
		case pdfread.Name("FieldMDP"):
			l.read(f, p)
		}
	}
}

// locks reports whether a field may not be signed.
func (l *Lock) locks(field string) bool {
	return slices.ContainsFunc(l.rules, func(r fieldRule) bool { return r.locks(field) })
}

// locks reports whether a rule is about a field. A name stands for the fields
// below it, too.
func (r fieldRule) locks(field string) bool {
	named := slices.ContainsFunc(r.fields, func(name string) bool {
		return field == name || strings.HasPrefix(field, name+".")
	})
	switch r.action {
	case "Include":
		return named
	case "Exclude":
		return !named
	}
	return true
}

// Forbids says why another signature may not be added, in a field with a fully
// qualified name that had been prepared or not; ok is false where it may. Time
// stamps may always be.
func (l *Lock) Forbids(field string, filled, visible bool) (why diag.Text, ok bool) {
	name := l.Field
	if name == "" {
		name = "?"
	}
	switch {
	case l.Level == 1:
		return diag.T("签名 %s 不许文件再有任何改动，也不许再签名", "the signature %s allows no change, not even another signature", name), true
	case l.locks(field): // a field that was added has a value now, too (12.8.2.4)
		return diag.T("签名 %[1]s 锁住了签名域 %[2]s", "the signature %[1]s locks the field %[2]s", name, field), true
	case l.Certifies && visible && !filled:
		return diag.T("签名 %s 认证了文件，之后不许再加看得见的签名", "the signature %s certifies the file: no further signature may be seen on it", name), true
	}
	return diag.Text{}, false
}

// breaches lists what an update does that signatures before it do not permit.
func breaches(s *Step, locks []Lock) (list []Breach) {
	if s.Value.Num == 0 || s.Stamp {
		return nil
	}
	for _, l := range locks {
		if why, ok := l.Forbids(s.Field, s.Filled, s.Picture != nil); ok {
			list = append(list, Breach{l.Value, diag.T("%[1]s，之后却有签名 %[3]s", "%[2]s, yet there is a signature %[3]s behind it", why.ZH, why.EN, s.Field)})
		}
	}
	return list
}
