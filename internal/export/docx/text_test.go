package docx

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/internal/document"
)

// Every character must come back, wherever it stands.
func TestCharacters(t *testing.T) {
	const hard = "  “2020”年　<a&b>—“”—…… ①②㎡℃ é×÷· \u00a0\u200b 玥珺堃喆璟祎镕 𬭚𠮷 ‘x’\n\n“\n”\t]]> 'q' \"r\""
	d := small()
	d.Blocks = append(d.Blocks,
		&document.Paragraph{Style: "body", Runs: []document.Run{{Text: hard}, {Style: "lead", Text: hard}, {Style: "body", Text: hard}}},
		drawTable("t", []float64{10, 10}, 0, hard+"|"+hard))
	x := readBack(t, d)
	var last string
	for _, p := range x.Paras {
		if s := p.text(); s != "" {
			last = s
		}
	}
	if last != hard+hard+hard {
		t.Errorf("paragraph %q", last)
	}
	for _, c := range x.Tables[len(x.Tables)-1].Rows[0].Cells {
		if s := c.Para.text(); s != hard {
			t.Errorf("cell %q", s)
		}
	}
}

func TestRuns(t *testing.T) {
	const plain = `<w:r><w:t xml:space="preserve">`
	wide := func(font string) string {
		return `<w:rFonts w:hint="eastAsia" w:ascii="` + font + `" w:hAnsi="` + font + `" w:eastAsia="` + font + `" w:cs="` + font + `"/>`
	}
	fang := `<w:r><w:rPr>` + wide("仿宋_GB2312") + `</w:rPr><w:t xml:space="preserve">`
	kai := `<w:r><w:rPr><w:rStyle w:val="lead"/>` + wide("楷体_GB2312") + `</w:rPr><w:t xml:space="preserve">`
	const end = `</w:t></w:r>`
	for _, c := range []struct {
		key        runKey
		text, want string
	}{
		{runKey{para: "body"}, "", ""},
		{runKey{para: "body"}, "文2020", plain + "文2020" + end},
		{runKey{para: "body"}, "文“2020”年", plain + "文" + end + fang + "“" + end + plain + "2020" + end + fang + "”" + end + plain + "年" + end},
		{runKey{para: "body"}, "——\n……", fang + "——</w:t><w:br/><w:t xml:space=\"preserve\">……" + end},
		{runKey{para: "body"}, "\n文", plain + "</w:t><w:br/><w:t xml:space=\"preserve\">文" + end},
		{runKey{para: "body", style: "lead"}, "·", kai + "·" + end},
		{runKey{para: "figure", size: 16}, "1", `<w:r><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr><w:t xml:space="preserve">1` + end},
		{runKey{para: "body"}, "\x01\uFFFF", plain + "\uFFFD\uFFFD" + end},
	} {
		w := writer{kit: kits.get(report(), wordOptions)}
		w.text(c.key, &document.Run{Text: c.text})
		if got := string(w.buf); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// For LibreOffice …… is held together and a blank behind Chinese set in the
// Latin font.
func TestRunsForLibreOffice(t *testing.T) {
	o := wordOptions
	o.WordProcessor = LibreOffice
	w := writer{kit: kits.get(report(), o)}
	w.text(runKey{para: "body"}, &document.Run{Text: "文 a……"})
	font := func(name, hint string) string {
		return `<w:rFonts` + hint + ` w:ascii="` + name + `" w:hAnsi="` + name + `" w:eastAsia="` + name + `" w:cs="` + name + `"/>`
	}
	const text, end = `<w:t xml:space="preserve">`, `</w:t></w:r>`
	want := `<w:r>` + text + `文` + end +
		`<w:r><w:rPr>` + font("Times New Roman", "") + `</w:rPr>` + text + ` ` + end +
		`<w:r>` + text + `a` + end +
		`<w:r><w:rPr>` + font("仿宋_GB2312", ` w:hint="eastAsia"`) + `<w:lang w:eastAsia="en-US"/></w:rPr>` + text + `……` + end
	if got := string(w.buf); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func FuzzText(f *testing.F) {
	f.Add("“2020”年<&>\n——")
	f.Add("电话0537\u20117281890")
	f.Fuzz(func(t *testing.T, text string) {
		w := writer{kit: kits.get(report(), wordOptions)}
		w.text(runKey{para: "body"}, &document.Run{Text: text})
		var p xmlPara
		if err := xml.Unmarshal([]byte("<p xmlns:w=\"w\">"+string(w.buf)+"</p>"), &p); err != nil {
			t.Fatal(err)
		}
		want := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
				return utf8.RuneError
			}
			return r
		}, text)
		if got := p.text(); got != want {
			t.Errorf("%q came back as %q", want, got)
		}
	})
}
