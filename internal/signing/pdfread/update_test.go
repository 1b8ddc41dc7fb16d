package pdfread

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// draft is an update that is written by hand, with one thing other than it
// should be.
type draft struct {
	before  string         // the first object
	bodies  map[int]string // by number
	gens    map[int]int    // of what is written
	rows    map[int][3]int // kind, place and generation, in place of what is right
	without []int          // rows that are left out
	members map[int]string // of object stream 20
	head    string         // in place of that stream's numbers
	extra   string         // in its dictionary
	stream  bool           // the section is a stream, of number 21
	edit    [2]string      // old and new in the section
	ending  [2]string      // old and new in what comes behind the section
	behind  string         // what comes between section and startxref
}

// write appends it to a file.
func (d draft) write(f *File) (data []byte, start int) {
	b := slices.Clone(f.Data)
	b = append(b, d.before...)
	rows := map[int][3]int{}
	put := func(n int, body string) {
		rows[n] = [3]int{1, len(b), d.gens[n]}
		b = fmt.Appendf(b, "%d %d obj\n%s\nendobj\n", n, d.gens[n], body)
	}
	for n := range 100 {
		if body, ok := d.bodies[n]; ok {
			put(n, body)
		}
	}
	if d.members != nil {
		head, body, i := "", "", 0
		for n := range 100 {
			if o, ok := d.members[n]; ok {
				head += fmt.Sprintf("%d %d ", n, len(body))
				body += o + " "
				rows[n] = [3]int{2, 20, i}
				i++
			}
		}
		if d.head != "" {
			head = d.head
		}
		put(20, fmt.Sprintf("<</Type/ObjStm/N %d/First %d/Length %d%s>>\nstream\n%s%s\nendstream", i, len(head), len(head)+len(body), d.extra, head, body))
	}
	start = len(b)
	if d.stream {
		rows[21] = [3]int{1, start, 0}
	}
	for n, r := range d.rows {
		rows[n] = r
	}
	for _, n := range d.without {
		delete(rows, n)
	}
	section := d.section(rows, fmt.Sprintf("/Size 22/Root 1 0 R/Prev %d", f.Start))
	section = strings.Replace(section, d.edit[0], d.edit[1], 1)
	return fmt.Appendf(b, "%s%s%s", section, d.behind, strings.Replace(fmt.Sprintf("startxref\n%d\n%%%%EOF\n", start), d.ending[0], d.ending[1], 1)), start
}

func (d draft) section(rows map[int][3]int, trailer string) string {
	table, index := "", ""
	var packed []byte
	for n := range 100 {
		r, ok := rows[n]
		if !ok {
			continue
		}
		table += fmt.Sprintf("%d 1\n%010d %05d %c\r\n", n, r[1], r[2], "fn"[min(r[0], 1)])
		index += fmt.Sprintf("%d 1 ", n)
		packed = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(append(packed, byte(r[0])), uint32(r[1])), uint16(r[2]))
	}
	if !d.stream {
		return "xref\n" + table + "trailer\n<<" + trailer + ">>\n"
	}
	return fmt.Sprintf("21 0 obj\n<</Type/XRef/W[1 4 2]/Index[%s]%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", index, trailer, len(packed), packed)
}

// grown is a file with a free number of generation 3, and one that was never
// used.
func grown(t *testing.T, stream bool) *File {
	t.Helper()
	data := append(withTable(""), "\n"...)
	if stream {
		data = append(withStream(), "\n"...)
	}
	f, err := Open("", data)
	if err != nil {
		t.Fatal(err)
	}
	f.places[9] = place{free: true, gen: 3}
	f.places[10] = place{free: true, gen: 65535}
	f.places[8], f.places[7] = place{free: true}, place{at: 9, gen: 1}
	return f
}

