package batch

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nianbao/internal/outfile"
)

// stateVersion is that of the state file's format.
const stateVersion = 1

// state is what is known of the last run, one file in the output folder. One
// that is damaged or of another version is as good as none: all is built again.
type state struct {
	reports map[string]*record // by Rel
}

// record is a report that was built. A run has one of each report to its end, so it
// holds nothing twice: names and findings are the Report's.
type record struct {
	*Facts
	key     sum // of all that it was made from
	images  []string
	outputs []output
}

// output is a file that was written, as it was left.
type output struct {
	ending string // behind the report's Rel
	size   int64
	time   int64 // of its last change, in nanoseconds since 1970
	sha256 sum
}

// name is an output's name within the output folder, with slashes.
func (o *output) name(rel string) string { return path.Clean(rel + o.ending) }

// recordEntry and outputEntry are what the state file has of them.
type recordEntry struct {
	Key      sum           `json:"key"`
	Year     int           `json:"year"`
	Agency   string        `json:"agency"`
	Form     string        `json:"form"`
	Images   []string      `json:"images,omitempty"`
	Pages    int           `json:"pages"`
	Warnings int           `json:"warnings,omitempty"`
	Errors   int           `json:"errors,omitempty"`
	Outputs  []outputEntry `json:"outputs"`
}

type outputEntry struct {
	Name   string    `json:"name"`
	Size   int64     `json:"size"`
	Time   time.Time `json:"time"`
	SHA256 sum       `json:"sha256"`
}

// entry is what the file has of the record of rel.
func (r *record) entry(rel string) recordEntry {
	e := recordEntry{Key: r.key, Year: r.Year, Agency: r.Agency, Form: r.Form, Images: r.images, Pages: r.Pages, Warnings: r.Warnings, Errors: r.Errors}
	for i := range r.outputs {
		o := &r.outputs[i]
		e.Outputs = append(e.Outputs, outputEntry{o.name(rel), o.size, time.Unix(0, o.time), o.sha256})
	}
	return e
}

// record is the record of rel; nil where it names files of another. What many of them
// say is kept in once.
func (e *recordEntry) record(rel string, once texts) *record {
	facts := &Facts{e.Year, once.of(e.Agency), once.of(e.Form), e.Pages, e.Warnings, e.Errors}
	r := &record{Facts: facts, key: e.Key, images: e.Images, outputs: make([]output, 0, len(e.Outputs))}
	for i := range e.Outputs {
		o := &e.Outputs[i]
		ending := strings.TrimPrefix(o.Name, path.Clean(rel))
		r.outputs = append(r.outputs, output{once.of(ending), o.Size, o.Time.UnixNano(), o.SHA256})
		if strings.Contains(ending, "/") || r.outputs[i].name(rel) != o.Name {
			return nil
		}
	}
	return r
}

// texts are texts that many have, each once.
type texts map[string]string

// of gives a text that is kept, not what it is part of.
func (ts texts) of(text string) string {
	kept, known := ts[text]
	if !known {
		kept = strings.Clone(text)
		ts[kept] = kept
	}
	return kept
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
		for rel, r := range readState(filepath.Join(dir, name)).reports {
			w := Written{Agency: r.Agency, Year: r.Year}
			for i := range r.outputs {
				w.Files = append(w.Files, filepath.Join(dir, filepath.FromSlash(r.outputs[i].name(rel))))
			}
			all = append(all, w)
		}
	}
	return all
}

// call calls records as the inputs are called, whose names are kept as well.
func (s *state) call(inputs []Input) {
	for i := range inputs {
		rel := inputs[i].Rel
		if r := s.reports[rel]; r != nil {
			delete(s.reports, rel)
			s.reports[rel] = r
		}
	}
}

func readState(path string) *state {
	f, err := os.Open(path)
	if err != nil {
		return parseState(strings.NewReader(""))
	}
	defer f.Close()
	return parseState(f)
}

// parseState reads it report by report, as it is written.
func parseState(r io.Reader) *state {
	s := &state{reports: map[string]*record{}}
	if version, err := s.parse(json.NewDecoder(r)); err != nil || version != stateVersion {
		clear(s.reports)
	}
	return s
}

func (s *state) parse(d *json.Decoder) (version int, err error) {
	once := texts{}
	err = members(d, func(key string) error {
		switch key {
		case "version":
			return d.Decode(&version)
		case "reports":
			return members(d, func(rel string) error {
				var e recordEntry
				err := d.Decode(&e)
				if r := e.record(rel, once); r != nil {
					s.reports[rel] = r
				}
				return err
			})
		}
		return d.Decode(new(json.RawMessage))
	})
	return version, err
}

// members calls member for each key of an object, to read what belongs to it.
func members(d *json.Decoder, member func(key string) error) error {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return cmp.Or(err, errNoObject)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if err := member(key.(string)); err != nil { // the decoder lets nothing else be a key
			return err
		}
	}
	_, err := d.Token()
	return err
}

var errNoObject = errors.New("batch: no object")

// write writes the state, a report a line. It goes to the file record by record:
// there may be a hundred thousand of them.
func (s *state) write(path string) error {
	return outfile.Write(outfile.File{Path: path, Fill: s.fill})
}

func (s *state) fill(w io.Writer) error {
	fmt.Fprintf(w, "{\n\"version\": %d,\n\"reports\": {", stateVersion)
	end := "\n"
	for _, name := range slices.Sorted(maps.Keys(s.reports)) {
		key, err := json.Marshal(name)
		if err != nil {
			return err
		}
		record, err := json.Marshal(s.reports[name].entry(name))
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s%s: %s", end, key, record)
		end = ",\n"
	}
	_, err := io.WriteString(w, "\n}\n}\n")
	return err
}

// stands reports whether an output of rel is still as it was left. A file that was
// touched is read.
func (o *output) stands(dir, rel string) bool {
	path := filepath.Join(dir, filepath.FromSlash(o.name(rel)))
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != o.size {
		return false
	}
	if info.ModTime().UnixNano() == o.time {
		return true
	}
	data, err := os.ReadFile(path)
	return err == nil && sha256.Sum256(data) == o.sha256
}
