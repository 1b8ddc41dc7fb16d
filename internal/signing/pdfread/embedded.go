package pdfread

import (
	"crypto/md5"
)

// Embedded is a file that a PDF carries with it (ISO 32000-1 7.11.4).
type Embedded struct {
	Name string // as the file has it; not to be trusted as a path
	Data []byte
}

// mostEmbedded bounds how many embedded files are read, and maxTree how deep
// their name tree is.
const (
	mostEmbedded = 1000
	maxTree      = 20
)

// Embedded gives the files of the name tree EmbeddedFiles (7.7.4) in its
// order. The error is a *diag.Diagnostic.
func (f *File) Embedded() ([]Embedded, error) {
	var all []Embedded
	seen := map[Ref]bool{}
	var walk func(node Dict, depth int) error
	walk = func(node Dict, depth int) error {
		names := f.Array(node.Get("Names"))
		for i := 1; i < len(names) && len(all) < mostEmbedded; i += 2 {
			spec := f.Dict(names[i])
			name, _ := f.Resolve(spec.Get("UF")).(String)
			if name == nil {
				name, _ = f.Resolve(spec.Get("F")).(String)
			}
			held := f.Dict(spec.Get("EF"))
			s, ok := f.Resolve(held.Get("F")).(*Stream)
			if !ok || len(name) == 0 {
				return &damage{0, "附件读不出来", "an attachment cannot be read"}
			}
			data, err := f.Decode(s)
			if err != nil {
				return err
			}
			parms := f.Dict(s.Dict.Get("Params"))
			if sum, ok := f.Resolve(parms.Get("CheckSum")).(String); ok {
				if got := md5.Sum(data); string(sum) != string(got[:]) {
					return &damage{0, "附件的校验值不对", "an attachment's checksum is wrong"}
				}
			}
			all = append(all, Embedded{name.Text(), data})
		}
		if depth == maxTree {
			return nil
		}
		for _, kid := range f.Array(node.Get("Kids")) {
			r, isRef := kid.(Ref)
			if !isRef || seen[r] { // a node stands in the tree once
				continue
			}
			seen[r] = true
			if err := walk(f.Dict(kid), depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	tree := f.Dict(f.Dict(f.Catalog().Get("Names")).Get("EmbeddedFiles"))
	if err := walk(tree, 0); err != nil {
		return nil, f.tell(err)
	}
	return all, nil
}
