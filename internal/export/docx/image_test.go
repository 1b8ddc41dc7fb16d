package docx

import (
	"strings"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

func TestImages(t *testing.T) {
	chart := &document.Image{Data: []byte("chart"), Format: "png", Width: 100 * unit.Millimetre, Height: 50 * unit.Millimetre, Alt: "量 <\"升\" & 降>\n二"}
	photo := &document.Image{Data: []byte("photo"), Format: "jpeg", Width: 10 * unit.Millimetre, Height: 10 * unit.Millimetre}
	same := *chart
	d := report()
	d.Blocks = []document.Block{
		&document.Paragraph{Style: "body", Image: chart, Pitch: 3000 * unit.Twip, Below: 300 * unit.Twip, KeepNext: document.KeepCaption},
		&document.Paragraph{Style: "body", Image: photo}, &document.Paragraph{Style: "body", Image: &same},
	}
	parts, _ := unpack(t, write(t, d, wordOptions))
	if parts["word/media/image1.png"] != "chart" || parts["word/media/image2.jpeg"] != "photo" || len(parts) != 13 {
		t.Errorf("%d parts", len(parts))
	}
	rels := parts["word/_rels/document.xml.rels"]
	for _, want := range []string{
		`<Relationship Id="rIdImage1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>`,
		`Target="media/image2.jpeg"/>`, `Target="styles.xml"/>`, `Target="footer2.xml"/>`,
	} {
		if strings.Count(rels, want) != 1 {
			t.Errorf("relationships lack %s:\n%s", want, rels)
		}
	}
	body := parts["word/document.xml"]
	for want, n := range map[string]int{
		`<w:spacing w:after="300" w:line="3000" w:lineRule="atLeast"/>`:                        1,
		`w:line="2835" w:lineRule="atLeast"`:                                                   1, // 50 mm without a typesetter
		`<wp:extent cx="3600000" cy="1800000"/>`:                                               2,
		`<wp:docPr id="1" name="media/image1.png" descr="量 &lt;&quot;升&quot; &amp; 降&gt; 二"/>`: 1,
		`<wp:docPr id="3" name="media/image1.png"`:                                             1,
		`<a:blip r:embed="rIdImage1"/>`:                                                        2,
		`<a:blip r:embed="rIdImage2"/>`:                                                        1,
	} {
		if got := strings.Count(body, want); got != n {
			t.Errorf("%d times %s, want %d", got, want, n)
		}
	}
	if parts, _ := unpack(t, write(t, small(), wordOptions)); len(parts) != 11 {
		t.Errorf("a document without images has %d parts", len(parts))
	}
}
