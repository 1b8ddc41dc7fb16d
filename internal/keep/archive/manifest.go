package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"nianbao/internal/pattern"
)

// Format is the name of the manifest's format, with its version.
const Format = "nianbao-archive-1"

// Manifest says what a version of a report is, in nianbao.json.
type Manifest struct {
	Format   string    `json:"format"`
	Agency   string    `json:"agency"`
	Year     int       `json:"year"`
	Version  int       `json:"version"`  // from 1
	Base     string    `json:"base"`     // of the files' names, "2020"
	Archived string    `json:"archived"` // day, 2021-01-28
	By       string    `json:"by"`
	Reason   string    `json:"reason,omitempty"`  // why there is another version
	Number   int       `json:"number,omitempty"`  // of its line in the log; 0: from before there was a log
	Follows  string    `json:"follows,omitempty"` // hash of the line before that one
	Program  Program   `json:"program"`
	Form     Form      `json:"form"`
	Options  Options   `json:"options"`
	Same     bool      `json:"rebuilds_to_same_bytes"` // when it was archived
	Findings []Finding `json:"findings"`
	Files    []Entry   `json:"files"`
}

// Program is the program that archived the report.
type Program struct {
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// Form is the form that the report is in.
type Form struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256,omitempty"` // of its layout file
}

// Options are those that the report was built with.
type Options struct {
	Formats       []string `json:"formats"`
	WordProcessor string   `json:"word_processor"`
	AllowMissing  bool     `json:"allow_missing,omitempty"`
	Sealed        bool     `json:"sealed,omitempty"`       // name and date are set for a seal
	Attach        bool     `json:"attach,omitempty"`       // the PDF carries TOML and DOCX
	Fonts         string   `json:"fonts_sha256,omitempty"` // of the office's own, which are not archived
}

// Finding is what the check found when the report was archived.
type Finding struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	What     string `json:"what"`
}

// Entry is a file of the report.
type Entry struct {
	Path   string `json:"path"` // below data, with slashes
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

var (
	sha256Text = pattern.New(`^[0-9a-f]{64}$`)
	dayText    = pattern.New(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

// maxManifest bounds a manifest, in bytes.
const maxManifest = 16 << 20

// ReadManifest reads a manifest and looks that it is sound: no path in it leads
// out of the folder.
func ReadManifest(data []byte) (*Manifest, error) {
	if len(data) > maxManifest {
		return nil, errors.New("too large")
	}
	m := &Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, err
	}
	switch {
	case m.Format != Format:
		return nil, fmt.Errorf("format %q", m.Format)
	case m.Agency == "" || m.Base == "" || m.Year < 1 || m.Version < 1:
		return nil, errors.New("agency, base, year or version is missing")
	case !dayText.MatchString(m.Archived):
		return nil, errors.New("archived is no day")
	case m.Number < 0 || (m.Number > 0) != sha256Text.MatchString(m.Follows):
		return nil, errors.New("number or follows is wrong")
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		if !local(f.Path) || f.Size < 0 || !sha256Text.MatchString(f.SHA256) || seen[f.Path] {
			return nil, fmt.Errorf("file %q", f.Path)
		}
		seen[f.Path] = true
	}
	return m, nil
}

// local reports whether a path with slashes stays in its folder, on every
// system.
func local(p string) bool {
	return p != "" && p == path.Clean(p) && !strings.HasPrefix(p, "/") && p != ".." && !strings.HasPrefix(p, "../") && p != "." &&
		!strings.ContainsAny(p, "\\:\x00\r\n%")
}

func (m *Manifest) marshal() ([]byte, error) {
	b, err := json.MarshalIndent(m, "", "  ")
	return append(b, '\n'), err
}

// same reports whether the files are those of another version.
func (m *Manifest) same(files []Entry) bool {
	if len(files) != len(m.Files) {
		return false
	}
	for i := range files {
		if files[i] != m.Files[i] {
			return false
		}
	}
	return true
}
