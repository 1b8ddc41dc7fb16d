package report

import (
	"path/filepath"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// elsewhere is a path that means another machine or a device: a share
// (\\host\share), a name space of Windows (\\?\, \??\), an address
// (http://, file:).
var elsewhere = pattern.New(`^(//|/\?\?/|[A-Za-z][A-Za-z0-9+.-]+:)`)

// picturePath gives the path of a picture that is named in the report called
// file, relative to it; else it says what is wrong. Links are followed before
// it is decided whether the picture lies in the report's folder.
func picturePath(file, typed string, outside bool) (path string, what, do diag.Text) {
	typed = strings.ReplaceAll(typed, `\`, "/") // typed as on any system
	path = filepath.FromSlash(typed)
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(file), path)
	}
	dir := filepath.Dir(file)
	switch {
	case elsewhere.MatchString(typed), outside && onShare(followed(path)) && !onShare(followed(dir)):
		return "", diag.T("图片不能在别的电脑或网址上：%s", "a picture must not lie on another machine or at an address: %s", typed),
			diag.T("请先把图片复制到数据文件所在的文件夹。", "copy it into the folder of this file first.")
	case outside || within(dir, path):
		return path, diag.Text{}, diag.Text{}
	}
	return "", diag.T("图片不在数据文件所在的文件夹里：%s", "the picture does not lie in the folder of this file: %s", typed),
		diag.T("请把图片复制到这个文件夹里；确实要用外面的图片，加 --allow-outside。", "copy it into the folder; to use it from where it is, add --allow-outside.")
}

// onShare reports whether a path lies on another machine, as Windows has it.
func onShare(path string) bool { return strings.HasPrefix(filepath.ToSlash(path), "//") }

// within reports whether path lies in dir or below, links followed. What is not
// there lies where its name says.
func within(dir, path string) bool {
	return local(dir, path) && local(followed(dir), followed(path))
}

func local(dir, path string) bool {
	dir, err1 := filepath.Abs(dir)
	path, err2 := filepath.Abs(path)
	if err1 != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// followed follows the links of a path as far as it is there.
func followed(path string) string {
	if p, err := filepath.EvalSymlinks(path); err == nil {
		return p
	}
	if up := filepath.Dir(path); up != path {
		return filepath.Join(followed(up), filepath.Base(path))
	}
	return path
}
