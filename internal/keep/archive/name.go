package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/outfile"
)

// maxName bounds a folder's name, in bytes: file systems allow 255, Windows
// 260 characters for a whole path.
const maxName = 120

// FolderName makes of an agency's name one that a folder may have on every
// system. One that had to be changed ends with a part of its hash, so that no
// two agencies share a folder.
func FolderName(agency string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*%`, r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return '_'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, agency)
	name = strings.TrimRight(strings.TrimSpace(name), ". ")
	if outfile.Device(name) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || name == "" {
		name = "_" + name
	}
	for len(name) > maxName {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	if name != agency || name != strings.ToLower(name) { // folders of small and large letters may be one
		sum := sha256.Sum256([]byte(agency))
		name += "~" + hex.EncodeToString(sum[:4])
	}
	return name
}
