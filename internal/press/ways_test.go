package press

import (
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
		said := Unlike(names[:len(c.ways)], c.ways)
		if said.IsZero() != (c.want == "") || !strings.Contains(said.ZH, c.want) {
			t.Errorf("%s: %s", c.name, said.ZH)
		}
	}
}
