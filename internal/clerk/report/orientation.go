package report

import (
	"bytes"
	"encoding/binary"

	"nianbao/internal/document"
)

// orientation reads from a picture's Exif data how it is to be turned; 0 where
// it does not say, or says nothing sensible.
func orientation(data []byte, format string) document.Turn {
	if format == "png" {
		return tiffOrientation(pngExif(data))
	}
	return tiffOrientation(jpegExif(data))
}

// jpegExif gives the TIFF structure in a JPEG file's APP1 segment (CIPA DC-008,
// 4.7.2).
func jpegExif(data []byte) []byte {
	const app1, startOfScan = 0xE1, 0xDA
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		marker := data[at+1]
		if marker == 0xFF { // a fill byte
			at++
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == startOfScan || end > len(data) || end < at+4 {
			return nil
		}
		if tiff, ok := bytes.CutPrefix(data[at+4:end], []byte("Exif\x00\x00")); ok && marker == app1 {
			return tiff
		}
		at = end
	}
	return nil
}

// pngExif gives the TIFF structure in a PNG file's eXIf chunk (PNG 11.3.2.5).
func pngExif(data []byte) []byte {
	const signature, around = 8, 12 // bytes; length, type and checksum
	for at := signature; at+around <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n < 0 || n > len(data)-at-around {
			return nil
		}
		if string(data[at+4:at+8]) == "eXIf" {
			return data[at+8 : at+8+n]
		}
		at += n + around
	}
	return nil
}

// tiffOrientation reads the tag Orientation of the first directory (TIFF 6.0,
// section 2).
func tiffOrientation(tiff []byte) document.Turn {
	const tagOrientation, short, entry = 0x0112, 3, 12
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if order.Uint16(tiff[2:]) != 42 || at+2 > int64(len(tiff)) {
		return 0
	}
	fields := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(fields) < entry {
			return 0
		}
		if order.Uint16(fields) == tagOrientation {
			v := order.Uint16(fields[8:])
			if order.Uint16(fields[2:]) != short || v < 1 || v > 8 {
				return 0
			}
			return document.Turn(v)
		}
		fields = fields[entry:]
	}
	return 0
}
