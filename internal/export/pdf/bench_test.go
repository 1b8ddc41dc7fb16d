package pdf

import (
	"testing"

	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// annual makes a layout of about the size of an annual report: 7 pages with
// some 600 different characters in body text, fewer in the other faces, and
// three tables.
func annual(faces []*font.Face) *typeset.Layout {
	common := []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严")
	l := &typeset.Layout{Info: info, Root: node(typeset.TagDocument)}
	at := 0
	next := func(n, among int) string {
		s := make([]rune, n)
		for i := range s {
			at = (at*7 + 13) % 7919
			s[i] = common[at%min(among, len(common))]
		}
		return string(s)
	}
	for p := range 7 {
		page := a4()
		page.Label = "1"
		add := func(t typeset.Text) { page.Texts = append(page.Texts, t) }
		para := node(typeset.TagP)
		for row := range 22 {
			y := 120 + 28*float64(row)
			switch {
			case p >= 2 && p < 5:
				tr := node(typeset.TagTR)
				for col := range 10 {
					td := node(typeset.TagTD)
					tr.Kids = append(tr.Kids, td)
					add(line(faces[1], td, 80+44*float64(col), y, 10.5, 0, next(2+4*(col&1&^row), 150)))
					page.Rules = append(page.Rules, rect(80+44*float64(col), y, 44, 0.48, ""), rect(80+44*float64(col), y, 0.48, 28, ""))
				}
				l.Root.Kids = append(l.Root.Kids, node(typeset.TagTable, tr))
			case row%8 == 0:
				h := node(typeset.TagH1)
				l.Root.Kids = append(l.Root.Kids, h)
				add(line(faces[2+row/8%3], h, 110, y, 16, -0.2063, next(12, 60)))
				para = node(typeset.TagP)
				l.Root.Kids = append(l.Root.Kids, para)
			default:
				add(line(faces[0], para, 80, y, 16, -0.2063, next(28, 1000)))
			}
		}
		add(line(faces[1], nil, 300, 800, 14, 0, "1"))
		l.Pages = append(l.Pages, page)
		l.Outline = append(l.Outline, typeset.Outline{Title: "一、总体情况", Level: 1, Page: p, Y: 100 * unit.Point})
	}
	return l
}

func BenchmarkFile(b *testing.B) {
	l := annual(allFaces(b))
	var w Writer
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if out, err = w.File(l, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(out)), "bytes/file")
}
