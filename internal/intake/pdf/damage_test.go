package pdf

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/mend"
)

// mutate damages a file as transfers and bad programs do: bytes changed, parts
// lost, doubled, moved, numbers made large, words broken.
func mutate(r *rand.Rand, data []byte) []byte {
	b := bytes.Clone(data)
	for range 1 + r.IntN(8) {
		if len(b) < 64 {
			return b
		}
		at, n := r.IntN(len(b)), 1+r.IntN(min(400, len(b)/2))
		end := min(at+n, len(b))
		switch r.IntN(7) {
		case 0:
			b[at] ^= byte(1 << r.IntN(8))
		case 1:
			b = append(b[:at:at], b[end:]...)
		case 2:
			b = append(b[:end:end], b[at:]...)
		case 3:
			for i := at; i < end; i++ {
				b[i] = byte(r.IntN(256))
			}
		case 4:
			b = b[:at]
		case 5:
			words := []string{"endobj", "endstream", "/Length", "/Kids", "xref", "obj", "/Type", "/Parent", "stream", "/W", "/Prev", "ObjStm"}
			w := []byte(words[r.IntN(len(words))])
			if i := bytes.Index(b[at:], w); i >= 0 {
				b[at+i+r.IntN(len(w))] ^= 0x11
			}
		case 6:
			for i := at; i < len(b); i++ {
				if b[i] >= '0' && b[i] <= '9' {
					b = append(b[:i:i], append([]byte("99999999"), b[i:]...)...)
					break
				}
			}
		}
	}
	return b
}

// Of a damaged file the reader either gives what it says is damaged, or refuses
// it with a reason; it never panics and takes bounded memory. What it says
// nothing about must be what the whole file says.
func TestDamagedFiles(t *testing.T) {
	sources := [][]byte{drawForeign(foreignStyles[0]), drawForeign(foreignStyles[6]), drawForeign(foreignStyles[12]), untagged(t, built(t, "county/2021.toml")), built(t, "county/2021.toml")}
	rounds := 100
	if testing.Short() {
		rounds = 20
	}
	r := rand.New(rand.NewPCG(12, 3))
	var most uint64
	refused, remarked, whole := 0, 0, 0
	for _, data := range sources {
		good, err := Read("a.pdf", data)
		if err != nil {
			t.Fatal(err)
		}
		for i := range rounds {
			bad := mutate(r, data)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			d, err := Read("a.pdf", bad)
			runtime.ReadMemStats(&after)
			most = max(most, after.TotalAlloc-before.TotalAlloc)
			switch {
			case err != nil:
				refused++
				checkRefusal(t, err)
			case saysMore(d, good):
				remarked++
			case !sameText(d, good):
				t.Errorf("mutation %d: another text, and nothing is said", i)
			default:
				whole++
			}
		}
	}
	t.Logf("%d refused, %d read with remarks, %d as if whole; at most %d MB", refused, remarked, whole, most>>20)
	if most > 1<<30 {
		t.Errorf("%d MB for one file", most>>20)
	}
	if whole == 0 || remarked == 0 {
		t.Error("the mutations are all of one kind")
	}
}

func checkRefusal(t *testing.T, err error) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) || r.What.ZH == "" || r.Do.ZH == "" {
		t.Errorf("no refusal for the clerk: %v", err)
	}
	for _, known := range []error{mend.ErrNotPDF, mend.ErrEncrypted, mend.ErrNoPages, mend.ErrTooLarge, ErrNoText, ErrEmpty, ErrUnknown} {
		if errors.Is(err, known) {
			return
		}
	}
	t.Errorf("an unknown reason: %v", err)
}

// saysMore reports whether a has a remark that b has not.
func saysMore(a, b *original.Document) bool {
	for _, r := range a.Remarks {
		if !slices.Contains(b.Remarks, r) {
			return true
		}
	}
	return false
}

// sameText compares characters: where a paragraph ends follows from widths, in
// which a changed digit cannot be told.
func sameText(a, b *original.Document) bool {
	return strings.ReplaceAll(allText(a), "\n", "") == strings.ReplaceAll(allText(b), "\n", "")
}

func allText(d *original.Document) string {
	var b bytes.Buffer
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case *original.Paragraph:
			b.WriteString(block.Text())
		case *original.Grid:
			for _, c := range block.Cells {
				b.WriteString(c.Text + "\t")
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// FuzzRead: whatever the file, reading ends with a document or a refusal.
func FuzzRead(f *testing.F) {
	f.Add(drawForeign(foreignStyles[0]))
	f.Add(drawForeign(foreignStyles[10]))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read("a.pdf", data)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		for _, b := range d.Blocks {
			if g, ok := b.(*original.Grid); ok {
				checkGrid(t, g)
			}
		}
	})
}

// checkGrid: cells lie within the grid and none upon another.
func checkGrid(t *testing.T, g *original.Grid) {
	t.Helper()
	seen := map[[2]int]bool{}
	for _, c := range g.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColSpan; k++ {
				if r < 1 || r > g.Rows || k < 1 || k > g.Columns || seen[[2]int{r, k}] {
					t.Fatalf("a cell at %d, %d of %d×%d", r, k, g.Rows, g.Columns)
				}
				seen[[2]int{r, k}] = true
			}
		}
	}
}
