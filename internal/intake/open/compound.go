package open

import "bytes"

// ole is how compound files of OLE begin ([MS-CFB] 2.2).
const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// entry is the size of a directory entry ([MS-CFB] 2.6.1), in bytes; entries
// stand at multiples of it.
const entry = 128

// stream reports whether a compound file has a stream or storage of one of the
// names.
func stream(names ...string) func([]byte) bool {
	return func(data []byte) bool {
		if !bytes.HasPrefix(data, []byte(ole)) {
			return false
		}
		for _, name := range names {
			field := append(utf16(name), 0, 0)
			size := len(field) // with its end, at byte 64
			for at := 4 * entry; at+entry <= len(data); at += entry {
				e := data[at : at+entry]
				if bytes.HasPrefix(e, field) && int(e[64])|int(e[65])<<8 == size {
					return true
				}
			}
		}
		return false
	}
}

// utf16 writes ASCII as compound files have their names.
func utf16(text string) []byte {
	b := make([]byte, 0, 2*len(text))
	for i := range len(text) {
		b = append(b, text[i], 0)
	}
	return b
}
