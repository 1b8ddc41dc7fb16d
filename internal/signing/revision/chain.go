// Package revision tells what was done to a PDF file behind a signature. What
// comes in is a file and where its earliest signature's range ends; what goes
// out is what each incremental update behind that added, or why it cannot be
// accepted. Nothing is accepted that is not understood whole: an update is read
// strictly, every object in it has one role that a standard gives it, and an
// object that differs is reached by that one path alone, in the old and in the
// new file. It knows no certificate and no digest.
package revision

import (
	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
)

// Objection says why an update is not accepted.
type Objection struct {
	Changed bool // the content is another; else it is not understood
	What    diag.Text
}

// Step is one incremental update.
type Step struct {
	To        int // where it ends, after %%EOF
	Objection *Objection

	Value     pdfread.Ref // the signature that it adds; zero: none
	Field     string      // its field
	Stamp     bool        // it is a document time stamp
	Filled    bool        // the field had been prepared
	Picture   *Picture    // of the signature; nil: nothing is seen
	Evidence  bool        // validation data were added
	Metadata  bool        // metadata were rewritten
	Breaches  []Breach    // what earlier signatures do not permit
	Following bool        // on something that is not accepted, and so not looked at
}

// Picture is where a signature is seen that was added later; lengths in 1/1000
// pt.
type Picture struct {
	Page                     int   // counted from 1
	Left, Top, Width, Height int64 // from the page's left and upper edge
	Share                    int   // of the page, in percent, rounded up
}

// Breach is a permission that was not kept.
type Breach struct {
	By   pdfread.Ref // the signature whose permission it is
	What diag.Text
}

// Chain is a file's states behind its earliest signature.
type Chain struct {
	Base  int // where the first state ends
	Steps []*Step

	data   []byte
	damage *Objection // of the first state
}

// mostSteps bounds how many updates are looked at.
const mostSteps = 300

// Read looks at all that stands behind end, where the range of the file's
// earliest signature ends.
func Read(f *pdfread.File, end int) *Chain {
	c := &Chain{Base: end, data: f.Data}
	if end >= len(f.Data) {
		return c
	}
	state, err := f.Before(end)
	if err != nil {
		c.damage = &Objection{What: diag.T("签名覆盖的部分不是一个完整的文件", "what the signature covers is no complete file")}
		return c
	}
	if len(f.Sections) > len(state.Sections) {
		if c.damage = ambiguous(state); c.damage != nil {
			return c
		}
	}
	sections, ok := behind(f, state)
	if !ok {
		c.damage = unread(diag.T("交叉引用表的顺序不对", "the cross-reference sections are not in order"))
		return c
	}
	c.read(state, sections)
	return c
}

// ambiguous says why what was signed first cannot be told from what is seen when
// something stands behind it: it may be read in two ways, and an update turns
// readers from one to the other.
func ambiguous(state *pdfread.File) *Objection {
	if length, said := state.Linearized(); said && (length < 0 || length > state.Start) {
		return unread(diag.T("线性化字典写的文件长度不对，换一个长度就会显示另外的内容", "the linearization dictionary is for a file of another length, at which something else would be seen"))
	}
	if err := state.Hidden(); err != nil {
		return unread(pdfread.Reason(err))
	}
	return nil
}

// behind lists the sections behind a state, in the order of the file.
func behind(f, state *pdfread.File) (list []int, ok bool) {
	n := len(f.Sections) - len(state.Sections)
	if n < 0 || n > mostSteps || f.Sections[n] != state.Start {
		return nil, false
	}
	for i := n - 1; i >= 0; i-- {
		list = append(list, f.Sections[i])
	}
	return list, true
}

func (c *Chain) read(state *pdfread.File, sections []int) {
	from, covered := c.Base, map[int]int{}
	for i, at := range sections {
		step := &Step{To: len(c.data)}
		c.Steps = append(c.Steps, step)
		added, err := state.ReadAppended(c.data, from, at)
		if err != nil {
			step.Objection = unread(pdfread.Reason(err))
		} else {
			step.To = added.To
			compare(step, state, added)
			step.cover(covered)
			state, from = added.State, added.To
		}
		if step.Objection != nil && i+1 < len(sections) {
			c.Steps = append(c.Steps, &Step{To: len(c.data), Following: true})
			return
		}
	}
	if !nothing(c.data[from:]) && len(c.Steps) > 0 && c.Steps[len(c.Steps)-1].Objection == nil || len(sections) == 0 && !nothing(c.data[from:]) {
		c.Steps = append(c.Steps, &Step{To: len(c.data), Objection: unread(diag.T("文件末尾有多余的内容", "there is something behind the end of the file"))})
	}
}

// largestShare is how much of a page later signatures may cover together, in
// percent. A seal on A4 takes three.
const largestShare = 25

// cover adds the step's picture to what is covered of each page.
func (s *Step) cover(covered map[int]int) {
	if s.Picture == nil || s.Objection != nil {
		return
	}
	covered[s.Picture.Page] += s.Picture.Share
	if share := covered[s.Picture.Page]; share > largestShare {
		s.Objection = unread(diag.T("后加的签名的图（到 %[1]s 为止）盖住了第 %[2]d 页的 %[3]d%%", "the pictures of later signatures, up to %[1]s, cover %[3]d%% of page %[2]d", s.Field, s.Picture.Page, share))
	}
}

func unread(why diag.Text) *Objection { return &Objection{What: why} }

func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0 {
			return false
		}
	}
	return true
}

// mostBlank is how much white space may stand behind the end of a file: readers
// look for that in the last 1024 bytes, some in more, and mend a file that has
// it not.
const mostBlank = 500

func nothing(b []byte) bool { return len(b) <= mostBlank && blank(b) }

// After gives the updates behind the end of a signature's range; the objection
// is to that end: it is not that of a state.
func (c *Chain) After(end int) ([]*Step, *Objection) {
	if end >= len(c.data) {
		return nil, nil
	}
	if c.damage != nil {
		return nil, c.damage
	}
	if end == c.Base {
		return c.Steps, nil
	}
	if i := c.at(end); i >= 0 {
		return c.Steps[i+1:], nil
	}
	for _, s := range c.Steps {
		if s.Objection != nil { // its end is not known
			return []*Step{s}, nil
		}
	}
	return nil, &Objection{What: diag.T("签名覆盖的部分不是一个完整的文件", "what the signature covers is no complete file")}
}

// at gives which update ends where a range ends; -1: none does.
func (c *Chain) at(end int) int {
	for i, s := range c.Steps {
		if s.To <= end && (i+1 == len(c.Steps) || end < c.Steps[i+1].To) && blank(c.data[s.To:end]) {
			return i
		}
	}
	return -1
}

// Ends reports whether a range that ends at end takes in an update as its last.
func (c *Chain) Ends(s *Step, end int) bool {
	i := c.at(end)
	return i >= 0 && c.Steps[i] == s
}
