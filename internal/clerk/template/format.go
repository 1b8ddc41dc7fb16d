package template

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Format writes a report's file in the standard order with the standard
// remarks. All that the clerk wrote is kept; where it cannot be, the error is a
// diag.List.
func Format(r *Report) (string, error) {
	s := split(r.text())
	all := sections(s.statements)
	orderOf(r.Form).sort(all)
	add := newRemarks(r.Form, r.Report.Agency.Text, r.Report.Year)
	for _, s := range all {
		add.add(s)
	}
	text := render(s.head, s.tail, all)
	if err := keeps(r.File, s, text); err != nil {
		return "", diag.List{diag.New(diag.Pos{File: r.File.Name},
			diag.T("这个文件不能整理：%v。", "this file cannot be put in order: %v.", err),
			diag.T("文件没有改动。请把它发给开发者。", "it was not changed; please report it with the file."))}
	}
	return text, nil
}

// keeps compares a file with what is to take its place: the same values under
// the same keys, and all remarks.
func keeps(old *source.File, s *script, text string) error {
	f, err := source.Parse(old.Name, []byte(text))
	if err != nil {
		return err
	}
	if err := equal(old.Root, f.Root); err != nil {
		return err
	}
	lost := without(s.comments, split(text).comments)
	for _, n := range without(split(text).comments, s.comments) {
		// a remark may have the form's words before it now
		if i := slices.IndexFunc(lost, func(c string) bool { return strings.HasSuffix(n, words(c)) }); i >= 0 {
			lost = slices.Delete(lost, i, i+1)
		}
	}
	if len(lost) > 0 {
		return fmt.Errorf("%s", lost[0])
	}
	return nil
}

// without gives the texts of a that b does not have, as often as it has them.
func without(a, b []string) (out []string) {
	has := map[string]int{}
	for _, t := range b {
		has[t]++
	}
	for _, t := range a {
		if has[t]--; has[t] < 0 {
			out = append(out, t)
		}
	}
	return out
}

// equal compares two values; the order of keys has no meaning.
func equal(a, b *source.Node) error {
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) {
		return fmt.Errorf("%s %s", a.Pos, a.Key)
	}
	for i, x := range a.Items {
		y := b.Items[i]
		if a.Kind == source.Table {
			if y = b.Get(x.Key); y == nil {
				return fmt.Errorf("%s %s", x.Pos, x.Key)
			}
		}
		if err := equal(x, y); err != nil {
			return err
		}
	}
	return nil
}

// Change gives the first line in which two texts differ, counted from 1; 0
// where they are the same.
func Change(old, text string) int {
	a, b := strings.Split(old, "\n"), strings.Split(text, "\n")
	if slices.Equal(a, b) {
		return 0
	}
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return i + 1
		}
	}
	return len(a) + 1
}
