package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/layouts"
)

// examples are the proofs of the rules, by id: each needs one that it finds
// and one that it does not. TestRules looks that none is missing.
var examples = map[string][]example{}

// prove adds examples of a rule.
func prove(id string, es ...example) { examples[id] = append(examples[id], es...) }

// example is a report that a rule has something to say of, or only just not.
type example struct {
	name    string
	hit     bool
	at      string   // of a hit: what stands at the place of the finding
	year    int      // 0: 2020
	form    string   // "": that of the year
	agency  string   // "": 某县某局
	figures string   // "part.row.column=text …"; all others are 0, totals are left out
	more    string   // TOML before the first section
	text    []string // pairs: part, its text
	leave   string   // rows that are left out, "part.row …"; "part" for all of its
	last    *example // the year before
	says    string   // of a hit: a part of the message, its values and its formula
}

var (
	bundled = sync.OnceValue(func() *form.Set {
		lib, _ := font.Open(fonts.Embedded, nil)
		set, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
		if err != nil {
			panic(err)
		}
		return set
	})
	checker Checker
)

// schema asks for a form as a report does.
func schema(year int, name string) (report.Schema, error) {
	f, err := bundled().For(year, name)
	if err != nil {
		return report.Schema{}, err
	}
	return f.Schema(), nil
}

// toml writes the example as a clerk would.
func (e *example) toml(t testing.TB) string {
	f, err := bundled().For(e.year, e.form)
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]string{}
	for _, s := range strings.Fields(e.figures) {
		k, v, ok := strings.Cut(s, "=")
		if !ok {
			t.Fatalf("bad figure %q", s)
		}
		given[k] = v
	}
	var b strings.Builder
	agency := e.agency
	if agency == "" {
		agency = "某县某局"
	}
	fmt.Fprintf(&b, "year = %d\n", e.year)
	if e.form != "" {
		fmt.Fprintf(&b, "form = %q\n", e.form)
	}
	fmt.Fprintf(&b, "%s\n[agency]\nname = %q\n", e.more, agency)
	leave := strings.Fields(e.leave)
	for _, p := range f.Parts {
		fmt.Fprintf(&b, "[%s]\n", p.Key)
		for i := 0; i+1 < len(e.text); i += 2 {
			if e.text[i] == p.Key {
				fmt.Fprintf(&b, "text = \"\"\"\n%s\n\"\"\"\n", e.text[i+1])
			}
		}
		if p.Table == nil {
			continue
		}
		for _, s := range p.Table.FigureRows {
			if slices.Contains(leave, p.Key+"."+s.Key) || slices.Contains(leave, p.Key) {
				continue
			}
			fmt.Fprintf(&b, "%s = {", s.Key)
			comma := ""
			for _, c := range s.Columns {
				k := p.Key + "." + s.Key + "." + c
				v, ok := given[k]
				delete(given, k)
				if !ok && c == s.Total {
					continue
				}
				if !ok {
					v = "0"
				}
				fmt.Fprintf(&b, "%s %s = %q", comma, c, v)
				comma = ","
			}
			b.WriteString(" }\n")
		}
	}
	for k := range given {
		t.Errorf("%s: the form has no figure %s", e.name, k)
	}
	return b.String()
}

// read reads the example.
func (e *example) read(t testing.TB) (*report.Report, *source.File, *form.Form) {
	if e.year == 0 {
		e.year = 2020
	}
	text := e.toml(t)
	f, err := source.Parse(fmt.Sprint(e.year)+".toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Parse(f, schema)
	if err != nil {
		t.Fatalf("%s: %v\n%s", e.name, err, text)
	}
	fo, _ := bundled().For(e.year, e.form)
	return r, f, fo
}

// run checks the example.
func (e *example) run(t testing.TB) (*Result, *source.File) {
	r, f, fo := e.read(t)
	in := Input{Report: r, Form: fo}
	if e.last != nil {
		if e.last.year == 0 {
			e.last.year = e.year - 1
		}
		in.Last, _, in.LastForm = e.last.read(t)
	}
	res, err := checker.Run(in)
	if err != nil {
		t.Fatal(err)
	}
	return res, f
}

// TestExamples runs the examples of all rules.
func TestExamples(t *testing.T) {
	for id, es := range examples {
		for _, e := range es {
			t.Run(id+"/"+e.name, func(t *testing.T) {
				res, f := e.run(t)
				i := slices.IndexFunc(res.Findings, func(f Finding) bool { return f.ID == id })
				if (i >= 0) != e.hit {
					t.Fatalf("found is %v, want %v: %+v", i >= 0, e.hit, res.Findings)
				}
				if !e.hit {
					return
				}
				found := res.Findings[i]
				if line := []rune(f.Line(found.Pos.Line)); e.at != "" &&
					(found.Pos.Col > len(line) || !strings.HasPrefix(strings.TrimLeft(string(line[found.Pos.Col-1:]), `"`), e.at)) {
					t.Errorf("the place is %v, want %s: %s", found.Pos, e.at, string(line))
				}
				d := found.Diagnostic()
				if all := d.Format(diag.Chinese) + "\n" + d.Format(diag.English); !strings.Contains(all, e.says) {
					t.Errorf("want %q in:\n%s", e.says, all)
				}
			})
		}
	}
}
