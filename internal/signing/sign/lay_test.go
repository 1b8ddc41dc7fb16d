package sign_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/sign"
	"nianbao/internal/unit"
)

// noted is a file that notes a signature block, whose page begins at 9, 9.
func noted(sealed string) []byte {
	note := "/Page 3 0 R/Rect[100 100 400 300]/Above 200" + sealed
	data := pageWith("/PieceInfo<</Nianbao<</Private<</Signature<<" + note + ">>>>>>>>")
	return bytes.Replace(data, []byte("[0 0 595 842]"), []byte("[9 9 604 851]"), 1)
}

// TestLay says where a seal will stand before anything is signed: there it stands then.
func TestLay(t *testing.T) {
	o := newOffice(t)
	near := func(l unit.Length, points float64) bool {
		return math.Abs(float64(l)/float64(unit.Point)-points) < 0.01
	}
	for name, data := range map[string][]byte{"report": sealable(t), "noted": noted("/Sealed true")} {
		opt := sealed(t, o, nil)
		at, width, height, err := sign.Lay("f.pdf", data, opt.Seal)
		if err != nil {
			t.Fatal(name, err)
		}
		signed := mustSign(t, data, opt)
		r, w := widget(t, signed)
		f, err := pdfread.Open("", signed)
		if err != nil {
			t.Fatal(err)
		}
		pages, _ := f.Pages()
		i := slices.IndexFunc(pages, func(p *pdfread.Page) bool { return p.Ref == w.Get("P") })
		box := pages[i].Box
		left, top := float64(box.X0)/1000, float64(box.Y1)/1000
		if at.Page != i+1 || !near(at.X, (r[0]+r[2])/2-left) || !near(at.Y, top-(r[1]+r[3])/2) || !near(width, float64(box.X1)/1000-left) || !near(height, top-float64(box.Y0)/1000) {
			t.Errorf("%s: %+v, %v by %v, the seal on page %d at %v", name, at, width, height, i+1, r)
		}
		if name == "noted" && (!near(width, 595) || !near(height, 842) || !near(at.X, 241) || !near(at.Y, 851-200+21*72/25.4)) { // just below the text above
			t.Errorf("%+v, %v by %v", at, width, height)
		}
	}
	for want, data := range map[string][]byte{"no PDF": []byte("x"), "not set for a seal": noted("/Sealed false"), "is not known": plainPDF(), "turned": bytes.Replace(noted("/Sealed true"), []byte("/Parent 2 0 R"), []byte("/Rotate 90   "), 1)} {
		if at, w, h, err := sign.Lay("f.pdf", data, sealed(t, o, nil).Seal); err == nil || !strings.Contains(err.Error(), want) || at != (sign.Place{}) || w != 0 || h != 0 {
			t.Errorf("%s: %v, %v", want, at, err)
		}
	}
}

// TestUnseen puts the field of a signature that is not seen beside the page.
func TestUnseen(t *testing.T) {
	o := newOffice(t)
	_, w := widget(t, mustSign(t, noted(""), o.options(t, cmstest.P256, false)))
	if got := string(pdfread.Append(nil, w.Get("Rect"))); got != "[8 8 8 8]" || w.Get("AP") != nil {
		t.Errorf("%s, %v", got, w.Get("AP"))
	}
}

// TestHalfNoted does not know where a seal belongs if half of it is noted.
func TestHalfNoted(t *testing.T) {
	o := newOffice(t)
	for _, note := range []string{"/Rect[100 100 400 300]/Above 200", "/Page 3 0 R/Above 200", "/Page 3 0 R/Rect[100 100 400 300]", "/Page 3 0 R/Rect[100 100 400]/Above 200", "/Page 3/Rect[100 100 400 300]/Above 200", "/Page 2 0 R/Rect[100 100 400 300]/Above 200"} {
		data := pageWith("/PieceInfo<</Nianbao<</Private<</Signature<<" + note + "/Sealed true>>>>>>>>")
		if _, _, _, err := sign.Lay("f.pdf", data, sealed(t, o, nil).Seal); err == nil || !strings.Contains(err.Error(), "is not known") {
			t.Errorf("%s: %v", note, err)
		}
	}
}

