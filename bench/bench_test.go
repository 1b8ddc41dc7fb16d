package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"nianbao/internal/press"
	"nianbao/internal/signing/pdfread"

	"github.com/klauspost/compress/flate"
)

// prepared builds the variants.
func prepared(t *testing.T) (*press.Builder, []*variant, []*press.Output) {
	t.Helper()
	b, err := open()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := writeVariants("..", dir); err != nil {
		t.Fatal(err)
	}
	all := variants(dir)
	var built []*press.Output
	for _, v := range all {
		o, err := b.File(v.path)
		if err != nil {
			t.Fatal(err)
		}
		built = append(built, o)
	}
	return b, all, built
}

func TestVariants(t *testing.T) {
	b, all, built := prepared(t)
	first, err := pages(b)(all[0])
	if err != nil {
		t.Fatal(err)
	}
	second, err := pages(b)(all[1])
	if err != nil {
		t.Fatal(err)
	}
	if a, b := len(first.Fitted.Blocks), len(second.Fitted.Blocks); a != b {
		t.Errorf("%d and %d blocks", a, b)
	}
	seen := map[string]bool{}
	for i, o := range built {
		if seen[string(o.PDF)] || seen[string(o.DOCX)] {
			t.Errorf("variant %d is another one", i)
		}
		seen[string(o.PDF)], seen[string(o.DOCX)] = true, true
	}
}

// TestFloor packs what was unpacked: it is as large as what the program wrote.
func TestFloor(t *testing.T) {
	_, _, built := prepared(t)
	f, err := newFloor(built[0])
	if err != nil {
		t.Fatal(err)
	}
	pack, packed := &packer{encoders: map[int]*flate.Writer{}}, 0
	for _, p := range f.parts {
		if err := pack.run(&floor{parts: []part{p}}); err != nil {
			t.Fatal(err)
		}
		packed += pack.out.Len()
	}
	written := len(built[0].PDF) + len(built[0].DOCX)
	if packed > written || packed < written*9/10 {
		t.Errorf("%d bytes packed, %d written", packed, written)
	}
	other, err := newFloor(built[1])
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.without(other).parts); n == 0 || n == len(f.parts) {
		t.Errorf("%d parts of %d are another report's too", len(f.parts)-n, len(f.parts))
	}
}

// TestGoPeers: each module writes a PDF with as many pages as ours.
func TestGoPeers(t *testing.T) {
	b, all, built := prepared(t)
	substitute, err := trueType("../fonts")
	if err != nil {
		t.Fatal(err)
	}
	l, err := pages(b)(all[0])
	if err != nil {
		t.Fatal(err)
	}
	d := newDrawing(l, substitute)
	shared, err := d.parsed()
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]peer{"gofpdf": newGofpdf(), "fpdf": newSuccessor(), "gopdf": newSignintech(shared)} {
		data, err := d.draw(p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		f, err := pdfread.Open(name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if n, _ := f.Int(f.Dict(f.Catalog().Get("Pages")).Get("Count")); n != built[0].Pages {
			t.Errorf("%s: %d pages, ours has %d", name, n, built[0].Pages)
		}
	}
}

// TestSources: every text of the document is in what the others are given.
func TestSources(t *testing.T) {
	b, all, built := prepared(t)
	l, err := pages(b)(all[0])
	if err != nil {
		t.Fatal(err)
	}
	source, err := typstSource(l.Fitted, b.Fonts, nil)
	if err != nil {
		t.Fatal(err)
	}
	content, err := wordSource(l.Fitted, b.Fonts)
	if err != nil {
		t.Fatal(err)
	}
	var typst string
	if err := json.Unmarshal(source, &typst); err != nil {
		t.Fatal(err)
	}
	file, values, err := template(built[0].DOCX)
	if err != nil {
		t.Fatal(err)
	}
	fill := map[string]string{}
	if err := json.Unmarshal(values, &fill); err != nil {
		t.Fatal(err)
	}
	filled := documentXML(t, file)
	if strings.Contains(filled, "29497") {
		t.Error("the template has a figure of the report")
	}
	for name, value := range fill {
		filled = strings.Replace(filled, "{"+name+"}", value, 1)
	}
	for _, words := range []string{"群众可通过网站进行实时跟踪和查询", "29497", "申请人情况", "2021年1月27日", "一、总体情况"} {
		for name, text := range map[string]string{"Typst": typst, "npm docx": string(content), "docxtemplater": filled} {
			if !strings.Contains(text, words) {
				t.Errorf("%s has no %s", name, words)
			}
		}
	}
}

func documentXML(t *testing.T, docx []byte) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestImportAims(t *testing.T) {
	ms := time.Millisecond
	f := importFigures{word: usage{cpu: 14 * ms}, pdf: usage{cpu: 81 * ms}, files: 1360, county: usage{wall: 20 * time.Second}}
	got := f.aims()
	if len(got) != 3 || !got[0].reached || got[1].reached || !got[2].reached || got[2].missing != "" {
		t.Errorf("%+v", got)
	}
	if f.files = 100; f.aims()[2].missing == "" {
		t.Error("a hundred files are no county")
	}
}

// TestAims: what is said follows from what was measured.
func TestAims(t *testing.T) {
	ms := time.Millisecond
	made := func(ours, floor, theirs time.Duration, peak uint64, reports int) *results {
		u := usage{wall: 2 * time.Second, cpu: time.Duration(reports) * ours, peak: peak}
		return &results{cold: cold{time: 100 * ms}, typstCold: 20 * theirs, figures: map[string]*figure{
			nianbao: {cpu: ours}, bottom: {cpu: floor}, typst: {cpu: theirs}, libreOffice: {gone: "not here"},
		}, batches: []batchRun{{reports: reports / 100, first: usage{peak: 100e6}}, {reports: reports, first: u, again: u}}}
	}
	withDesk := func(r *results, findings, page time.Duration) *results {
		r.desk = deskFigures{keys: 1, findings: findings, page: page}
		return r
	}
	verdict := func(a aim) string {
		switch {
		case a.missing != "":
			return "?"
		case a.reached:
			return "+"
		}
		return "-"
	}
	for _, test := range []struct {
		r    *results
		want string
	}{
		{made(4*ms, 3*ms, 40*ms, 110e6, 10_000), "+?++++????"},
		{made(5*ms, 3*ms, 19*ms, 130e6, 10_000), "-?----????"},
		{made(4*ms, 3*ms, 40*ms, 110e6, 1000), "+?+??+????"},
		{withDesk(made(4*ms, 3*ms, 40*ms, 110e6, 10_000), 50*ms, 121*ms), "+?+++++-???"},
	} {
		got := ""
		for _, a := range test.r.aims() {
			got += verdict(a)
		}
		if got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}
