package sign

import "nianbao/internal/signing/pdfread"

// addElement adds the widget to the structure tree (14.7.4.3), so that the
// reading order has it (ISO 14289-1 7.18.1): a Form after the signature block
// or, where that is not known, after all else. It gives the widget's key in the
// parent tree; ok is false where the file has no structure.
func (s *signing) addElement(widget pdfread.Ref, page *pdfread.Page) (key int, ok bool) {
	f, u := s.file, s.update
	root, isRef := f.Catalog().Get("StructTreeRoot").(pdfread.Ref)
	tree := f.Dict(root)
	if !isRef || tree == nil {
		return 0, false
	}
	after, parent := s.neighbour(root, tree)
	form := u.New()
	u.Put(form, pdfread.Dict{
		{Key: "Type", Value: pdfread.Name("StructElem")},
		{Key: "S", Value: pdfread.Name("Form")},
		{Key: "P", Value: parent},
		{Key: "Pg", Value: page.Ref},
		{Key: "Alt", Value: pdfread.TextString(s.spoken())},
		{Key: "K", Value: pdfread.Dict{{Key: "Type", Value: pdfread.Name("OBJR")}, {Key: "Obj", Value: widget}, {Key: "Pg", Value: page.Ref}}},
	})
	u.Put(parent, s.withKid(u.Dict(parent), form, after))
	tree = u.Dict(root) // perhaps the parent itself
	key = s.nextKey(tree)
	tree = s.addParent(tree, key, form).With("ParentTreeNextKey", pdfread.Int(key+1))
	u.Put(root, tree)
	return key, true
}

// neighbour gives the element after which the widget belongs, and the one that
// both belong to.
func (s *signing) neighbour(root pdfread.Ref, tree pdfread.Dict) (after, parent pdfread.Ref) {
	f := s.file
	if b := s.block(); b != nil {
		if p, ok := f.Dict(b.element).Get("P").(pdfread.Ref); ok && f.Dict(p) != nil {
			return b.element, p
		}
	}
	kids := tree.Get("K")
	if a := f.Array(kids); len(a) == 1 {
		kids = a[0]
	}
	if r, ok := kids.(pdfread.Ref); ok && f.Resolve(f.Dict(r).Get("S")) == pdfread.Name("Document") {
		return pdfread.Ref{}, r
	}
	return pdfread.Ref{}, root
}

// withKid gives an element with one more kid: after the one named, else last.
func (s *signing) withKid(d pdfread.Dict, kid, after pdfread.Ref) pdfread.Dict {
	var kids pdfread.Array
	switch k := s.file.Resolve(d.Get("K")).(type) {
	case nil:
	case pdfread.Array:
		kids = append(kids, k...)
	default:
		kids = pdfread.Array{d.Get("K")}
	}
	at := len(kids)
	for i, k := range kids {
		if k == pdfread.Object(after) {
			at = i + 1
		}
	}
	kids = append(kids[:at:at], append(pdfread.Array{kid}, kids[at:]...)...)
	return d.With("K", kids)
}

// nextKey gives a key that the parent tree does not have.
func (s *signing) nextKey(tree pdfread.Dict) int {
	next, _ := s.file.Int(tree.Get("ParentTreeNextKey"))
	for _, leaf := range s.leaves(tree.Get("ParentTree"), map[pdfread.Ref]bool{}) {
		nums := s.file.Array(leaf.Get("Nums"))
		for i := 0; i+1 < len(nums); i += 2 {
			if k, ok := s.file.Int(nums[i]); ok {
				next = max(next, k+1)
			}
		}
	}
	return next
}

// leaves lists the nodes of a number tree (7.9.7), each once.
func (s *signing) leaves(node pdfread.Object, seen map[pdfread.Ref]bool) (all []pdfread.Dict) {
	r, isRef := node.(pdfread.Ref)
	d := s.file.Dict(node)
	if d == nil || isRef && seen[r] {
		return nil
	}
	seen[r] = true
	all = append(all, d)
	for _, k := range s.file.Array(d.Get("Kids")) {
		all = append(all, s.leaves(k, seen)...)
	}
	return all
}

// grown gives a dictionary with more in one of its lists, which stays where it is. A
// list that others have, too, stays as it is, and the dictionary gets one of its own:
// else the widget of one page would be seen on others.
func (s *signing) grown(d pdfread.Dict, key pdfread.Name, more ...pdfread.Object) pdfread.Dict {
	list := append(append(pdfread.Array{}, s.file.Array(d.Get(key))...), more...)
	if r, ok := d.Get(key).(pdfread.Ref); ok && !s.shared(r) {
		s.update.Put(r, list)
		return d
	}
	return d.With(key, list)
}

// shared reports whether an object is used in several places.
func (s *signing) shared(r pdfread.Ref) bool {
	all, err := s.file.Reach(map[int]bool{r.Num: true})
	return err == nil && len(all.Mentions[r.Num]) > 1
}

// addParent adds the highest key to the parent tree (14.7.4.4).
func (s *signing) addParent(tree pdfread.Dict, key int, element pdfread.Ref) pdfread.Dict {
	f, u := s.file, s.update
	old := tree.Get("ParentTree")
	top := f.Dict(old)
	pair := pdfread.Array{pdfread.Int(key), element}
	if kids := f.Array(top.Get("Kids")); kids != nil {
		leaf := u.New()
		u.Put(leaf, pdfread.Dict{{Key: "Limits", Value: pdfread.Array{pair[0], pair[0]}}, {Key: "Nums", Value: pair}})
		top = s.grown(top, "Kids", leaf)
	} else {
		top = s.grown(top, "Nums", pair...)
	}
	if r, ok := old.(pdfread.Ref); ok {
		u.Put(r, top)
		return tree
	}
	return tree.With("ParentTree", top)
}
