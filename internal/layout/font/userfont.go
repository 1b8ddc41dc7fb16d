package font

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/diag"
)

// styled is a face as a style has it.
type styled struct {
	style *style
	face  *Face
}

// findUserFonts looks through folders for fonts.
func (l *Library) findUserFonts(dirs []string) (found diag.List) {
	ranks := make(map[styled]int) // place of the name by which the style knows the face
	for _, dir := range dirs {
		err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
			file := filepath.Join(dir, filepath.FromSlash(path))
			switch {
			case err != nil && path == ".":
				return err
			case err != nil:
				found = append(found, warn(refuse(file, err)))
				return nil
			case d.IsDir() || !isFontFile(path):
				return nil
			}
			found = append(found, l.addUserFont(file, ranks)...)
			return nil
		})
		if err != nil {
			found = append(found, diag.New(diag.Pos{File: dir},
				diag.T("没有这个字体文件夹，或者不能读取。", "there is no such font folder, or it cannot be read."),
				diag.T("请检查文件夹的名字和位置。", "check its name and place.")))
		}
	}
	l.others.sort()
	for _, s := range l.styles {
		slices.SortStableFunc(s.user, func(a, b *Face) int { return ranks[styled{s, a}] - ranks[styled{s, b}] })
	}
	return found
}

func isFontFile(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".ttf", ".otf", ".ttc", ".otc":
		return true
	}
	return false
}

func warn(d *diag.Diagnostic) *diag.Diagnostic {
	d.Severity = diag.Warning
	return d
}

// addUserFont adds the faces of a file to those that serve any style, and to
// the styles that know them. Only files that a style knows are read whole.
func (l *Library) addUserFont(file string, ranks map[styled]int) (found diag.List) {
	in, err := look(file)
	if err != nil {
		return diag.List{warn(refuse(file, err))}
	}
	for i := range in {
		seen := &in[i]
		o := &other{file: file, index: i, name: seen.names.label(), rank: rankPlain, why: seen.why}
		if !seen.plain {
			o.rank = rankBoldOrItalic
		}
		l.others.faces = append(l.others.faces, o)
		for _, s := range l.styles {
			rank := s.knows(seen.names, seen.plain)
			if rank < 0 {
				continue
			}
			o.rank = rankKnown
			f, err := o.open()
			if err != nil {
				found = append(found, warn(refuse(file, err)))
				break
			}
			if !slices.ContainsFunc(s.user, func(have *Face) bool { return have.PostScriptName == f.PostScriptName }) {
				s.user = append(s.user, f)
				ranks[styled{s, f}] = rank
			}
		}
	}
	return found
}

// seen is what a file's directory tells of a face.
type seen struct {
	names names
	plain bool  // neither bold nor italic
	why   error // why it must not be embedded; nil: it may
}

// look reads what the directories of a file's faces tell.
func look(file string) (in []seen, err error) {
	err = withFile(file, func(read reader) error {
		offs, err := faces(read)
		if err != nil {
			return err
		}
		for _, off := range offs {
			dir, err := directory(read, off)
			if err != nil {
				return err
			}
			t, err := dir.get("name", 6)
			if err != nil {
				return err
			}
			os2 := dir.optional("OS/2", 64)
			in = append(in, seen{readNames(t), regular(os2, dir.optional("head", 54)), mayEmbed(os2)})
		}
		return nil
	})
	return in, err
}

// withFile lets do read parts of a file.
func withFile(file string, do func(reader) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return do(func(off, n int) (table, bool) {
		if off < 0 || n < 0 || int64(off)+int64(n) > info.Size() {
			return nil, false
		}
		b := make([]byte, n)
		got, _ := f.ReadAt(b, int64(off))
		return b, got == n
	})
}

// knows gives the place of the name by which the style knows a face, or -1. A
// family's bold and italic faces are known by their own names only.
func (s *style) knows(n names, plain bool) int {
	return slices.IndexFunc(s.Families, func(family string) bool {
		family = fold(family)
		return slices.Contains(n.full, family) || plain && slices.Contains(n.families, family)
	})
}
