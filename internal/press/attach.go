package press

import (
	"maps"
	"path/filepath"
	"slices"

	"nianbao/internal/export/pdf"
)

// attachments are what a report was made from and its Word file. A picture that
// lies outside of the report's folder has its bare name.
func attachments(o *Opened, word []byte) []pdf.Attachment {
	base := filepath.Base(o.File.Name)
	all := []pdf.Attachment{
		{Name: base, Type: "application/toml", Description: "数据文件，本文件由它生成", Data: o.File.Data},
		{Name: Stem(base) + wordEnding, Type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
			Description: "Word 文件", Data: word},
	}
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(o.Report.Images)) {
		i := o.Report.Images[name]
		rel, err := filepath.Rel(filepath.Dir(o.File.Name), i.Path)
		if err != nil || !filepath.IsLocal(rel) {
			rel = filepath.Base(i.Path)
		}
		if rel = filepath.ToSlash(rel); !seen[rel] {
			seen[rel] = true
			all = append(all, pdf.Attachment{Name: rel, Type: "image/" + i.Format, Description: "图片", Data: i.Data})
		}
	}
	return all
}
