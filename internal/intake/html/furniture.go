package html

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/words"
)

// furniture takes away what portals put around an article: buttons, paths,
// addresses, links to other pages.
func (w *walker) furniture() error {
	all, err := words.Read()
	if err != nil {
		return err
	}
	var kept []original.Block
	var gone []string
	for _, b := range w.doc.Blocks {
		if p, ok := b.(*original.Paragraph); ok && all.Page.Furniture(p.Text()) {
			gone = append(gone, strings.Join(strings.Fields(p.Text()), " "))
			continue
		}
		kept = append(kept, b)
	}
	w.doc.Blocks = kept
	if len(gone) > 0 {
		text := strings.Join(gone, " / ")
		if r := []rune(text); len(r) > 200 {
			text = string(r[:200]) + "…"
		}
		w.doc.Remarks = append(w.doc.Remarks, original.Remark{Text: diag.T("网页上不属于报告的文字没有录入：%s", "text of the page that is no part of the report was left out: %s", text)})
	}
	return nil
}
