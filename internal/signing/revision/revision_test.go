package revision

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/signing/pdfread"
)

const (
	text = "<</Length 8>>\nstream\n/X Do 1\nendstream"
	seal = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 3>>\nstream\n0 g\nendstream"
)

// signed are the objects of a file with one signature, and with a field that
// is prepared for another.
func signed() map[int]string {
	return map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
		2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Annots[6 0 R 8 0 R]>>",
		4: text, 5: "<</Fields[6 0 R 8 0 R]/SigFlags 3>>",
		6: "<</FT/Sig/T(A)/Subtype/Widget/Rect[0 0 0 0]/V 7 0 R>>", 7: "<</Type/Sig>>",
		8: "<</FT/Sig/T(B)/Subtype/Widget/Rect[0 0 20 20]/F 4/AP<</N 9 0 R>>>>", 9: seal,
	}
}

// state appends an update with a table, or with a stream that has the number
// section.
func state(data []byte, objects map[int]string, section int) []byte {
	prev := ""
	if i := bytes.LastIndex(data, []byte("startxref\n")); i >= 0 {
		at, _, _ := strings.Cut(string(data[i+len("startxref\n"):]), "\n")
		prev = "/Prev " + at
	}
	rows, index, table := []byte{}, "", ""
	for _, n := range slices.Sorted(maps.Keys(objects)) {
		table += fmt.Sprintf("%d 1\n%010d 00000 n\r\n", n, len(data))
		index += fmt.Sprintf("%d 1 ", n)
		rows = binary.BigEndian.AppendUint32(append(rows, 1), uint32(len(data)))
		data = fmt.Appendf(data, "%d 0 obj\n%s\nendobj\n", n, objects[n])
	}
	start, trailer := len(data), "/Size 30/Root 1 0 R"+prev
	if section == 0 {
		data = fmt.Appendf(data, "xref\n0 1\n0000000000 65535 f\r\n%strailer\n<<%s>>\n", table, trailer)
	} else {
		data = fmt.Appendf(data, "%d 0 obj\n<</Type/XRef/W[1 4 0]/Index[%s]/Length %d%s>>\nstream\n%s\nendstream\nendobj\n", section, index, len(rows), trailer, rows)
	}
	return fmt.Appendf(data, "startxref\n%d\n%%%%EOF\n", start)
}

// TestRead looks at one update behind a signature: why is part of the objection,
// empty where it is accepted.
func TestRead(t *testing.T) {
	old := signed()
	fill := func(looks string) map[int]string {
		return map[int]string{10: "<</Type/Sig>>", 8: "<</FT/Sig/T(B)/Subtype/Widget/Rect[0 0 20 20]" + looks + "/V 10 0 R>>"}
	}
	with := func(m map[int]string, n int, body string) map[int]string { m[n] = body; return m }
	pack := func(members string) string {
		return fmt.Sprintf("<</Type/ObjStm/N 0/First %d/Length %d>>\nstream\n%[3]s\nendstream", len(members), len(members), members)
	}
	for name, c := range map[string]struct {
		objects map[int]string
		section int
		why     string
	}{
		"nothing":               {nil, 20, ""},
		"the same once more":    {map[int]string{4: text}, 0, ""},
		"prepared field signed": {fill("/F 4/AP<</N 9 0 R>>"), 0, ""},

		"other content":             {map[int]string{4: strings.Replace(text, "X Do 1", "X Do 2", 1)}, 0, "what the pages show"},
		"other page":                {map[int]string{3: strings.Replace(old[3], "100 100", "100 50", 1)}, 0, "page 1 is not what was signed"},
		"no page":                   {map[int]string{2: "<</Type/Pages/Kids[]/Count 0>>"}, 0, "what the pages show"},
		"an object for nothing":     {map[int]string{12: "null"}, 0, "what object 12 is for"},
		"field without signature":   {map[int]string{8: "<</FT/Sig/T(B)/Subtype/Widget/Rect[0 0 20 20]/F 2/AP<</N 9 0 R>>>>"}, 0, "the field B was changed"},
		"signature switched":        {map[int]string{7: "<</Type/Sig/Name(B)>>"}, 0, "what object 7 is for"},
		"section is content":        {nil, 4, "takes the place of object 4"},
		"section is picture":        {nil, 9, "takes the place of object 9"},
		"object stream is content":  {map[int]string{4: pack("")}, 0, "takes the place of object 4"},
		"object stream with more":   {map[int]string{12: pack("(PAY) Tj")}, 0, "belongs to no object"},
		"prepared picture gone":     {fill("/F 4/AP<<>>"), 0, "the picture that the prepared field B had"},
		"prepared picture hidden":   {fill("/F 6/AP<</N 9 0 R>>"), 0, "the picture that the prepared field B had"},
		"prepared picture replaced": {with(fill("/F 4/AP<</N 11 0 R>>"), 11, strings.Replace(seal, "0 g", "1 g", 1)), 0, ""},
		"prepared picture emptied":  {with(fill("/F 4/AP<</N 11 0 R>>"), 11, strings.Replace(seal, "0 g", "q Q", 1)), 0, "the picture that the prepared field B had"},
	} {
		base := state([]byte("%PDF-1.7\n"), old, 0)
		f, err := pdfread.Open("", state(bytes.Clone(base), c.objects, c.section))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		steps := Read(f, len(base)).Steps
		if len(steps) != 1 {
			t.Fatalf("%s: %d updates", name, len(steps))
		}
		said := ""
		if o := steps[0].Objection; o != nil {
			said = o.What.EN
		}
		if c.why == "" && said != "" || c.why != "" && !strings.Contains(said, c.why) {
			t.Errorf("%s: %q, want %q", name, said, c.why)
		}
	}
}
