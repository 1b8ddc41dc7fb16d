package sign

import (
	"fmt"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
)

// Flags of an annotation (12.5.3) and of the interactive form (12.7.2).
const (
	flagPrint, flagLocked = 4, 128

	signaturesExist, appendOnly = 1, 2
)

// mayBeSigned refuses a file whose author allows no change (DocMDP, 12.8.2.2).
func mayBeSigned(name string, f *pdfread.File) error {
	if permission(f) == 1 {
		return diag.New(diag.Pos{File: name}, diag.T("文件的作者已认证此文件，并且不许再改动，也不许再签名", "the file is certified, and its author allows no change, not even a signature"),
			diag.T("请向作者要一份没有认证的文件。", "ask its author for a file that is not certified."))
	}
	return nil
}

// permission gives the level of a certified file: 1 no change, 2 forms and
// signatures, 3 annotations too; 0: not certified.
func permission(f *pdfread.File) int {
	perms := f.Dict(f.Catalog().Get("Perms"))
	if perms.Get("DocMDP") == nil {
		return 0
	}
	for _, o := range f.Array(f.Dict(perms.Get("DocMDP")).Get("Reference")) {
		r := f.Dict(o)
		if f.Resolve(r.Get("TransformMethod")) != pdfread.Name("DocMDP") {
			continue
		}
		if p, ok := f.Int(f.Dict(r.Get("TransformParams")).Get("P")); ok {
			return p
		}
	}
	return 2 // the standard level
}

// addField adds a signature field (12.7.4.5) with the widget that shows it, to
// the form, the page and the structure tree; spoken is what a screen reader says.
func (s *signing) addField(value pdfread.Ref, spoken string) error {
	page, err := s.page()
	if err != nil {
		return err
	}
	widget := s.update.New()
	n := len(signatureFields(s.file)) + 1
	d := pdfread.Dict{
		{Key: "Type", Value: pdfread.Name("Annot")},
		{Key: "Subtype", Value: pdfread.Name("Widget")},
		{Key: "FT", Value: pdfread.Name("Sig")},
		{Key: "T", Value: pdfread.TextString(s.fieldName(n))},
		{Key: "TU", Value: pdfread.TextString(spoken)},
		{Key: "F", Value: pdfread.Int(flagPrint | flagLocked)},
		{Key: "P", Value: page.ref},
		{Key: "V", Value: value},
	}
	if d, err = s.appearance(d, page); err != nil {
		return err
	}
	if s.opt.Seal != nil {
		if key, ok := s.addElement(widget, page); ok {
			d = append(d, pdfread.Entry{Key: "StructParent", Value: pdfread.Int(key)})
		}
	}
	s.update.Put(widget, d)
	s.addToPage(page, widget)
	s.addToForm(widget)
	return nil
}

// spoken is what a screen reader says of the signature. It stands in the file
// and is in the language of the file's users.
func (s *signing) spoken() string {
	return fmt.Sprintf("电子签名：%s，%s", Name(s.opt.Key.Chain[0]), s.opt.Time.Format("2006-01-02"))
}

// fieldName gives a name that no field has, from number n on.
func (s *signing) fieldName(n int) string {
	taken := map[string]bool{}
	for _, o := range s.file.Array(s.file.Dict(s.file.Catalog().Get("AcroForm")).Get("Fields")) {
		if t, ok := s.file.Resolve(s.file.Dict(o).Get("T")).(pdfread.String); ok {
			taken[t.Text()] = true
		}
	}
	for ; ; n++ {
		if name := fmt.Sprintf("Signature%d", n); !taken[name] {
			return name
		}
	}
}

func (s *signing) addToPage(page *page, widget pdfread.Ref) {
	annots := page.dict.Get("Annots")
	with := append(append(pdfread.Array{}, s.file.Array(annots)...), widget)
	if r, ok := annots.(pdfread.Ref); ok {
		s.update.Put(r, with)
		return
	}
	s.update.Put(page.ref, page.dict.With("Annots", with))
}

// addToForm adds the field to the interactive form, which it makes if there is
// none.
func (s *signing) addToForm(field pdfread.Ref) {
	root := s.file.Trailer.Get("Root").(pdfread.Ref)
	catalog := s.update.Dict(root)
	old := catalog.Get("AcroForm")
	form := s.file.Dict(old)
	fields := append(append(pdfread.Array{}, s.file.Array(form.Get("Fields"))...), field)
	if r, ok := form.Get("Fields").(pdfread.Ref); ok {
		s.update.Put(r, fields)
	} else {
		form = form.With("Fields", fields)
	}
	flags, _ := s.file.Int(form.Get("SigFlags"))
	form = form.With("SigFlags", pdfread.Int(flags|signaturesExist|appendOnly))
	if r, ok := old.(pdfread.Ref); ok {
		s.update.Put(r, form)
		return
	}
	s.update.Put(root, catalog.With("AcroForm", form))
}

// deepestField is how deep fields may be nested.
const deepestField = 32

// signatureFields lists the signature fields of the form, also those without
// a signature, in the form's order.
func signatureFields(f *pdfread.File) (fields []pdfread.Dict) {
	seen := map[pdfread.Ref]bool{}
	var walk func(list pdfread.Array, kind pdfread.Object, depth int)
	walk = func(list pdfread.Array, kind pdfread.Object, depth int) {
		for _, o := range list {
			r, ok := o.(pdfread.Ref)
			if !ok || seen[r] || depth > deepestField {
				continue
			}
			seen[r] = true
			d := f.Dict(r)
			kind := kind
			if k := f.Resolve(d.Get("FT")); k != nil {
				kind = k
			}
			if kids := f.Array(d.Get("Kids")); kids != nil && d.Get("V") == nil {
				walk(kids, kind, depth+1)
				continue
			}
			if kind == pdfread.Name("Sig") {
				fields = append(fields, d)
			}
		}
	}
	walk(f.Array(f.Dict(f.Catalog().Get("AcroForm")).Get("Fields")), nil, 0)
	return fields
}