// TestStrictly reads updates that are right, or have one fault.
func TestStrictly(t *testing.T) {
	one := map[int]string{4: "(other)"}
	packed := map[int]string{12: "<</A 1>>", 13: "[2]"}
	for name, c := range map[string]struct {
		d    draft
		want string // the numbers it has, or part of the error
	}{
		"nothing":                  {draft{}, "[]"},
		"an object":                {draft{bodies: one}, "[4]"},
		"two":                      {draft{bodies: map[int]string{12: "5", 4: "<<>>"}}, "[4 12]"},
		"a stream":                 {draft{bodies: map[int]string{12: "<</Length 2>>\nstream\nab\nendstream"}}, "[12]"},
		"object zero":              {draft{bodies: one, rows: map[int][3]int{0: {0, 7, 65535}}}, "[4]"},
		"number zero in a stream":  {draft{stream: true, bodies: one, rows: map[int][3]int{0: {0, 0, 0}}}, "[4]"},
		"number zero there, used":  {draft{stream: true, bodies: one, rows: map[int][3]int{0: {0, 0, 2}}}, "a wrong entry"},
		"number zero in a table":   {draft{bodies: one, rows: map[int][3]int{0: {0, 0, 1}}}, "a wrong entry"},
		"two spaces at the end":    {draft{bodies: one, ending: [2]string{"startxref\n", "startxref\n "}}, "the end of an update"},
		"zeros at the end":         {draft{bodies: one, ending: [2]string{"startxref\n", "startxref\n0"}}, "the end of an update"},
		"a space at the end":       {draft{bodies: one, ending: [2]string{"startxref\n", "startxref \r\n"}}, "[4]"},
		"another place":            {draft{bodies: one, ending: [2]string{"startxref\n", "startxref\n1"}}, "the end of an update"},
		"object zero in use":       {draft{bodies: one, rows: map[int][3]int{0: {1, 9, 65535}}}, "a wrong entry"},
		"object zero, generation":  {draft{bodies: one, rows: map[int][3]int{0: {0, 0, 1}}}, "a wrong entry"},
		"a free number":            {draft{bodies: one, rows: map[int][3]int{11: {0, 0, 5}}}, "[4]"},
		"one that was free":        {draft{bodies: one, rows: map[int][3]int{9: {0, 0, 3}}}, "[4]"},
		"frees an object":          {draft{bodies: one, rows: map[int][3]int{3: {0, 0, 1}}}, "a wrong entry"},
		"a number is used again":   {draft{bodies: map[int]string{9: "5"}, gens: map[int]int{9: 3}}, "[9]"},
		"with another generation":  {draft{bodies: map[int]string{9: "5"}, gens: map[int]int{9: 4}}, "a wrong entry"},
		"with no generation left":  {draft{bodies: map[int]string{10: "5"}, gens: map[int]int{10: 65535}}, "a wrong entry"},
		"a later generation":       {draft{bodies: one, gens: map[int]int{4: 1}}, "a wrong entry"},
		"new, of a generation":     {draft{bodies: map[int]string{12: "5"}, gens: map[int]int{12: 1}}, "[12]"},
		"new, of a later one":      {draft{bodies: map[int]string{12: "5"}, gens: map[int]int{12: 2}}, "a wrong entry"},
		"generation in the row":    {draft{bodies: one, rows: map[int][3]int{4: {1, 0, 0}}}, "a wrong entry"},
		"of before":                {draft{rows: map[int][3]int{4: {1, 9, 0}}}, "a wrong entry"},
		"far behind":               {draft{rows: map[int][3]int{4: {1, 99999, 0}}}, "a wrong entry"},
		"before it":                {draft{before: "x ", bodies: one}, "belongs to no object"},
		"white space before":       {draft{before: " \r\n", bodies: one}, "[4]"},
		"a comment before":         {draft{before: "%x\n", bodies: one}, "belongs to no object"},
		"a comment in an object":   {draft{bodies: map[int]string{4: "(x)%y\n"}}, "does not end"},
		"not listed":               {draft{bodies: map[int]string{4: "(x)", 12: "5"}, without: []int{12}}, "belongs to no object"},
		"a wrong length":           {draft{bodies: map[int]string{12: "<</Length 1>>\nstream\nab\nendstream"}}, "length is wrong"},
		"another section":          {draft{bodies: map[int]string{12: "<</Type/XRef/Length 2>>\nstream\nab\nendstream"}}, "another cross-reference section"},
		"hidden in a string":       {draft{bodies: map[int]string{4: "(4 0 obj)"}}, "hides"},
		"hidden end":               {draft{bodies: map[int]string{4: "(%%EOF)"}}, "hides"},
		"hidden startxref":         {draft{bodies: map[int]string{4: "(startxref)"}}, "hides"},
		"hidden xref":              {draft{bodies: map[int]string{4: "(xref)"}}, "hides"},
		"hidden trailer":           {draft{bodies: map[int]string{4: "(trailer)"}}, "hides"},
		"hidden head":              {draft{bodies: map[int]string{4: "(%PDF-1.4)"}}, "hides"},
		"hides nothing":            {draft{bodies: map[int]string{4: "(0obj 1 obj %PDF EOF)"}}, "[4]"},
		"previous":                 {draft{bodies: one, edit: [2]string{"/Prev ", "/Prev 1"}}, "trailer"},
		"no previous":              {draft{bodies: one, edit: [2]string{"/Prev ", "/Pref "}}, "trailer"},
		"previous real":            {draft{bodies: one, edit: [2]string{"/Prev ", "/Prev 0.0/X "}}, "trailer"},
		"no size":                  {draft{bodies: one, edit: [2]string{"/Size 22", "/Sizes 2"}}, ""},
		"size":                     {draft{bodies: one, edit: [2]string{"/Size 22", "/Size 4"}}, "trailer"},
		"size exact":               {draft{bodies: map[int]string{21: "5"}, without: []int{}}, ""},
		"size far":                 {draft{bodies: one, edit: [2]string{"/Size 22", "/Size 150"}}, "trailer"},
		"encrypted":                {draft{bodies: one, edit: [2]string{"/Root", "/Encrypt 4 0 R/Root"}}, "trailer"},
		"hybrid":                   {draft{bodies: one, edit: [2]string{"/Root", "/XRefStm 9/Root"}}, "trailer"},
		"a name behind":            {draft{bodies: one, behind: "%iText-5.5.13\n%x\r\n%y\r"}, "[4]"},
		"words behind":             {draft{bodies: one, behind: "%a b\n"}, "the end of an update"},
		"a long name behind":       {draft{bodies: one, behind: "%" + strings.Repeat("a", 81) + "\n"}, "the end of an update"},
		"junk behind":              {draft{bodies: one, behind: "x\n"}, "the end of an update"},
		"object behind":            {draft{bodies: one, behind: "30 0 obj 5 endobj\n"}, "the end of an update"},
		"packed":                   {draft{stream: true, members: packed}, "[12 13]"},
		"packed and loose":         {draft{stream: true, bodies: one, members: packed}, "[4 12 13]"},
		"takes a packed one's way": {draft{stream: true, members: map[int]string{4: "5"}}, "[4]"},
		"packed, was free":         {draft{stream: true, members: map[int]string{9: "5"}}, "a wrong entry"},
		"packed, was free as new":  {draft{stream: true, members: map[int]string{8: "5"}}, "a wrong entry"},
		"packed, of a later one":   {draft{stream: true, members: map[int]string{7: "5"}}, "a wrong entry"},
		"member not listed":        {draft{stream: true, members: packed, without: []int{13}}, "object stream has something"},
		"member of another":        {draft{stream: true, members: packed, rows: map[int][3]int{13: {2, 19, 1}}}, "not in its object stream"},
		"member at another place":  {draft{stream: true, members: packed, rows: map[int][3]int{13: {2, 20, 0}}}, "not in its object stream"},
		"member beyond":            {draft{stream: true, members: packed, rows: map[int][3]int{13: {2, 20, 2}}}, "not in its object stream"},
		"member with a word":       {draft{stream: true, members: map[int]string{12: "endobj"}}, "object stream has something"},
		"members apart":            {draft{stream: true, members: packed, head: "12 0 13 10 "}, ""},
		"something between":        {draft{stream: true, members: map[int]string{12: "<</A 1>> 5", 13: "[2]"}}, "object stream has something"},
		"something behind":         {draft{stream: true, members: map[int]string{12: "<</A 1>>", 13: "[2] 7"}}, "object stream has something"},
		"something in the head":    {draft{stream: true, members: packed, head: "12 0 13 9 x "}, "object stream has something"},
		"extends":                  {draft{stream: true, members: packed, extra: "/Extends 5 0 R"}, "an object stream is wrong"},
		"a kind of later":          {draft{stream: true, bodies: one, rows: map[int][3]int{14: {3, 0, 0}}}, "a cross-reference section is wrong"},
		"section not listed":       {draft{stream: true, bodies: one, without: []int{21}}, "[4]"},
		"section elsewhere":        {draft{stream: true, bodies: one, rows: map[int][3]int{21: {1, 9, 0}}}, "a wrong entry"},
	} {
		for _, stream := range []bool{false, true} {
			if c.want == "" || name == "an object" && stream {
				continue
			}
			d := c.d
			if stream && (d.edit[0] != "" || strings.HasPrefix(name, "object zero") || name == "hidden trailer") {
				continue
			}
			old := grown(t, stream)
			if stream {
				d.stream = true
			}
			data, start := d.write(old)
			got := ""
			a, err := old.ReadAppended(data, len(old.Data), start)
			if err != nil {
				got = Reason(err).EN
			} else {
				var nums []int
				for _, r := range a.Objects {
					nums = append(nums, r.Num)
				}
				got = fmt.Sprint(nums)
				if a.From != len(old.Data) || a.To != len(data)-1 || a.State.Start != start || a.State.Table == d.stream {
					t.Errorf("%s: %d to %d of %d", name, a.From, a.To, len(data))
				}
				if len(a.Packing) != len(d.members)/max(len(d.members), 1)+map[bool]int{true: 1}[d.stream] {
					t.Errorf("%s: packing %v", name, a.Packing)
				}
			}
			if !strings.Contains(got, c.want) {
				t.Errorf("%s, stream %v: %s, not %s", name, stream, got, c.want)
			}
		}
	}
}

// TestBehindSection has an update whose section stands before its state.
func TestBehindSection(t *testing.T) {
	f := grown(t, false)
	data, _ := draft{bodies: map[int]string{4: "5"}}.write(f)
	for at, want := range map[int]bool{len(f.Data) - 1: false, f.Start: false} {
		if _, err := f.ReadAppended(data, len(f.Data), at); (err == nil) != want {
			t.Errorf("at %d: %v", at, err)
		}
	}
}
