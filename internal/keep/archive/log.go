package archive

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/diag"
)

// logName is the log's: the memory of what the archive once held.
const logName = "log.jsonl"

// Line is a line of the log: a version that was archived. Each has the hash of
// the line before it, so that none can be changed or taken away from among them.
type Line struct {
	Number   int    `json:"number"` // from 1
	Archived string `json:"archived"`
	By       string `json:"by"`
	Reason   string `json:"reason,omitempty"`
	Agency   string `json:"agency"`
	Year     int    `json:"year"`
	Version  int    `json:"version"`
	Path     string `json:"path"`               // of the version, below the archive, with slashes
	Tags     string `json:"tagmanifest_sha256"` // hash of the file that has the hashes of all others
	Previous string `json:"previous_sha256"`    // hash of the line before, with its newline
}

// Head is where a log ends: who knows it will notice when lines are missing.
type Head struct {
	Lines  int
	SHA256 string // of the last line, with its newline
}

// start is what the first line has for the hash of the line before it.
var start = strings.Repeat("0", 2*sha256.Size)

// chain is a log as it was read.
type chain struct {
	path  string
	there bool
	lines []Line
	sums  []string       // of the lines
	by    map[string]int // index of the line, by path
	last  map[string]int // number of the newest version, by the report's folder
	size  int64          // of the whole lines
	torn  bool           // there is more behind them: a run was killed while it wrote
	wrong []diag.Text
}

func (c *chain) head() Head {
	if n := len(c.sums); n > 0 {
		return Head{n, c.sums[n-1]}
	}
	return Head{0, start}
}

// readLog reads the log of an archive.
func readLog(dir string) (*chain, error) {
	name := filepath.Join(dir, logName)
	data, err := readRegular(dir, logName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	c := parseLog(data)
	c.path, c.there = name, err == nil
	return c, nil
}

func parseLog(data []byte) *chain {
	c := &chain{by: map[string]int{}, last: map[string]int{}}
	for text := range bytes.Lines(data) {
		if c.torn = text[len(text)-1] != '\n'; !c.torn {
			c.take(text)
		}
	}
	return c
}

// take takes a whole line and tells what is wrong with it.
func (c *chain) take(text []byte) {
	var l Line
	n, before := len(c.lines)+1, c.head().SHA256
	switch err := json.Unmarshal(text, &l); {
	case err != nil || !local(l.Path) || !sha256Text.MatchString(l.Previous) || l.Tags != "" && !sha256Text.MatchString(l.Tags):
		c.wrong = append(c.wrong, diag.T("第 %d 行损坏。", "line %d is damaged.", n))
		l = Line{}
	case l.Number != n || l.Previous != before:
		c.wrong = append(c.wrong, diag.T("第 %d 行接不上前一行：前面的行被改动、删去或插入过。", "line %d does not follow upon the line before it: lines before it were changed, taken away or put in.", n))
	}
	if _, twice := c.by[l.Path]; twice && l.Path != "" {
		c.wrong = append(c.wrong, diag.T("第 %d 行重复登记 %s。", "line %d has %s again.", n, l.Path))
	}
	c.by[l.Path] = n - 1
	report, version := path.Split(l.Path)
	c.last[report] = max(c.last[report], versionOf(version))
	c.lines, c.sums, c.size = append(c.lines, l), append(c.sums, Sum(text)), c.size+int64(len(text))
}

// line gives the line that a version has or is to have, with a number and the
// hash of the line before it. A version that was damaged before there was a log
// has no more than its path.
func line(v *Version, rel string, number int, previous string) Line {
	l := Line{Number: number, Path: rel, Previous: previous}
	if data, err := readRegular(v.Dir, tagList); err == nil {
		l.Tags = Sum(data)
	}
	if m := v.Manifest; m != nil {
		l.Archived, l.By, l.Reason, l.Agency, l.Year, l.Version = m.Archived, m.By, m.Reason, m.Agency, m.Year, m.Version
	}
	return l
}

func (l *Line) marshal() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(l) // strings and numbers only
	return b.Bytes()
}

