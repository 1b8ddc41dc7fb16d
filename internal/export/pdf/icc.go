package pdf

import (
	"encoding/binary"
	"sync"
	"unicode/utf16"

	"nianbao/internal/export/deflate"
)

// outputIntent writes the output intent (14.11.5) and gives its object. Gray
// and RGB values of the file are those of sRGB.
func (w *Writer) outputIntent() int {
	id, profile := w.alloc(), w.alloc()
	w.ready(profile, "/N 3"+flateDecode, deflatedSRGB())
	b := append(w.body[:0], "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile "...)
	b = append(appendRef(b, profile), ">>"...)
	w.object(id, b)
	w.body = b
	return id
}

var deflatedSRGB = sync.OnceValue(func() []byte { return deflate.AppendZlib(nil, srgb()) })

// iccTag is an element of a profile (ICC.1:2010, 7.3).
type iccTag struct {
	name string
	data []byte
}

// iccNumbers gives an element of a type: four bytes of its name, four of zero,
// then the numbers, most of them s15Fixed16.
func iccNumbers(kind string, v ...uint32) []byte {
	b := append([]byte(kind), 0, 0, 0, 0)
	for _, n := range v {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return b
}

// iccText gives a text in English (10.13, multiLocalizedUnicodeType).
func iccText(s string) []byte {
	u := utf16.Encode([]rune(s))
	b := iccNumbers("mluc", 1, 12, 'e'<<24|'n'<<16|'U'<<8|'S', uint32(2*len(u)), 28)
	for _, c := range u {
		b = binary.BigEndian.AppendUint16(b, c)
	}
	return b
}

// srgbTags are the primaries of sRGB adapted to D50 and its curve (IEC
// 61966-2-1) as a formula.
func srgbTags() []iccTag {
	curve := iccNumbers("para", 3<<16, 0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B)
	return []iccTag{
		{"desc", iccText("sRGB")},
		{"cprt", iccText("No copyright")},
		{"wtpt", iccNumbers("XYZ ", 0xF6D6, 0x10000, 0xD32D)},
		{"chad", iccNumbers("sf32",
			0x10C42, 0x05DE, 0xFFFFF325,
			0x0793, 0xFD90, 0xFFFFFBA1,
			0xFFFFFDA2, 0x03DC, 0xC06E)},
		{"rXYZ", iccNumbers("XYZ ", 0x6FA2, 0x38F5, 0x0390)},
		{"gXYZ", iccNumbers("XYZ ", 0x6299, 0xB785, 0x18DA)},
		{"bXYZ", iccNumbers("XYZ ", 0x24A0, 0x0F84, 0xB6CF)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
}

// srgb builds a display profile of sRGB (ICC.1:2010, version 4).
func srgb() []byte {
	tags := srgbTags()
	const header = 128
	out := make([]byte, header+4+12*len(tags))
	binary.BigEndian.PutUint32(out[header:], uint32(len(tags)))
	at := 0
	for i, t := range tags {
		if i == 0 || &t.data[0] != &tags[i-1].data[0] { // the curves are one
			at = len(out)
			out = append(out, t.data...)
			for len(out)%4 != 0 {
				out = append(out, 0)
			}
		}
		e := out[header+4+12*i:]
		copy(e, t.name)
		binary.BigEndian.PutUint32(e[4:], uint32(at))
		binary.BigEndian.PutUint32(e[8:], uint32(len(t.data)))
	}
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	binary.BigEndian.PutUint32(out[8:], 0x04200000)
	copy(out[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2020, 1, 1, 0, 0, 0} { // a date has to be given
		binary.BigEndian.PutUint16(out[24+2*i:], v)
	}
	copy(out[36:], "acsp")
	copy(out[68:], iccNumbers("", 0xF6D6, 0x10000, 0xD32D)[4:])
	return out
}