// TestSealEdges sets seals up to the edges of a page and of other seals, not beyond.
func TestSealEdges(t *testing.T) {
	o := newOffice(t)
	seal := func(data []byte, x, y unit.Length) ([]byte, error) {
		opt := sealed(t, o, &sign.Place{Page: 1, X: x, Y: y})
		var err error
		if opt.Seal, err = sign.ReadSeal("seal.png", ring(50, 50), 72*unit.Point); err != nil {
			t.Fatal(err)
		}
		return sign.Sign("f.pdf", data, opt)
	}
	const half, bit = 36 * unit.Point, unit.Point / 10
	right, low := 595*unit.Point-half, 842*unit.Point-half
	for _, c := range []struct {
		x, y unit.Length
		ok   bool
	}{{half, half, true}, {right, low, true}, {half - bit, half, false}, {half, half - bit, false}, {right + bit, low, false}, {right, low + bit, false}} {
		if _, err := seal(plainPDF(), c.x, c.y); (err == nil) != c.ok || err != nil && !strings.Contains(err.Error(), "beyond the page") {
			t.Errorf("%v, %v on the page: %v", c.x, c.y, err)
		}
	}
	at := 200 * unit.Point
	once, err := seal(plainPDF(), at, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, side := range [][2]unit.Length{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
		for _, off := range []unit.Length{2 * half, 2*half - bit} {
			if _, err := seal(once, at+side[0]*off, at+side[1]*off); (err == nil) != (off == 2*half) || err != nil && !strings.Contains(err.Error(), "a seal at this place already") {
				t.Errorf("%v away on side %v: %v", off, side, err)
			}
		}
	}
	if _, err := seal(once, at+half, at+3*half); err != nil {
		t.Errorf("above one another: %v", err)
	}
}

// TestSealAmongElements looks where the seal's element stands in files of others: in
// the only element of the document, else in the root, with a key that none has.
func TestSealAmongElements(t *testing.T) {
	o := newOffice(t)
	for name, c := range map[string]struct {
		tree, kid string
		parent    int
		key       int
	}{
		"a document":     {"/K 5 0 R/ParentTree<</Nums[0 5 0 R]>>/ParentTreeNextKey 1", "/S/Document", 5, 1},
		"in a list":      {"/K[5 0 R]/ParentTree<</Nums[7 5 0 R]>>", "/S/Document", 5, 8},
		"another":        {"/K 5 0 R/ParentTree<</Nums[7 5 0 R]>>/ParentTreeNextKey 20", "/S/Sect", 4, 20},
		"keys too low":   {"/K[5 0 R]/ParentTree<</Kids[6 0 R]>>/ParentTreeNextKey 2", "/S/Document", 5, 10},
		"no parent tree": {"/K[5 0 R]", "/S/Document", 5, 0},
		"odd pairs":      {"/K[5 0 R]/ParentTree<</Nums[7]>>", "/S/Document", 5, 0},
		"several":        {"/K[5 0 R 5 0 R]", "/S/Document", 4, 0},
	} {
		data := pageWith("/StructTreeRoot 4 0 R", "<</Type/StructTreeRoot"+c.tree+">>", "<</Type/StructElem/P 4 0 R"+c.kid+">>", "<</Limits[3 9]/Nums[3 5 0 R 9 5 0 R]>>")
		out := mustSign(t, data, sealed(t, o, &sign.Place{Page: 1, X: 100 * unit.Millimetre, Y: 50 * unit.Millimetre}))
		f, err := pdfread.Open("", out)
		if err != nil {
			t.Fatal(err)
		}
		_, w := widget(t, out)
		kids := f.Array(f.Dict(pdfread.Ref{Num: c.parent}).Get("K"))
		form := f.Dict(kids[len(kids)-1])
		root := f.Dict(f.Catalog().Get("StructTreeRoot"))
		if w.Get("StructParent") != pdfread.Int(c.key) || root.Get("ParentTreeNextKey") != pdfread.Int(c.key+1) || form.Get("S") != pdfread.Name("Form") || form.Get("P") != (pdfread.Ref{Num: c.parent}) {
			t.Errorf("%s: key %v, next %v, element %v", name, w.Get("StructParent"), root.Get("ParentTreeNextKey"), form)
		}
		if r := verify(t, out, o.trust); !r.OK() {
			t.Errorf("%s: %s", name, problems(r))
		}
	}
}

// TestSealAfterBlock has the seal's element right behind that of the signature block, or
// where there is no such place in the root.
func TestSealAfterBlock(t *testing.T) {
	o := newOffice(t)
	for parent, want := range map[string]string{"/P 5 0 R": "[6 0 R 9 0 R 7 0 R]", "/P 20 0 R": "[6 0 R 7 0 R 9 0 R]", "": "[6 0 R 7 0 R 9 0 R]"} {
		data := pageWith("/StructTreeRoot 4 0 R/PieceInfo<</Nianbao<</Private<</Signature<</Page 3 0 R/Rect[100 100 400 300]/Above 200/Sealed true/Element 6 0 R>>>>>>>>",
			"<</Type/StructTreeRoot/K[5 0 R]>>", "<</Type/StructElem/S/Document/P 4 0 R/K[6 0 R 7 0 R]>>", "<</Type/StructElem/S/P"+parent+">>", "<</Type/StructElem/S/P/P 5 0 R>>")
		f, err := pdfread.Open("", mustSign(t, data, sealed(t, o, nil)))
		if err != nil {
			t.Fatal(err)
		}
		kids := f.Array(f.Dict(pdfread.Ref{Num: 5}).Get("K"))
		text := string(pdfread.Append(nil, kids))
		for _, k := range kids {
			if f.Dict(k).Get("S") == pdfread.Name("Form") {
				text = strings.Replace(text, string(pdfread.Append(nil, k)), "9 0 R", 1)
			}
		}
		if text != want {
			t.Errorf("%s: %s, want %s", parent, text, want)
		}
	}
}

// TestSealKeepsSignature sets a seal on signed files whose structure tree has its lists
// in objects of their own: where the verifier would not take that, nothing is signed.
func TestSealKeepsSignature(t *testing.T) {
	o := newOffice(t)
	for name, c := range map[string]struct {
		tree, kids string
		six        string
		said       string
	}{
		"direct":   {"/ParentTree<</Nums[0 5 0 R]>>", "/K[<</Type/MCR/MCID 0>>]", "null", ""},
		"pairs":    {"/ParentTree<</Nums 6 0 R>>", "/K[<</Type/MCR/MCID 0>>]", "[0 5 0 R]", ""},
		"nodes":    {"/ParentTree<</Kids 6 0 R>>", "/K[<</Type/MCR/MCID 0>>]", "[7 0 R]", ""},
		"elements": {"/ParentTree<</Nums[0 5 0 R]>>", "/K 6 0 R", "[<</Type/MCR/MCID 0>>]", "would break the signature Signature1"},
	} {
		data := pageWith("/StructTreeRoot 4 0 R", "<</Type/StructTreeRoot/K[5 0 R]"+c.tree+">>", "<</Type/StructElem/S/Document/P 4 0 R"+c.kids+">>", c.six, "<</Limits[0 0]/Nums[0 5 0 R]>>")
		once := mustSign(t, data, o.options(t, cmstest.P256, false))
		twice, err := sign.Sign("f.pdf", once, sealed(t, o, &sign.Place{Page: 1, X: 100 * unit.Millimetre, Y: 50 * unit.Millimetre}))
		if c.said != "" {
			if d, ok := err.(*diag.Diagnostic); !ok || twice != nil || !strings.Contains(d.What.EN, c.said) || !strings.Contains(d.Do.EN, "--seal") {
				t.Errorf("%s: %v", name, err)
			}
			twice, err = sign.Sign("f.pdf", once, o.options(t, cmstest.P256, false))
		}
		if err != nil {
			t.Fatal(name, err)
		}
		if r := verify(t, twice, o.trust); !r.OK() || len(r.Signatures) != 2 {
			t.Errorf("%s: %s", name, problems(r))
		}
	}
}

// TestSealInDirectTree leaves a structure tree alone that is no object of its own.
func TestSealInDirectTree(t *testing.T) {
	o := newOffice(t)
	data := pageWith("/StructTreeRoot<</Type/StructTreeRoot/K[4 0 R]>>", "<</Type/StructElem/S/Document>>")
	out := mustSign(t, data, sealed(t, o, &sign.Place{Page: 1, X: 100 * unit.Millimetre, Y: 50 * unit.Millimetre}))
	if _, w := widget(t, out); w.Has("StructParent") {
		t.Errorf("%v", w)
	}
	if r := verify(t, out, o.trust); !r.OK() {
		t.Error(problems(r))
	}
}

// TestSharedLists signs a file whose two pages, or whose page and form, have one list:
// the widget is on the page that was meant alone, and more signatures can be added.
func TestSharedLists(t *testing.T) {
	o := newOffice(t)
	const page = "<</Type/Page/Parent 2 0 R/Annots 5 0 R>>"
	for name, c := range map[string]struct {
		catalog, kids string
		elsewhere     int // who else has the list
	}{
		"two pages": {"", "[3 0 R 4 0 R]", 3}, "page and form": {"/AcroForm<</Fields 5 0 R>>", "[4 0 R]", 4}, "one page": {"", "[4 0 R]", 0},
	} {
		f, err := pdfread.Open("", pageWith(c.catalog, page, "[]"))
		if err != nil {
			t.Fatal(err)
		}
		u := f.Update()
		u.Put(pdfread.Ref{Num: 2}, pdfread.Raw("<</Type/Pages/Kids"+c.kids+"/Count 2/MediaBox[0 0 595 842]>>"))
		u.Put(pdfread.Ref{Num: 3}, pdfread.Raw(page))
		data := u.Close()
		number := strings.Count(c.kids, "R")
		for i := range 3 {
			at := &sign.Place{Page: number, X: unit.Length(40+50*i) * unit.Millimetre, Y: 50 * unit.Millimetre}
			data = mustSign(t, data, sealed(t, o, at))
		}
		if f, err = pdfread.Open("", data); err != nil {
			t.Fatal(err)
		}
		if n := len(f.Array(f.Dict(pdfread.Ref{Num: 4}).Get("Annots"))); n != 3 {
			t.Errorf("%s: %d on the page", name, n)
		}
		if n := len(f.Array(f.Dict(pdfread.Ref{Num: 3}).Get("Annots"))); c.elsewhere == 3 && n != 0 {
			t.Errorf("%s: %d on the other page", name, n)
		}
		if n := len(f.Array(f.Dict(f.Catalog().Get("AcroForm")).Get("Fields"))); n != 3 {
			t.Errorf("%s: %d in the form", name, n)
		}
		if r := verify(t, data, o.trust); !r.OK() {
			t.Errorf("%s: %s", name, problems(r))
		}
	}
}