// pending gives the versions that the log does not have, in the order in which
// they go into it: those from before there was a log by their day.
func (c *chain) pending(dir string, all []Version) (list []Version) {
	for _, v := range all {
		if _, known := c.by[relative(dir, v.Dir)]; !known {
			list = append(list, v)
		}
	}
	day := func(v Version) (int, string) {
		if v.Manifest == nil {
			return 0, ""
		}
		return v.Manifest.Number, v.Manifest.Archived
	}
	slices.SortStableFunc(list, func(a, b Version) int {
		an, ad := day(a)
		bn, bd := day(b)
		return cmp.Or(an-bn, strings.Compare(ad, bd))
	})
	return list
}

// relative gives the path of a version below the archive, with slashes.
func relative(dir, version string) string {
	rel, err := filepath.Rel(dir, version)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// next reports whether a version says of itself that its line is the next one.
func (h Head) next(v *Version) bool {
	return v.Manifest != nil && v.Manifest.Number == h.Lines+1 && v.Manifest.Follows == h.SHA256
}

// LogError says that a log cannot be written on: it or the archive was damaged.
type LogError struct{ diag.Text }

func (e LogError) Error() string { return e.EN }

// complete writes the lines of versions that have none: a run was killed before
// it had written them, or the archive was made before there was a log. It gives
// those versions.
func (c *chain) complete(dir string, all []Version) ([]Version, error) {
	for i := range all { // nothing follows upon the last line and would tell
		if n := len(c.lines); len(c.wrong) == 0 && n > 0 && relative(dir, all[i].Dir) == c.lines[n-1].Path {
			c.wrong = append(c.wrong, all[i].changed(&c.lines[n-1])...)
		}
	}
	if len(c.wrong) > 0 {
		return nil, LogError{c.wrong[0]}
	}
	if c.torn {
		if err := truncate(c.path, c.size); err != nil {
			return nil, err
		}
		c.torn = false
	}
	var lines bytes.Buffer
	head := c.head()
	pending := c.pending(dir, all)
	for _, v := range pending {
		if v.Manifest != nil && v.Manifest.Number > 0 && !head.next(&v) {
			return nil, LogError{diag.T("%s 是第 %d 个存入的，日志却只到第 %d 个：中间有缺失或改动。", "%s was archived as number %d, but the log goes to number %d: something between was taken away or changed.",
				relative(dir, v.Dir), v.Manifest.Number, head.Lines)}
		}
		l := line(&v, relative(dir, v.Dir), head.Lines+1, head.SHA256)
		text := l.marshal()
		lines.Write(text)
		head = Head{l.Number, Sum(text)}
	}
	return pending, c.write(lines.Bytes())
}

// write adds lines to the log and to what is known of it, synced. What cannot be
// written whole is taken away again.
func (c *chain) write(text []byte) error {
	if len(text) == 0 {
		return nil
	}
	f, err := os.OpenFile(c.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	if err := writeAll(f, text); err != nil {
		truncate(c.path, c.size) // else the next run does
		return err
	}
	if !c.there {
		syncFolder(filepath.Dir(c.path))
	}
	c.there = true
	for l := range bytes.Lines(text) {
		c.take(l)
	}
	return nil
}

func truncate(name string, size int64) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Truncate(size), f.Sync(), f.Close())
}

// Log gives the lines of the log, and the versions that it does not have yet.
func (a *Archive) Log() (lines []Line, head Head, missing []Version, err error) {
	all, err := a.All()
	if err != nil {
		return nil, Head{}, nil, err
	}
	c, err := readLog(a.Dir)
	if err != nil {
		return nil, Head{}, nil, err
	}
	return c.lines, c.head(), c.pending(a.Dir, all), nil
}

