package report

import (
	"encoding/binary"
	"testing"

	"nianbao/internal/document"
)

// exif makes a TIFF structure with one other field before the orientation.
func exif(order binary.AppendByteOrder, mark string, kind, value uint16) []byte {
	b := order.AppendUint16([]byte(mark), 42)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, f := range [][4]uint16{{0x010F, 2, 0, 0}, {0x0112, kind, value, 0}} {
		b = order.AppendUint16(order.AppendUint16(b, f[0]), f[1])
		b = order.AppendUint32(b, 1)
		b = order.AppendUint16(order.AppendUint16(b, f[2]), f[3])
	}
	return order.AppendUint32(b, 0)
}

func jpegWith(tiff []byte) []byte {
	app1 := append([]byte("Exif\x00\x00"), tiff...)
	b := append([]byte("\xFF\xD8\xFF\xE0\x00\x04JF\xFF\xFF\xE1"), byte((len(app1)+2)>>8), byte(len(app1)+2))
	return append(append(b, app1...), "\xFF\xDA\x00\x02"...)
}

func pngWith(tiff []byte) []byte {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x01IHDRx....")
	b = binary.BigEndian.AppendUint32(b, uint32(len(tiff)))
	return append(append(append(b, "eXIf"...), tiff...), "...."...)
}

func TestOrientation(t *testing.T) {
	for v := uint16(0); v < 11; v++ {
		want := document.Turn(v)
		if v > 8 {
			want = 0
		}
		for _, tiff := range [][]byte{exif(binary.LittleEndian, "II", 3, v), exif(binary.BigEndian, "MM", 3, v)} {
			if got := orientation(jpegWith(tiff), "jpeg"); got != want {
				t.Errorf("JPEG: %d, want %d", got, want)
			}
			if got := orientation(pngWith(tiff), "png"); got != want {
				t.Errorf("PNG: %d, want %d", got, want)
			}
			for n := range tiff { // cut short: nothing or the truth
				if got := tiffOrientation(tiff[:n]); got != 0 && got != want {
					t.Errorf("cut: %d", got)
				}
			}
		}
	}
	if got := orientation(jpegWith(exif(binary.BigEndian, "MM", 4, 6)), "jpeg"); got != 0 {
		t.Errorf("a field of another type: %d", got)
	}
}

// FuzzOrientation reads whatever a file may hold.
func FuzzOrientation(f *testing.F) {
	f.Add(jpegWith(exif(binary.BigEndian, "MM", 3, 6)))
	f.Add(pngWith(exif(binary.LittleEndian, "II", 3, 8)))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []string{"png", "jpeg"} {
			if o := orientation(data, format); o > 8 {
				t.Errorf("%d", o)
			}
		}
	})
}
