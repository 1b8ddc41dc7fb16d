package open

import "testing"

// compound makes a file that begins like a compound file and has a directory of
// the names, with a text in Unicode before it.
func compound(text string, names ...string) []byte {
	b := make([]byte, 4*entry)
	copy(b, ole)
	sector := make([]byte, 4*entry)
	copy(sector[3:], utf16(text))
	b = append(b, sector...)
	for _, name := range names {
		e := make([]byte, entry)
		copy(e, utf16(name))
		e[64] = byte(2 * (len(name) + 1))
		b = append(b, e...)
	}
	return b
}

// TestCompoundFilesAreToldByTheirDirectory, not by words of their text.
func TestCompoundFilesAreToldByTheirDirectory(t *testing.T) {
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"Word", "DOC", compound("Book Title", "Root Entry", "WordDocument")},
		{"Excel", "XLS", compound("WordDocument", "Root Entry", "Workbook")},
		{"old Excel", "XLS", compound("", "Root Entry", "Book")},
		{"a password", "protected", compound("Book", "Root Entry", "EncryptedPackage")},
		{"another name that begins so", "", compound("Book", "Root Entry", "Bookmarks")},
	} {
		got := ""
		for _, k := range kinds {
			if k.is(c.data) {
				got = k.name
				break
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
