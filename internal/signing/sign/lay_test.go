package sign_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/sign"
	"nianbao/internal/unit"
)

// noted is a file that notes a signature block, whose page begins at 9, 9.
func noted(sealed string) []byte {
	data := pageWith("/PieceInfo<</Nianbao<</Private<</Signature<</Page 3 0 R/Rect[100 100 400 300]/Above 200" + sealed + ">>>>>>>>")
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
