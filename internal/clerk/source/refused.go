package source

import (
	"errors"
	"strings"

	"nianbao/internal/diag"

	"github.com/BurntSushi/toml"
)

// refused tells what the TOML library says of a file in which the scanner saw
// nothing wrong, such as a day that no calendar has.
func (s *scanner) refused(err error) *diag.Diagnostic {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return diag.New(diag.Pos{File: s.name}, diag.T("不是有效的 TOML：%v", "no valid TOML: %v", err), diag.Text{})
	}
	from := min(max(pe.Position.Start, 0), len(s.text))
	to := min(from+max(pe.Position.Len, 1), len(s.text))
	typed := clip(strings.TrimSpace(s.text[from:to]))
	what := diag.T("不是有效的 TOML：%s", "no valid TOML: %s", pe.Message)
	do := diag.T(`要照原样印出，请加上引号：%[1]q。`, `to have it printed as typed, put it into quotes: %[1]q.`, typed)
	switch {
	case strings.Contains(pe.Message, "out of range"):
		what = diag.T("数字太大：%s", "the number is too large: %s", typed)
	case strings.Contains(pe.Message, "invalid datetime"):
		what = diag.T("没有这样的日期或时间：%s", "there is no such date or time: %s", typed)
	}
	s.swallows = nil
	s.note(from, to, what, do)
	return s.bad[len(s.bad)-1]
}
