package pdfread

import (
	"crypto/md5"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// document writes objects by number, with number 1 as the catalog.
func document(t *testing.T, bodies map[int]string) *File {
	t.Helper()
	b, rows := []byte("%PDF-1.7\n"), ""
	for _, n := range slices.Sorted(maps.Keys(bodies)) {
		rows += fmt.Sprintf("%d 1\n%010d 00000 n\r\n", n, len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", n, bodies[n])
	}
	b = fmt.Appendf(b, "xref\n%strailer\n<</Size 50/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", rows, len(b))
	f, err := Open("d.pdf", b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestPages lists pages with what they inherit, and where the tree has them.
func TestPages(t *testing.T) {
	deep := map[int]string{1: "<</Pages 2 0 R>>"}
	for n := 2; n < 110; n++ {
		deep[n] = fmt.Sprintf("<</Kids[%d 0 R]>>", n+1)
	}
	for name, c := range map[string]struct {
		bodies map[int]string
		want   string
	}{
		"two":            {map[int]string{1: "<</Pages 2 0 R>>", 2: "<</Kids[3 0 R 4 0 R]/Rotate 90>>", 3: "<</A 1>>", 4: "<</Rotate 0>>"}, "3 in {{2 0} /Kids/*} turn 90; 4 in {{2 0} /Kids/*} turn 0"},
		"list elsewhere": {map[int]string{1: "<</Pages 2 0 R>>", 2: "<</Kids 5 0 R>>", 3: "<</A 1>>", 5: "[3 0 R]"}, "3 in {{5 0} /*} turn 0"},
		"twice":          {map[int]string{1: "<</Pages 2 0 R>>", 2: "<</Kids[3 0 R 3 0 R]>>", 3: "<</A 1>>"}, "3 in {{2 0} /Kids/*} turn 0 more"},
		"round":          {map[int]string{1: "<</Pages 2 0 R>>", 2: "<</Kids[3 0 R 2 0 R]>>", 3: "<</A 1>>"}, "3 in {{2 0} /Kids/*} turn 0"},
		"no object":      {map[int]string{1: "<</Pages 2 0 R>>", 2: "<</Kids[<</A 1>> 9 0 R 3 0 R]>>", 3: "<</A 1>>"}, "3 in {{2 0} /Kids/*} turn 0"},
		"a page alone":   {map[int]string{1: "<</Pages 2 0 R>>", 2: "<</A 1>>"}, "2 in {{0 0} } turn 0"},
		"too deep":       {deep, ""},
	} {
		var got []string
		pages, _ := document(t, c.bodies).Pages()
		for _, p := range pages {
			s := fmt.Sprintf("%d in %v turn %d", p.Ref.Num, p.In, p.Turn)
			if p.More {
				s += " more"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s, not %s", name, s, c.want)
		}
	}
	for n := 95; n < 110; n++ { // 100 levels below the first are read
		few := maps.Clone(deep)
		few[n] = "<</A 1>>"
		maps.DeleteFunc(few, func(k int, _ string) bool { return k > n })
		pages, _ := document(t, few).Pages()
		if got := len(pages); (got == 1) != (n <= 2+deepestTree) {
			t.Errorf("%d levels: %d pages", n-1, got)
		}
	}
}

// TestPagesWhole is about trees in which some reader may find other pages, or
// other boxes.
func TestPagesWhole(t *testing.T) {
	const node, leaf = "<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 9 9]>>", "<</Type/Page>>"
	for name, c := range map[string]struct {
		node, leaf string
		whole      bool
	}{
		"as it should be":    {node, leaf, true},
		"own boxes":          {node, "<</Type/Page/MediaBox[0 0 5 5]/CropBox 4 0 R>>", true},
		"no type":            {node, "<<>>", false},
		"node without type":  {"<</Kids[3 0 R]>>", leaf, false},
		"page in the page":   {node, "<</Type/Pages>>", false},
		"kids are no list":   {node, "<</Type/Page/Kids 7>>", false},
		"page directly":      {"<</Type/Pages/Kids[3 0 R<</Type/Page>>]>>", leaf, false},
		"kid not there":      {"<</Type/Pages/Kids[3 0 R 9 0 R]>>", leaf, false},
		"box of five":        {node, "<</Type/Page/MediaBox[0 0 5 5 5]>>", false},
		"box null":           {node, "<</Type/Page/MediaBox null>>", false},
		"crop box not there": {node, "<</Type/Page/CropBox 9 0 R>>", false},
		"box above":          {"<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 9]>>", leaf, false},
	} {
		f := document(t, map[int]string{1: "<</Pages 2 0 R>>", 2: c.node, 3: c.leaf, 4: "[0 0 4 4]"})
		if list, whole := f.Pages(); whole != c.whole || len(list) != 1 {
			t.Errorf("%s: whole %v, %d pages", name, whole, len(list))
		}
	}
}

func TestRectangles(t *testing.T) {
	f := document(t, map[int]string{1: "<<>>", 2: "[1 2 3 4]", 3: "7"})
	for in, want := range map[string]string{
		"[0 0 10.5 20]": "{0 0 10500 20000} true", "[10 20 0 -.5]": "{0 -500 10000 20000} true", "2 0 R": "{1000 2000 3000 4000} true", "[3 0 R 1 1 1]": "{1000 1000 7000 1000} true",
		"[1.2345 0 0 +1]": "{0 0 1234 1000} true", "[1 2 3]": "false", "[1 2 3 4 5]": "false", "[1 2 3 /A]": "false", "5": "false", "[999999999 0 1 1]": "{1000 0 999999999000 1000} true", "[1000000000 0 1 1]": "false", "[-1000000000 0 1 1]": "false",
		"[99999999999999999999 0 1 1]": "false",
	} {
		r, ok := f.Rect((&parser{b: []byte(in)}).object(0))
		if got := fmt.Sprint(r, ok); got != want && !(want == "false" && !ok) {
			t.Errorf("%s: %s, not %s", in, got, want)
		}
	}
	a := Rect{0, 0, 10, 10}
	for b, want := range map[Rect]string{
		{5, 5, 20, 20}: "{5 5 10 10} true", {-5, -5, 5, 5}: "{0 0 5 5} true", {2, 3, 4, 5}: "{2 3 4 5} true", {10, 0, 20, 10}: "{10 0 10 10} false", {0, 10, 10, 20}: "{0 10 10 10} false", {9, 9, 10, 10}: "{9 9 10 10} true", {4, 4, 4, 8}: "{4 4 4 8} false",
	} {
		if got := fmt.Sprint(a.Meet(b)); got != want {
			t.Errorf("%v: %s, not %s", b, got, want)
		}
	}
	for v, want := range map[int64]Number{0: "0", 1: "0.001", 1000: "1", -1500: "-1.5", -20: "-0.02", 123456: "123.456", 10100: "10.1"} {
		if got := Milli(v); got != want {
			t.Errorf("%d: %s, not %s", v, got, want)
		}
	}
}

// TestFields lists signature fields with their qualified names.
func TestFields(t *testing.T) {
	form := func(fields string) string { return "<</AcroForm<</Fields" + fields + ">>>>" }
	for name, c := range map[string]struct {
		bodies map[int]string
		want   string
	}{
		"plain":               {map[int]string{1: form("[2 0 R 3 0 R]"), 2: "<</FT/Sig/T(A)>>", 3: "<</FT/Tx/T(B)>>"}, "A"},
		"below":               {map[int]string{1: form("[2 0 R]"), 2: "<</T(A)/FT/Sig/Kids[3 0 R 4 0 R 5 0 R]>>", 3: "<</T(B)>>", 4: "<</FT/Tx/T(C)>>", 5: "<<>>"}, "A.B A"},
		"value with kids":     {map[int]string{1: form("[2 0 R]"), 2: "<</T(A)/FT/Sig/V 5 0 R/Kids[3 0 R]>>", 3: "<</T(B)>>", 5: "<<>>"}, "A"},
		"kind below":          {map[int]string{1: form("[2 0 R]"), 2: "<</T(A)/Kids[3 0 R]>>", 3: "<</T(B)/FT/Sig>>"}, "A.B"},
		"parent without name": {map[int]string{1: form("[2 0 R]"), 2: "<</Kids[3 0 R]>>", 3: "<</T(B)/FT/Sig>>"}, "B"},
		"twice":               {map[int]string{1: form("[2 0 R 2 0 R 3 0 R]"), 2: "<</FT/Sig/T(A)>>", 3: "<</FT/Sig/T(A)>>"}, "A A"},
		"round":               {map[int]string{1: form("[2 0 R]"), 2: "<</T(A)/Kids[2 0 R 3 0 R]>>", 3: "<</T(B)/FT/Sig>>"}, "A.B"},
		"direct":              {map[int]string{1: form("[<</FT/Sig/T(A)>>]")}, ""},
		"elsewhere":           {map[int]string{1: form(" 4 0 R"), 4: "[2 0 R]", 2: "<</FT 3 0 R/T(A)>>", 3: "/Sig"}, "A"},
		"none":                {map[int]string{1: "<<>>"}, ""},
	} {
		var got []string
		for _, d := range document(t, c.bodies).SignatureFields() {
			got = append(got, d.Name)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, not %s", name, s, c.want)
		}
	}
	for depth := deepestTree - 3; depth < deepestTree+4; depth++ {
		bodies := map[int]string{1: form("[2 0 R]")}
		for n := range depth {
			bodies[n+2] = fmt.Sprintf("<</FT/Sig/T(A)/Kids[%d 0 R]>>", n+3)
		}
		bodies[depth+2] = "<</T(B)>>"
		if got := len(document(t, bodies).SignatureFields()); (got == 1) != (depth <= deepestTree) {
			t.Errorf("%d levels: %d fields", depth, got)
		}
	}
}

// TestReach follows references, and notes who mentions what.
func TestReach(t *testing.T) {
	f := document(t, map[int]string{
		1: "<</A 2 0 R/B[3 0 R [4 0 R 9 0 R]]/C#2F#2A#23<</D 2 0 R>>>>", 2: "<</Length 5 0 R/F 2 0 R>>\nstream\nab\nendstream", 3: "<</Parent 6 0 R/G 4 1 R>>", 4: "7 0 R", 5: "2", 6: "(x)", 7: "<<>>", 8: "(far)",
	})
	r, err := f.Reach(map[int]bool{2: true, 4: true, 9: true})
	if err != nil {
		t.Fatal(err)
	}
	want := "map[2:[{{1 0} /A} {{1 0} /C#2F#2A#23/D} {{2 0} /F}] 4:[{{1 0} /B/*/*} {{3 0} /G}] 9:[{{1 0} /B/*/*}]] map[4:true 9:true] [1 2 3 4 5 6 7]"
	for _, list := range r.Mentions {
		slices.SortFunc(list, func(a, b Mention) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
	if got := fmt.Sprint(r.Mentions, r.Absent, slices.Sorted(maps.Keys(r.Seen))); got != want {
		t.Errorf("%s, not\n%s", got, want)
	}
	some, err := f.ReachFrom(Ref{3, 0}, map[Name]bool{"Parent": true}, nil)
	if err != nil || len(some.Seen) != 1 || !some.Seen[3] || len(some.Mentions) != 0 {
		t.Errorf("%v, %+v", err, some)
	}
	if err := f.Readable(); err != nil {
		t.Error(err)
	}
	broken := document(t, map[int]string{1: "<</A 2 0 R>>", 2: "<</A/B/A/C>>"})
	if err := broken.Readable(); err == nil || !strings.Contains(err.Error(), "d.pdf") || !strings.Contains(err.Error(), "a key twice") {
		t.Errorf("%v", err)
	}
	if m := (Mention{Ref{3, 0}, "/A"}).Under("B/*#").Member(); m != (Mention{Ref{3, 0}, "/A/B#2F#2A#23/*"}) || m.Into(Ref{4, 1}) != (Mention{Ref{4, 1}, ""}) || m.Into(Dict{}) != m {
		t.Error(m)
	}
}

// TestMentions has as many as are noted, and more.
func TestMentions(t *testing.T) {
	for n, ok := range map[int]bool{mostMentions - 1: true, mostMentions: false, mostMentions + 5: false} {
		f := document(t, map[int]string{1: "<</A[" + strings.Repeat("2 0 R ", n) + "]>>", 2: "5"})
		if _, err := f.Reach(map[int]bool{2: true}); (err == nil) != ok {
			t.Errorf("%d: %v", n, err)
		}
	}
}

// TestEmbedded reads attachments, and refuses those that are not as they say.
func TestEmbedded(t *testing.T) {
	sum := md5.Sum([]byte("ab"))
	spec := func(s string) map[int]string {
		return map[int]string{1: "<</Names<</EmbeddedFiles 2 0 R>>>>", 2: "<</Kids[3 0 R]/Names[(x) 4 0 R]>>", 3: "<</Names[(y) 4 0 R (z)]>>", 4: s,
			5: "<</Length 2>>\nstream\nab\nendstream", 6: fmt.Sprintf("<</Params<</CheckSum<%x>>>/Length 2>>\nstream\nab\nendstream", sum), 7: "<</Params<</CheckSum(x)>>/Length 2>>\nstream\nab\nendstream", 8: "<</Filter/X/Length 2>>\nstream\nab\nendstream"}
	}
	for in, want := range map[string]string{
		"<</UF(a)/F(b)/EF<</F 5 0 R>>>>": "[{a [97 98]} {a [97 98]}]", "<</F(b)/EF<</F 6 0 R>>>>": "[{b [97 98]} {b [97 98]}]", "<</F(b)/EF<</F 7 0 R>>>>": "checksum", "<</F(b)/EF<</F 8 0 R>>>>": "filter",
		"<</F()/EF<</F 5 0 R>>>>": "cannot be read", "<</F(b)/EF<</F 4 0 R>>>>": "cannot be read", "<</EF<</F 5 0 R>>>>": "cannot be read", "<</F(b)>>": "cannot be read",
	} {
		list, err := document(t, spec(in)).Embedded()
		got := fmt.Sprint(list)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s, not %s", in, got, want)
		}
	}
	below := map[int]string{1: "<</Names<</EmbeddedFiles<</Kids[2 0 R 3 0 R]>>>>>>", 2: "<</Names[(x) 4 0 R]>>", 3: "<</Names[(y) 6 0 R]>>", 4: "<</F(b)/EF<</F 5 0 R>>>>", 5: "<</Length 0>>\nstream\n\nendstream", 6: "<</F(b)>>"}
	if list, err := document(t, below).Embedded(); err == nil {
		t.Errorf("one that cannot be read, below: %v", list)
	}
	many := map[int]string{1: "<</Names<</EmbeddedFiles<</Names[" + strings.Repeat("(x) 4 0 R", mostEmbedded+3) + "]>>>>>>", 4: "<</F(b)/EF<</F 5 0 R>>>>", 5: "<</Length 0>>\nstream\n\nendstream"}
	if list, err := document(t, many).Embedded(); err != nil || len(list) != mostEmbedded {
		t.Errorf("%d: %v", len(list), err)
	}
}

// TestEnds finds where a file says that its last section stands.
func TestEnds(t *testing.T) {
	for in, want := range map[string]int{
		"xxxxxxxxxx startxref 5 %%EOF": 5, "xxxxxxxxxx startxref\n5\n%%EOF\r\n\t\x00 ": 5, "xxxxxxxxxx startxref %x\n5 %%EOF": 5, "xxxxxxxxxx startxref5%%EOF": 5, "xxxxxxxxxx startxref 10 %%EOF": 10,
		"xxxxxxxxxx startxref 11 %%EOF": 0, "xxxxxxxxxx startxref 0 %%EOF": 0, "xxxxxxxxxx startxref -1 %%EOF": 0, "xxxxxxxxxx startxref 5.0 %%EOF": 0, "xxxxxxxxxx startxref /A %%EOF": 0, "xxxxxxxxxx startxref 5 x %%EOF": 0,
		"xxxxxxxxxx startxref 5 %%EO": 0, "xxxxxxxxxx startxref 5 %%EOFx": 0, "xxxxxxxxxx 5 %%EOF": 0, "xxxxxxxxxx startxref %%EOF": 0, "xxxxxxxxxx startxref startxref 5%%EOF": 5,
		"xxxxxxxxxx startxref 5" + strings.Repeat(" ", 89) + "%%EOF": 5, "xxxxxxxxxx startxref 5" + strings.Repeat(" ", 90) + "%%EOF": 0,
	} {
		got, ok := startxref([]byte(in))
		if ok != (want != 0) || ok && got != want {
			t.Errorf("%q: %d %v, not %d", in, got, ok, want)
		}
	}
}

// TestLoad reads objects that are not as they should be.
func TestLoad(t *testing.T) {
	f := document(t, map[int]string{
		1: "<</A 2 0 R>>", 2: "3 0 R", 3: "4 0 R", 4: "<<>>", 5: "", 6: "<</Length 6 0 R>>\nstream\nab\nendstream", 7: "<</Length 8 0 R>>\nstream\nab\nendstream", 8: "2", 9: "<</Length 2>> stream ab\nendstream",
		10: "<</Length 2>>\nstream\r\nab\r\nendstream ", 11: "5 endstream", 12: "[]\nstream\nab\nendstream", 13: "endstream", 14: "<</Length -1>>\nstream\nab\nendstream", 15: "<</Length (a)>>\nstream\nab\nendstream",
		16: "<</Length 2.0>>\nstream\nab\nendstream", 17: "<</Length 99999>>\nstream\nab\nendstream", 18: "<</Length 2>>\nstream\nab\nendstreamx", 19: "<</Length 0>>\nstream\nendstream", 20: "<</Length 4 0 R>>\nstream\nab\nendstream",
		21: "<</Length 13 0 R>>\nstream\nab\nendstream",
	})
	for n, want := range map[int]string{
		2: "3 0 R", 4: "<<>>", 5: "null", 6: "needs itself", 7: "ab", 9: "begins wrongly", 10: "ab", 11: "does not end", 12: "does not end", 13: "malformed", 14: "length is wrong", 15: "length is wrong", 16: "length is wrong",
		17: "length is wrong", 18: "length is wrong", 19: "", 20: "length is wrong", 21: "malformed", 30: "null",
	} {
		o, err := f.Get(Ref{n, 0})
		got := fmt.Sprint(err)
		if s, ok := o.(*Stream); ok {
			got = string(s.Raw)
		} else if err == nil {
			got = string(Append(nil, o))
		}
		if !strings.Contains(got, want) {
			t.Errorf("%d: %s, not %s", n, got, want)
		}
		from, to, ok := f.Extent(Ref{n, 0})
		if ok != (err == nil && n != 30) || ok && (!strings.HasPrefix(string(f.Data[from:]), fmt.Sprint(n, " 0 obj")) || !strings.HasSuffix(string(f.Data[:to]), "endobj")) {
			t.Errorf("%d: from %d to %d, %v", n, from, to, ok)
		}
	}
	if _, ok := f.Resolve(Ref{2, 0}).(Dict); !ok || f.Resolve(Ref{4, 1}) != nil {
		t.Error("references")
	}
	if _, _, ok := f.Extent(Ref{4, 1}); ok {
		t.Error("an extent of another generation")
	}
	if _, ok := f.Int(Ref{8, 0}); !ok || f.HasNumber(30) || !f.HasNumber(4) || f.Dict(Ref{7, 0}).Get("Length") == nil || f.Dict(Ref{8, 0}) != nil {
		t.Error("what an object is")
	}
	for at, want := range map[int]string{-1: "outside", len(f.Data): "outside", len(f.Data) - 1: "does not"} {
		if _, _, err := f.objectAt(at, nil); err == nil || !strings.Contains(said(err), want) {
			t.Errorf("at %d: %v", at, err)
		}
	}
	for _, other := range []Ref{{5, 0}, {4, 1}} {
		at, _, _ := f.Extent(Ref{4, 0})
		if _, _, err := f.objectAt(at, &other); err == nil {
			t.Errorf("%v instead of 4 0", other)
		}
	}
}

// TestWritten writes names and strings so that they are read again.
func TestWritten(t *testing.T) {
	for in, want := range map[Name]string{"": "/", "A b": "/A#20b", "#": "/#23", "~": "/~", "\x7f": "/#7F", "!": "/!", "é": "/#C3#A9", "(": "/#28", "\x01": "/#01"} {
		if got := string(Append(nil, in)); got != want {
			t.Errorf("%q: %s, not %s", in, got, want)
		}
	}
	for in, want := range map[string]string{"a": "(a)", "年": "<FEFF5E74>", "~": "(~)", "\x7f": "<FEFF007F>", " ": "( )", "\n": "<FEFF000A>", "(\\)": "(\\(\\\\\\))"} {
		if got := string(Append(nil, TextString(in))); got != want {
			t.Errorf("%q: %s, not %s", in, got, want)
		}
	}
	d := Dict{{"A", Number("1")}, {"B", true}}
	if got := string(Append(nil, Array{d.With("A", nil), d.With("C", false), d.Without("A"), Ref{1, 2}, Raw("x"), &Stream{Dict: d}})); got != "[<</A null /B true>> <</A 1 /B true /C false>> <</B true>> 1 2 R x <</A 1 /B true>>]" {
		t.Error(got)
	}
}
