package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/golden"
	"nianbao/layouts"
)

var severityNames = map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "info": diag.Info}

// TestRules goes through the list of all rules and tells the state of each:
// where it is, and by how many examples it is proved; or why it is not applied.
func TestRules(t *testing.T) {
	data, err := os.ReadFile("testdata/rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	bundledRules := layoutRules(t)
	listed := map[string]bool{}
	for _, line := range strings.Split(string(data), "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		id, severity := f[0], severityNames[f[1]]
		listed[id] = true
		state, severities := stateOf(id, bundledRules)
		hits, misses := 0, 0
		for _, e := range examples[id] {
			if e.hit {
				hits++
			} else {
				misses++
			}
		}
		t.Logf("%-27s %-7s %s; %d hits, %d near misses", id, f[1], state, hits, misses)
		switch {
		case noDefect[id] != "" && len(severities) > 0:
			t.Errorf("%s: not run here, but implemented", id)
		case noDefect[id] != "":
		case len(severities) == 0:
			t.Errorf("%s: neither implemented nor not applicable", id)
		case !slices.Contains(severities, severity):
			t.Errorf("%s: severity %v, want %s", id, severities, f[1])
		case hits == 0 || misses == 0:
			t.Errorf("%s: %d hits and %d near misses; it needs both", id, hits, misses)
		}
	}
	if len(listed) != 76 {
		t.Errorf("%d rules are listed, want 76", len(listed))
	}
	// rules of our own need examples too
	for _, r := range checks {
		if !listed[r.ID] && len(examples[r.ID]) < 2 {
			t.Errorf("%s: it needs a hit and a near miss", r.ID)
		}
	}
	for id := range examples {
		if state, s := stateOf(id, bundledRules); len(s) == 0 {
			t.Errorf("%s: examples of a rule that is not there: %s", id, state)
		}
	}
}

// layoutRules gives the severities of the rules in the bundled layouts.
func layoutRules(t *testing.T) map[string]map[string][]diag.Severity {
	rules := map[string]map[string][]diag.Severity{}
	entries, err := layouts.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		f, err := bundled().For(0, strings.TrimSuffix(e.Name(), ".toml"))
		if err != nil {
			continue // a page layout
		}
		if err := checker.Compile(f); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		for _, r := range f.Rules {
			if rules[r.ID] == nil {
				rules[r.ID] = map[string][]diag.Severity{}
			}
			rules[r.ID][f.Name] = append(rules[r.ID][f.Name], r.Severity)
		}
	}
	return rules
}

// stateOf says where a rule is, and which severities it has there.
func stateOf(id string, rules map[string]map[string][]diag.Severity) (state string, severities []diag.Severity) {
	if r, ok := lookup(id); ok && r.Check != nil {
		return "Go", []diag.Severity{r.Severity}
	}
	if why := noDefect[id]; why != "" {
		return "not run here: " + why, nil
	}
	var in []string
	for name, s := range rules[id] {
		in = append(in, name)
		severities = append(severities, s...)
	}
	slices.Sort(in)
	return fmt.Sprintf("layout %s", strings.Join(in, ", ")), severities
}

// TestRulesAreWhole: every rule of the layouts and of the list above is told to
// people with what it finds and an example, its gravity is that of the layouts,
// and docs/checks.md has the same words.
func TestRulesAreWhole(t *testing.T) {
	inLayouts := layoutRules(t)
	seen := map[string]bool{}
	var rows strings.Builder
	for _, r := range Rules {
		if seen[r.ID] || r.ID == "" || r.Finds.ZH == "" || r.Finds.EN == "" || r.Example == "" {
			t.Errorf("%q stands twice or says too little", r.ID)
		}
		seen[r.ID] = true
		if of := inLayouts[r.ID]; r.Check == nil && of == nil && noDefect[r.ID] == "" && r.ID != offID {
			t.Errorf("%s is nowhere", r.ID)
		}
		for name, severities := range inLayouts[r.ID] {
			if !slices.Contains(severities, r.Severity) {
				t.Errorf("%s: layout %s has other severities: %v", r.ID, name, severities)
			}
		}
		fmt.Fprintf(&rows, "| `%s` | %s | %s | %s |\n", r.ID, r.Severity.Word().ZH, r.Finds.ZH, r.Example)
	}
	for id := range inLayouts {
		if !seen[id] {
			t.Errorf("%s of the layouts is not in the list", id)
		}
	}
	golden.Section(t, "../../docs/checks.md", "rules", rows.String())
}

func must(id string) Rule {
	r, ok := lookup(id)
	if !ok {
		panic(id)
	}
	return r
}
