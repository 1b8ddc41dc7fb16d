package docx

import (
	"testing"

	"nianbao/internal/intake/original/originaltest"
)

func FuzzRead(f *testing.F) { originaltest.Fuzz(f, seedFiles(f), Read) }

// FuzzParts: whatever stands in the parts of a Word file, it is read or refused.
func FuzzParts(f *testing.F) {
	f.Add(hard, lists)
	f.Add(`<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:ind w:left="9"/></w:pPr><w:r><w:ruby><w:rubyBase><w:r><w:sym w:char="F0B7"/></w:r></w:rubyBase></w:ruby></w:r></w:p>`,
		`<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="2"><w:start w:val="9"/><w:numFmt w:val="upperLetter"/><w:isLgl/><w:lvlText w:val="%1%3"/><w:lvlRestart w:val="0"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="4"/></w:lvlOverride></w:num>`)
	f.Fuzz(func(t *testing.T, body, lists string) {
		d, err := Read("fuzz", packed(t, body, lists))
		if err != nil {
			return
		}
		if err := d.Sound(); err != nil {
			t.Error(err)
		}
	})
}
