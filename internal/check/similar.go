package check

import (
	"slices"
	"strings"
	"unicode"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// Text is compared by all runs of shingle characters.
const (
	shingle     = 12
	similarFrom = 50 // per cent of this year's runs that last year's text has
	copiedFrom  = 80
	leastRuns   = 40 // of a text that is long enough to tell
)

// similarParts are those that the notices forbid to copy from year to year; in
// free chapters these are the first one and that of the problems.
var similarParts = []string{"overview", "problems"}

// similar tells of prose that was copied from last year's (雷同).
func similar(c *Context) {
	for _, part := range similarParts {
		now, last := c.Report.Parts[part], c.Last.Parts[part]
		if now == nil || last == nil || len(now.Text) == 0 {
			continue
		}
		c.similar(now.Text, last.Text)
	}
	var old []report.Value
	for _, chapter := range c.Last.Chapters {
		old = append(old, chapter.Text...)
	}
	for i, chapter := range c.Report.Chapters {
		if i == 0 || strings.Contains(chapter.Heading.Text, "问题") {
			c.similar(chapter.Text, old)
		}
	}
}

func (c *Context) similar(now, last []report.Value) {
	before := Runs(last)
	old := make(map[uint64]bool, len(before))
	for _, run := range before {
		old[run] = true
	}
	found, all := 0, Runs(now)
	for _, run := range all {
		if old[run] {
			found++
		}
	}
	if len(all) < leastRuns || len(old) == 0 || found*100 <= similarFrom*len(all) {
		return
	}
	share := found * 100 / len(all)
	what := diag.T("这一部分有 %d%% 的文字与上一年相同", "%d%% of this text is last year's", share)
	if found*100 > copiedFrom*len(all) {
		what = diag.T("这一部分几乎照抄上一年：%d%% 的文字相同", "this text is all but a copy of last year's: %d%% of it", share)
	}
	c.FindAt(now[0], 0, len(now[0].Text), what, diag.T("“不得出现敷衍了事甚至年年雷同现象”，请按本年情况重写。", "the notice forbids repeating last year's text; write of this year."))
}

// Runs gives the hashes of all runs of characters, without blanks, in
// paragraphs: each is made of the one before by the character that comes in and
// the one that goes out (Rabin, Karp). Two runs with one hash among a few
// thousand of 64 bits are not to be expected.
func Runs(text []report.Value) (hashes []uint64) {
	const base = 0x9E3779B97F4A7C15 // odd
	out := uint64(1)                // base to the power of shingle
	for range shingle {
		out *= base
	}
	var window [shingle]uint64
	for _, v := range text {
		n, hash := 0, uint64(0)
		clear(window[:])
		hashes = slices.Grow(hashes, len(v.Text)/3)
		for _, r := range v.Text {
			if unicode.IsSpace(r) {
				continue
			}
			in := (uint64(r) + 1) * 0xD6E8FEB86659FD93 // spread over the bits
			in ^= in >> 32
			at := n % shingle
			hash = hash*base + in - window[at]*out
			window[at] = in
			if n++; n >= shingle {
				hashes = append(hashes, hash)
			}
		}
	}
	return hashes
}
