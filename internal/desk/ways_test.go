package desk

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// What was built and signed in different ways is told of by what differs.
func TestUnlike(t *testing.T) {
	names := []string{"a/2020.docx", "a/2020.pdf", "a/2020-签名.pdf"}
	for _, c := range []struct {
		name string
		ways []Ways
		want string // "" they are alike
	}{
		{"none", nil, ""},
		{"alike", []Ways{Plain | WithData, Plain, Plain}, ""},
		{"all carry", []Ways{Plain | WithData, WithData, WithData}, ""},
		{"signed without room", []Ways{WithRoom | WithRoomAndData, WithRoom, Plain}, "2020.docx 给公章留了位置，2020-签名.pdf 没有留"},
		{"signed with room", []Ways{Plain | WithData, Plain, WithRoom}, "2020-签名.pdf 给公章留了位置，2020.docx 没有留"},
		{"signed with data", []Ways{Plain | WithData, Plain, WithData}, "2020-签名.pdf 带着填的内容，2020.pdf 没有带"},
		{"built with data", []Ways{WithRoom | WithRoomAndData, WithRoomAndData, WithRoom}, "2020.pdf 带着填的内容，2020-签名.pdf 没有带"},
	} {
		d := Unlike(names[:len(c.ways)], c.ways)
		if (d == nil) != (c.want == "") || d != nil && !strings.Contains(d.What.ZH, c.want) {
			t.Errorf("%s: %v", c.name, d)
		}
	}
}

// Where nothing is chosen, files are built as the report was signed, as long as what
// was signed is of it.
func TestBuiltAsSigned(t *testing.T) {
	o := newOffice(t)
	signed := Ways(0)
	o.tools.Current = func(_ string, files []string) []Ways {
		are := make([]Ways, len(files))
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
	write(t, filepath.Join(o.folder, "2020-签名.pdf"), []byte("with room"))
	signed = WithRoom
	build("with room", map[string]any{}, Building{Formats: usual, Sealed: true})
	build("chosen", map[string]any{"formats": usual, "attach": true}, Building{Formats: usual, Attach: true})
	write(t, filepath.Join(o.folder, "2020-签名.pdf"), []byte("with both"))
	signed = WithRoomAndData
	build("with both", map[string]any{}, Building{Formats: usual, Sealed: true, Attach: true})
	build("draft", map[string]any{"draft": true}, Building{Formats: usual, Draft: true})
	write(t, filepath.Join(o.folder, "2020-签名.pdf"), []byte("of before"))
	signed = 0
	build("of another text", map[string]any{}, Building{Formats: usual})
}
