package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"nianbao/internal/diag"
)

// The reasons why a name that came from elsewhere is not written to.
var (
	ErrName = errors.New("no name for a file")
	ErrLink = errors.New("a folder on the way is a link")
)

// devices are names that Windows keeps for devices, with any ending.
var devices = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}

func init() {
	for _, n := range "0123456789¹²³" {
		devices["COM"+string(n)], devices["LPT"+string(n)] = true, true
	}
}

// Device reports whether Windows takes a name for a device.
func Device(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	return devices[strings.ToUpper(strings.TrimRight(stem, " "))]
}

// Held reports whether a name is that of the file by which Word and WPS tell others
// that they have a file open: ~$年报.docx beside 年报.docx.
func Held(name string) bool { return strings.HasPrefix(name, "~$") }

// Plain reports whether a path with slashes, from elsewhere, names a file on
// every system: no part of it is hidden, leads upwards, is a device or has
// characters that a system has uses for.
func Plain(name string) bool {
	for p := range strings.SplitSeq(name, "/") {
		if p == "" || p[0] == '.' || strings.TrimRight(p, " .") != p || Device(p) || diag.Steers(p) || strings.ContainsAny(p, `:*?"<>|\`) {
			return false
		}
	}
	return true
}

// Below gives the path of a file below dir whose name came from elsewhere, with
// slashes. It is ErrName where the name is not Plain, and ErrLink where a folder
// that is there leads elsewhere.
func Below(dir, name string) (string, error) {
	name = strings.ReplaceAll(name, `\`, "/")
	if !Plain(name) {
		return "", ErrName
	}
	parts := strings.Split(name, "/")
	path := dir
	for i, p := range parts {
		path = filepath.Join(path, p)
		info, err := os.Lstat(path)
		if i < len(parts)-1 && err == nil && !info.IsDir() || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", ErrLink
		}
	}
	return path, nil
}
