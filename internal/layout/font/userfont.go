package font

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/diag"
)

// findUserFonts looks through folders for fonts that a style knows by name.
// Only the fonts that are used are read whole.
func (l *Library) findUserFonts(dirs []string) (found diag.List) {
	ranks := make(map[*Face]int) // place of the name by which the style knows the face
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
	for _, s := range l.styles {
		slices.SortStableFunc(s.user, func(a, b *Face) int { return ranks[a] - ranks[b] })
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

// addUserFont adds the faces of a file to the styles that know them.
func (l *Library) addUserFont(file string, ranks map[*Face]int) (found diag.List) {
	known, err := l.recognise(file)
	if err != nil {
		return diag.List{warn(refuse(file, err))}
	}
	if len(known) == 0 {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return diag.List{warn(refuse(file, err))}
	}
	for _, k := range known {
		f, err := Parse(file, data, k.index)
		if err == nil {
			if why := mayEmbed(f.os2); why != nil {
				err = refuse(file, why)
			}
		}
		if err != nil {
			found = append(found, warn(err.(*diag.Diagnostic)))
			continue
		}
		if !slices.ContainsFunc(k.style.user, func(have *Face) bool { return have.PostScriptName == f.PostScriptName }) {
			k.style.user = append(k.style.user, f)
			ranks[f] = k.rank
		}
	}
	return found
}

// recognised is a face of a file that a style knows.
type recognised struct {
	index int
	style *style
	rank  int
}

// recognise reads the names of a file's faces and finds their styles.
func (l *Library) recognise(file string) ([]recognised, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	read := func(off, n int) (table, bool) {
		if off < 0 || n < 0 || int64(off)+int64(n) > info.Size() {
			return nil, false
		}
		b := make([]byte, n)
		got, _ := f.ReadAt(b, int64(off))
		return b, got == n
	}
	offs, err := faces(read)
	if err != nil {
		return nil, err
	}
	var known []recognised
	for i, off := range offs {
		dir, err := directory(read, off)
		if err != nil {
			return nil, err
		}
		t, err := dir.get("name", 6)
		if err != nil {
			return nil, err
		}
		n := readNames(t)
		plain := regular(dir.optional("OS/2", 64), dir.optional("head", 54))
		for _, s := range l.styles {
			if rank := s.knows(n, plain); rank >= 0 {
				known = append(known, recognised{i, s, rank})
			}
		}
	}
	return known, nil
}

// knows gives the place of the name by which the style knows a face, or -1. A
// family's bold and italic faces are known by their own names only.
func (s *style) knows(n names, plain bool) int {
	return slices.IndexFunc(s.Families, func(family string) bool {
		family = fold(family)
		return slices.Contains(n.full, family) || plain && slices.Contains(n.families, family)
	})
}
