package desk

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nianbao/internal/press"
)

// Where nothing is chosen, files are built as the report was signed, as long as what
// was signed is of it.
func TestBuiltAsSigned(t *testing.T) {
	o := newOffice(t)
	signed := press.Ways(0)
	o.tools.Current = func(_ string, files []string) []press.Ways {
		are := make([]press.Ways, len(files))
		for i, f := range files {
			if strings.HasSuffix(f, "-签名.pdf") {
				are[i] = signed
			}
		}
		return are
	}
	var built Building
	o.tools.Build = func(_ string, b *Building) ([]string, error) { built = *b; return nil, nil }
	usual := []string{"docx", "pdf"}
	build := func(what string, body map[string]any, want Building) {
		t.Helper()
		body["name"] = name
		asked, _ := json.Marshal(body)
		if code, answer := o.ask("POST", "/api/build", string(asked), nil); code != 200 || !reflect.DeepEqual(built, want) {
			t.Errorf("%s: %d %s: %+v", what, code, answer, built)
		}
	}
	build("nothing signed", map[string]any{}, Building{Formats: usual})
	build("yes to a question", map[string]any{"yes": true}, Building{Formats: usual, Replace: true})
	write(t, filepath.Join(o.folder, "2020-签名.pdf"), []byte("with room"))
	signed = press.WithRoom
	build("with room", map[string]any{}, Building{Formats: usual, Sealed: true})
	build("chosen", map[string]any{"formats": usual, "attach": true}, Building{Formats: usual, Attach: true})
	write(t, filepath.Join(o.folder, "2020-签名.pdf"), []byte("with both"))
	signed = press.WithRoomAndData
	build("with both", map[string]any{}, Building{Formats: usual, Sealed: true, Attach: true})
	build("draft", map[string]any{"draft": true}, Building{Formats: usual, Draft: true})
	write(t, filepath.Join(o.folder, "2020-签名.pdf"), []byte("of before"))
	signed = 0
	build("of another text", map[string]any{}, Building{Formats: usual})
}