// log compares the log with the versions that are there. What concerns a version
// goes to its verdict, the rest to one of the log's own or of what is missing.
func (a *Archive) log(all []Version, verdicts []Verdict, checks *Checks) (more []Verdict, err error) {
	c, err := readLog(a.Dir)
	if err != nil {
		return nil, err
	}
	h := c.head()
	own := Verdict{Dir: c.path, Log: &h, Problems: c.wrong}
	index := map[string]int{}
	for i, v := range all {
		index[relative(a.Dir, v.Dir)] = i
	}
	numbered := false
	for i := range c.lines {
		l := &c.lines[i]
		dir := filepath.Join(a.Dir, filepath.FromSlash(l.Path))
		at, ok := index[l.Path]
		switch _, err := os.Lstat(dir); {
		case l.Path == "":
		case ok:
			verdicts[at].logged(l)
			if m := all[at].Manifest; m != nil && m.Number > 0 {
				numbered = true
			} else if numbered && len(verdicts[at].Problems) == 0 {
				verdicts[at].Notes = append(verdicts[at].Notes, diag.T("由旧版程序或人手放入，后来才记入日志（第 %d 行）。", "it was put here by an earlier program or by hand; the log got it later (line %d).", l.Number))
			}
		case err == nil: // archived while we are looking, or not a folder: a stray
		default:
			more = append(more, Verdict{Dir: dir, Problems: []diag.Text{diag.T("不见了。日志第 %d 行：%s 由 %s 存档。", "it is gone. Line %d of the log: archived on %s by %s.", l.Number, l.Archived, l.By)}})
		}
	}
	if c.torn {
		own.Notes = append(own.Notes, diag.T("最后一行没有写完：上次存档中断。下次存档时自动补写。", "the last line is unfinished: a run was killed. The next run completes it."))
	}
	c.left(&own, c.pending(a.Dir, all), checks.Today, func(v *Version) *Verdict { return &verdicts[index[relative(a.Dir, v.Dir)]] })
	if head := checks.Head; head != "" && !slices.ContainsFunc(append(c.sums, start), func(s string) bool { return strings.HasPrefix(s, head) }) {
		own.Problems = append(own.Problems, diag.T("日志里没有您记下的 %s：日志的末尾被删去，或者日志被重写过。", "the log does not have %s, which you noted down: its end was taken away, or it was written anew.", head))
	}
	return append(more, own), nil
}

// logged compares a version with its line.
func (r *Verdict) logged(l *Line) {
	if l.Tags != "" && l.Tags != line(r.Version, l.Path, l.Number, l.Previous).Tags {
		r.Problems = append(r.Problems, diag.T("存档以后被改动过：与日志第 %d 行的 SHA-256 不符。", "it was changed since it was archived: its SHA-256 is not that of line %d of the log.", l.Number))
	}
	r.Problems = append(r.Problems, r.Version.changed(l)...)
	if m := r.Version.Manifest; m != nil && m.Number > 0 && (m.Number != l.Number || m.Follows != l.Previous) {
		r.Problems = append(r.Problems, diag.T("存档时是第 %d 个，日志却记为第 %d 行，或者前面的行不同了：日志被重写过。", "it was archived as number %d, but the log has it in line %d, or after other lines: the log was written anew.", m.Number, l.Number))
	}
}

// changed tells whether a line says other than its version, which is what it
// was.
func (v *Version) changed(l *Line) []diag.Text {
	want := line(v, l.Path, l.Number, l.Previous)
	if l.Agency == "" || v.Manifest == nil || l.Tags != want.Tags || *l == want {
		return nil
	}
	return []diag.Text{diag.T("日志第 %d 行被改动过：与这一版的 %s 不一致。", "line %d of the log was changed: it disagrees with the version's %s.", l.Number, manifestName)}
}

var logGone = diag.T("日志不见了。", "the log is gone.")

// left judges the versions that are not in the log.
func (c *chain) left(own *Verdict, pending []Version, today string, verdict func(*Version) *Verdict) {
	if len(pending) == 0 {
		return
	}
	if len(pending) == 1 && c.head().next(&pending[0]) {
		if len(c.lines) == 0 && pending[0].Manifest.Archived < today { // a run that was killed is run again
			own.Problems = append(own.Problems, logGone)
			return
		}
		r := verdict(&pending[0])
		r.Notes = append(r.Notes, diag.T("已经存好，但上次存档在写日志以前中断。下次存档时自动补写。", "it is whole, but the run was killed before it wrote the log. The next run completes it."))
		return
	}
	if !c.there {
		if numbered := slices.ContainsFunc(pending, func(v Version) bool { return v.Manifest != nil && v.Manifest.Number > 0 }); numbered {
			own.Problems = append(own.Problems, logGone)
		} else {
			own.Notes = append(own.Notes, diag.T("档案由旧版程序建立，还没有日志。下次存档时自动建立。", "the archive was made by an earlier program and has no log yet. The next run writes it."))
		}
		return
	}
	for i := range pending {
		r := verdict(&pending[i])
		r.Problems = append(r.Problems, diag.T("日志里没有：日志的末尾被删去，或者这一版不是由本程序存入的。", "the log does not have it: the end of the log was taken away, or the version was not put here by this program."))
	}
}
