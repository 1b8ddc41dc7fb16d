package docx

import (
	"path"
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/unit"
)

// drawn reads what a drawing, a VML picture or an embedded object shows:
// pictures and text boxes.
func (w *walker) drawn(n *node, p *paragraph) {
	switch n.name {
	case "drawing", "pict", "object":
	default:
		return
	}
	if box := n.find("txbxContent"); box != nil {
		w.eachBox(n, p)
		return
	}
	id, width := "", unit.Length(0)
	if b := n.find("blip"); b != nil {
		if id = b.attr("embed"); id == "" {
			id = b.attr("link")
		}
		if v, err := strconv.ParseInt(n.find("extent").attr("cx"), 10, 64); err == nil && v > 0 {
			width = unit.Length(v)
		}
	} else if i := n.find("imagedata"); i != nil {
		id, width = i.attr("id"), vmlWidth(n.find("shape").attr("style"))
	}
	switch {
	case id != "":
		w.picture(id, n.find("docPr").attr("descr"), width, p)
	case n.find("chart") != nil:
		w.once(diag.T("图表（Word 图表对象）没有录入。请在 Word 中复制它，选择性粘贴为图片，再导入。", "a chart object was left out; paste it as a picture in Word and import again."))
	case n.name == "object" || n.find("relIds") != nil:
		w.once(diag.T("嵌入的对象没有录入。", "an embedded object was left out."))
	}
}

// eachBox takes all text boxes of a drawing.
func (w *walker) eachBox(n *node, p *paragraph) {
	if n.name == "txbxContent" {
		p.boxes = append(p.boxes, n)
		return
	}
	if n.name == "AlternateContent" {
		n = choice(n)
	}
	for _, k := range n.kids {
		w.eachBox(k, p)
	}
}

// vmlWidth reads the width from a style such as "width:120pt;height:90pt".
func vmlWidth(style string) unit.Length {
	for _, s := range strings.Split(style, ";") {
		if v, ok := strings.CutPrefix(strings.TrimSpace(s), "width:"); ok {
			if f, err := strconv.ParseFloat(strings.TrimSuffix(v, "pt"), 64); err == nil && f > 0 && f < 10000 {
				return unit.Points(f)
			}
		}
	}
	return 0
}

// picture takes a picture that the part names by id.
func (w *walker) picture(id, alt string, width unit.Length, p *paragraph) {
	r, ok := w.part.rels[id]
	if !ok || r.external {
		w.once(diag.T("有的图片不在文件里，只有链接，没有录入。", "some pictures are not in the file but linked; they were left out."))
		return
	}
	data, err := w.pack.bytes(r.target)
	if err != nil || data == nil {
		w.once(diag.T("图片 %s 读不出来，没有录入。", "the picture %s cannot be read and was left out.", path.Base(r.target)))
		return
	}
	p.pictures = append(p.pictures, &original.Picture{Name: path.Base(r.target), Alt: alt, Data: data, Width: width})
}
