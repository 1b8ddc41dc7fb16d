package batch

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"nianbao/internal/outfile"
)

// stateVersion is that of the state file's format.
const stateVersion = 1

// state is what is known of the last run, one file in the output folder. One
// that is damaged or of another version is as good as none: all is built again.
type state struct {
	Version int               `json:"version"`
	Reports map[string]record `json:"reports"` // by Rel
}

// record is a report that was built.
type record struct {
	Key      sum      `json:"key"` // of all that it was made from
	Year     int      `json:"year"`
	Agency   string   `json:"agency"`
	Form     string   `json:"form"`
	Images   []string `json:"images,omitempty"`
	Pages    int      `json:"pages"`
	Warnings int      `json:"warnings,omitempty"`
	Errors   int      `json:"errors,omitempty"`
	Outputs  []output `json:"outputs"`
}

// output is a file that was written, as it was left.
type output struct {
	Name   string    `json:"name"` // within the output folder, with slashes
	Size   int64     `json:"size"`
	Time   time.Time `json:"time"`
	SHA256 sum       `json:"sha256"`
}

// stateName is the state file's name; each shard has its own.
func stateName(shard string) string {
	if shard != "" {
		shard = "-" + shard
	}
	return ".nianbao-batch" + shard + ".json"
}

// WritesTo reports whether a run has written to a folder: what lies there was
// made of reports.
func WritesTo(dir string) bool { return len(states(dir)) > 0 }

// states gives the names of the state files in a folder.
func states(dir string) []string {
	names, _ := fs.Glob(os.DirFS(dir), ".nianbao-batch*.json")
	return names
}

// Written is what a run wrote of a report.
type Written struct {
	Agency string
	Year   int
	Files  []string // paths
}

// WrittenTo gives what runs have written to a folder.
func WrittenTo(dir string) (all []Written) {
	for _, name := range states(dir) {
		for _, r := range readState(filepath.Join(dir, name)).Reports {
			w := Written{Agency: r.Agency, Year: r.Year}
			for _, o := range r.Outputs {
				w.Files = append(w.Files, filepath.Join(dir, filepath.FromSlash(o.Name)))
			}
			all = append(all, w)
		}
	}
	return all
}

func readState(path string) *state {
	data, err := os.ReadFile(path)
	if err != nil {
		data = nil
	}
	return parseState(data)
}

func parseState(data []byte) *state {
	s := &state{}
	if json.Unmarshal(data, s) != nil || s.Version != stateVersion || s.Reports == nil {
		return &state{Version: stateVersion, Reports: map[string]record{}}
	}
	return s
}

// write writes the state, a report a line. It goes to the file record by record:
// there may be a hundred thousand of them.
func (s *state) write(path string) error {
	return outfile.Write(outfile.File{Path: path, Fill: s.fill})
}

func (s *state) fill(w io.Writer) error {
	fmt.Fprintf(w, "{\n\"version\": %d,\n\"reports\": {", s.Version)
	end := "\n"
	for _, name := range slices.Sorted(maps.Keys(s.Reports)) {
		key, err := json.Marshal(name)
		if err != nil {
			return err
		}
		record, err := json.Marshal(s.Reports[name])
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s%s: %s", end, key, record)
		end = ",\n"
	}
	_, err := io.WriteString(w, "\n}\n}\n")
	return err
}

// stands reports whether an output is still as it was left. A file that was
// touched is read.
func (o *output) stands(dir string) bool {
	path := filepath.Join(dir, filepath.FromSlash(o.Name))
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != o.Size {
		return false
	}
	if info.ModTime().Equal(o.Time) {
		return true
	}
	data, err := os.ReadFile(path)
	return err == nil && sha256.Sum256(data) == o.SHA256
}
