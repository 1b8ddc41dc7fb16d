// Package licences holds the licence texts of the modules that the program is
// made from, which go where it goes. Its own, that of unioffice too, is LICENSE.
package licences

import (
	"embed"
	"strings"
)

//go:embed texts/*.txt
var texts embed.FS

// Text gives the licence text of a module, "" where there is none: that of the
// longest beginning of its path that has one.
func Text(module string) string {
	for name := module; ; {
		data, err := texts.ReadFile("texts/" + strings.ReplaceAll(name, "/", "_") + ".txt")
		if err == nil {
			return string(data)
		}
		i := strings.LastIndexByte(name, '/')
		if i < 0 {
			return ""
		}
		name = name[:i]
	}
}

// Unioffice is the module whose licence is the program's own.
const Unioffice = "github.com/unidoc/unioffice"
