package sign

import (
	"fmt"

	"nianbao/internal/signing/pdfread"
)

// Flags of an annotation (12.5.3) and of the interactive form (12.7.2).
const (
	flagPrint, flagLocked = 4, 128

	signaturesExist, appendOnly = 1, 2
)

// addField adds a signature field (12.7.4.5) with the widget that shows it, to
// the form, the page and the structure tree; spoken is what a screen reader says.
func (s *signing) addField(value pdfread.Ref, spoken string) error {
	page, err := s.page()
	if err != nil {
		return err
	}
	widget := s.update.New()
	d := pdfread.Dict{
		{Key: "Type", Value: pdfread.Name("Annot")},
		{Key: "Subtype", Value: pdfread.Name("Widget")},
		{Key: "FT", Value: pdfread.Name("Sig")},
		{Key: "T", Value: pdfread.TextString(s.fieldName())},
		{Key: "TU", Value: pdfread.TextString(spoken)},
		{Key: "F", Value: pdfread.Int(flagPrint | flagLocked)},
		{Key: "P", Value: page.Ref},
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

// fieldName gives the new field a name that none has, from how many there are on.
func (s *signing) fieldName() string {
	taken := map[string]bool{}
	for _, o := range s.file.Array(s.file.Dict(s.file.Catalog().Get("AcroForm")).Get("Fields")) {
		if t, ok := s.file.Resolve(s.file.Dict(o).Get("T")).(pdfread.String); ok {
			taken[t.Text()] = true
		}
	}
	for n := len(s.file.SignatureFields()) + 1; ; n++ {
		if name := fmt.Sprintf("Signature%d", n); !taken[name] {
			return name
		}
	}
}

func (s *signing) addToPage(page *pdfread.Page, widget pdfread.Ref) {
	with := s.grown(page.Dict, "Annots", widget)
	if _, elsewhere := with.Get("Annots").(pdfread.Ref); !elsewhere {
		s.update.Put(page.Ref, with)
	}
}

// addToForm adds the field to the interactive form, which it makes if there is
// none.
func (s *signing) addToForm(field pdfread.Ref) {
	root := s.file.Trailer.Get("Root").(pdfread.Ref)
	catalog := s.update.Dict(root)
	old := catalog.Get("AcroForm")
	form := s.grown(s.file.Dict(old), "Fields", field)
	flags, _ := s.file.Int(form.Get("SigFlags"))
	form = form.With("SigFlags", pdfread.Int(flags|signaturesExist|appendOnly))
	if r, ok := old.(pdfread.Ref); ok {
		s.update.Put(r, form)
		return
	}
	own := s.update.New() // poppler lists its own signature in such a form only
	s.update.Put(own, form)
	s.update.Put(root, catalog.With("AcroForm", own))
}
