package docx

import (
	"strings"
	"testing"

	"nianbao/internal/document"
)

// TestFontTable: what is said of a font, once each, with the character set of
// what it is for.
func TestFontTable(t *testing.T) {
	set := func(role string) document.WordFont {
		f := document.WordFont{Name: familyNames[role]}
		if role == "biaosong" {
			f.Alt = []string{"方正小标宋_GBK", "华文中宋"}
			f.Panose, f.Family, f.Pitch = "02010600040101010101", "roman", "variable"
			f.Sig = []string{"00000001", "080E0000", "00000010", "00000000", "00040000", "00000000"}
		}
		return f
	}
	parts, _ := unpack(t, write(t, report(), Options{WordFont: set}))
	table := parts["word/fontTable.xml"]
	for _, want := range []string{
		`<w:font w:name="方正小标宋简体"><w:altName w:val="方正小标宋_GBK,华文中宋"/><w:panose1 w:val="02010600040101010101"/><w:charset w:val="86"/>` +
			`<w:family w:val="roman"/><w:pitch w:val="variable"/><w:sig w:usb0="00000001" w:usb1="080E0000" w:usb2="00000010" w:usb3="00000000" w:csb0="00040000" w:csb1="00000000"/></w:font>`,
		`<w:font w:name="Times New Roman"><w:charset w:val="00"/>`,
		`<w:font w:name="黑体"><w:charset w:val="86"/>`,
	} {
		if strings.Count(table, want) != 1 {
			t.Errorf("not once %s in\n%s", want, table)
		}
	}
}

// TestRunFonts: what another font draws names that font, in a run of its own.
func TestRunFonts(t *testing.T) {
	d := report()
	d.Blocks = []document.Block{&document.Paragraph{Style: "body", Runs: []document.Run{{
		Text: "王𪛕葛\U000E0100先生", Fonts: []document.FontSpan{{From: 3, To: 7, Family: "HanaMinB"}, {From: 7, To: 14, Family: "A & B"}}}}}}
	parts, _ := unpack(t, write(t, d, wordOptions))
	for _, want := range []string{
		`<w:rFonts w:ascii="HanaMinB" w:hAnsi="HanaMinB" w:eastAsia="HanaMinB" w:cs="HanaMinB"/></w:rPr><w:t xml:space="preserve">𪛕</w:t>`,
		`w:eastAsia="A &amp; B" w:cs="A &amp; B"/></w:rPr><w:t xml:space="preserve">葛` + "\U000E0100" + `</w:t>`,
		`<w:r><w:t xml:space="preserve">先生</w:t>`,
	} {
		if !strings.Contains(parts["word/document.xml"], want) {
			t.Errorf("no %s in\n%s", want, parts["word/document.xml"])
		}
	}
}
