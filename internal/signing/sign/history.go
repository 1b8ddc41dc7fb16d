package sign

import (
	"fmt"
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/revision"
)

// history is what happened to a file from its earliest signature on.
type history struct {
	file   *pdfread.File
	report *Report
	all    []signedState
}

// signedState is what a signature covers: the file up to end.
type signedState struct {
	s     *Signature
	value pdfread.Ref
	end   int
}

func (h *history) add(s *Signature, value pdfread.Ref, end int) {
	h.all = append(h.all, signedState{s, value, end})
}

// read looks at the signatures of the file.
func (h *history) read() (list []*verifying) {
	for _, field := range h.file.SignatureFields() {
		if field.Get("V") == nil || field.Stray.Num != 0 && h.stale(field.Stray) {
			continue // an empty field
		}
		if len(list) == mostSignatures {
			h.problem("签名太多（超过 %d 个），没有全部检查", "too many signatures (more than %d); not all were checked", mostSignatures)
			break
		}
		v := &verifying{file: h.file, s: &Signature{}}
		v.field(field, h)
		list = append(list, v)
		h.report.Signatures = append(h.report.Signatures, v.s)
	}
	return list
}

// stale reports whether a field that the form does not list was there when the file
// was signed first: a remainder, which was signed as it is.
func (h *history) stale(field pdfread.Ref) bool {
	if len(h.all) == 0 {
		return false
	}
	first := slices.MinFunc(h.all, func(a, b signedState) int { return a.end - b.end })
	state, err := h.file.Before(first.end)
	return err == nil && state.HasNumber(field.Num)
}

func (h *history) has(value pdfread.Ref) bool { return h.of(value) != nil }

func (h *history) of(value pdfread.Ref) *signedState {
	for i := range h.all {
		if h.all[i].value == value {
			return &h.all[i]
		}
	}
	return nil
}

// tell says of each signature what was done behind it, and of the file what no
// signature covers.
func (h *history) tell() {
	size := len(h.file.Data)
	first, last := size, 0
	for _, v := range h.all {
		first, last = min(first, v.end), max(last, v.end)
		v.s.Whole = v.end == size
	}
	if len(h.all) == 0 {
		return
	}
	c := revision.Read(h.file, first)
	for _, v := range h.all {
		h.behind(v, c)
	}
	for _, step := range c.Steps {
		if v := h.of(step.Value); step.Value.Num != 0 && (v == nil || !c.Ends(step, v.end)) {
			h.problem("签名 %s 没有覆盖加上它的那次更新", "the signature %s does not cover the update that added it", Printable(step.Field))
		}
	}
	if last < size && !h.uncovered(c, last) {
		h.problem("最后一个签名之后又添加了内容，没有签名覆盖整个文件", "something was added after the last signature; no signature covers the whole file")
	}
}

func (h *history) problem(zh, en string, args ...any) {
	h.report.Problems = append(h.report.Problems, diag.T(zh, en, args...))
}

// uncovered reports whether what stands behind the last signature may stand
// there: validation data (EN 319 142-1, level B-LT).
func (h *history) uncovered(c *revision.Chain, last int) bool {
	steps, objection := c.After(last)
	for _, s := range steps {
		if s.Objection != nil || s.Value.Num != 0 || !s.Evidence {
			return false
		}
	}
	return objection == nil && len(steps) > 0
}

// behind says what was done behind one signature.
func (h *history) behind(v signedState, c *revision.Chain) {
	steps, objection := c.After(v.end)
	for _, s := range steps {
		for _, b := range s.Breaches {
			if b.By == v.value {
				v.s.problem("%[1]s", "%[2]s", Printable(b.What.ZH), Printable(b.What.EN))
			}
		}
		if objection == nil {
			objection = s.Objection
		}
		v.s.Later = append(v.s.Later, added(s)...)
	}
	switch {
	case objection == nil:
	case objection.Changed:
		v.s.Changed = true
		v.s.problem("签名之后文件的内容被改动过：%[1]s", "the file's content was changed after signing: %[2]s", Printable(objection.What.ZH), Printable(objection.What.EN))
	default:
		v.s.Unclear = true
		v.s.problem("签名之后添加的内容读不懂，不能当作有效：%[1]s", "what was added after signing is not understood and so not accepted: %[2]s", Printable(objection.What.ZH), Printable(objection.What.EN))
	}
}

// added tells what an update that was understood did.
func added(s *revision.Step) (list []diag.Text) {
	say := func(zh, en string, args ...any) { list = append(list, diag.T(zh, en, args...)) }
	name := Printable(s.Field)
	switch {
	case s.Objection != nil || s.Following:
		return nil
	case s.Stamp:
		say("之后又加了文档时间戳 %s", "a document time stamp was added afterwards: %s", name)
	case s.Picture != nil:
		p := s.Picture
		say("之后又加了看得见的签名 %s：第 %d 页，距左 %s、距上 %s 毫米，大小 %s×%s 毫米，盖住该页的 %d%%",
			"signed again afterwards: %s, seen on page %d, %s from the left and %s mm from the top, %s by %s mm, covering %d%% of the page",
			name, p.Page, mm(p.Left), mm(p.Top), mm(p.Width), mm(p.Height), p.Share)
	case s.Value.Num != 0:
		say("之后又加了签名 %s", "signed again afterwards: %s", name)
	}
	if s.Evidence {
		say("之后又加了验证数据（DSS）", "validation data (DSS) were added afterwards")
	}
	if s.Metadata {
		say("之后改写了文档的元数据（修改日期等），不影响内容", "the document's metadata (date of change and the like) were rewritten afterwards, not its content")
	}
	if len(list) == 0 {
		say("之后又添加了与内容无关的数据", "data without a meaning for the content were added afterwards")
	}
	return list
}

// mm writes 1/1000 pt in whole millimetres.
func mm(v int64) string { return fmt.Sprint((v*254/72 + 5000) / 10000) }
