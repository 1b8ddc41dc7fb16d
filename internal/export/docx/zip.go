package docx

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"nianbao/internal/export/deflate"
)

// entry is a file of the ZIP archive. A constant part is deflated beforehand.
type entry struct {
	name     string
	data     []byte // nil when deflated
	deflated []byte
	crc      uint32
	size     int
}

// What is the same in all headers (APPNOTE.TXT 4.3.7, 4.3.12). Word for Mac
// takes an archive from Unix whose files have no mode for unreadable.
const (
	zipVersion = 20                     // 2.0: deflate
	zipUnix    = 3 << 8                 // made by: Unix, so that the mode counts
	zipMode    = uint32(0o100644) << 16 // a plain file, -rw-r--r--
	zipDate    = 0<<9 | 1<<5 | 1        // 1 January 1980, the first day there is
	zipMethod  = 8                      // deflate
	zipCap     = 48 << 10               // of a typical archive
	localSig   = 0x04034b50
	centralSig = 0x02014b50
	endSig     = 0x06054b50
)

// zipper writes archives, one after the other, into the same memory.
type zipper struct {
	out []byte
}

// constant deflates an entry once for all archives.
func constant(name string, data []byte) entry {
	return entry{name: name, deflated: deflate.XML.Append(nil, data), crc: crc32.ChecksumIEEE(data), size: len(data)}
}

// file gives the archive of the entries, valid until the next call. Sizes
// stand before the data: some readers know no data descriptors.
func (z *zipper) file(entries []entry) []byte {
	z.out = slices.Grow(z.out[:0], zipCap)
	offsets := make([]int, len(entries))
	for i := range entries {
		e := &entries[i]
		offsets[i] = len(z.out)
		if e.deflated == nil {
			e.crc, e.size = crc32.ChecksumIEEE(e.data), len(e.data)
		}
		z.local(e, len(e.deflated))
		data := len(z.out)
		if e.deflated != nil {
			z.out = append(z.out, e.deflated...)
			continue
		}
		z.out = deflate.XML.Append(z.out, e.data)
		e.deflated = z.out[data:]
		binary.LittleEndian.PutUint32(z.out[offsets[i]+18:], uint32(len(e.deflated)))
	}
	central := len(z.out)
	for i := range entries {
		z.central(&entries[i], offsets[i])
	}
	z.end(len(entries), central)
	return z.out
}

func (z *zipper) local(e *entry, packed int) {
	b := binary.LittleEndian.AppendUint32(z.out, localSig)
	b = binary.LittleEndian.AppendUint16(b, zipVersion)
	b = e.common(b, packed)
	z.out = append(binary.LittleEndian.AppendUint16(b, 0), e.name...) // no extra field
}

// common appends what both headers of an entry share.
func (e *entry) common(b []byte, packed int) []byte {
	b = binary.LittleEndian.AppendUint16(b, 0) // flags
	b = binary.LittleEndian.AppendUint16(b, zipMethod)
	b = binary.LittleEndian.AppendUint16(b, 0) // time
	b = binary.LittleEndian.AppendUint16(b, zipDate)
	b = binary.LittleEndian.AppendUint32(b, e.crc)
	b = binary.LittleEndian.AppendUint32(b, uint32(packed))
	b = binary.LittleEndian.AppendUint32(b, uint32(e.size))
	return binary.LittleEndian.AppendUint16(b, uint16(len(e.name)))
}

func (z *zipper) central(e *entry, offset int) {
	b := binary.LittleEndian.AppendUint32(z.out, centralSig)
	b = binary.LittleEndian.AppendUint16(b, zipUnix|zipVersion)
	b = binary.LittleEndian.AppendUint16(b, zipVersion)
	b = e.common(b, len(e.deflated))
	b = append(b, 0, 0, 0, 0, 0, 0, 0, 0) // extra, comment, disk, internal attributes
	b = binary.LittleEndian.AppendUint32(b, zipMode)
	b = binary.LittleEndian.AppendUint32(b, uint32(offset))
	z.out = append(b, e.name...)
}

func (z *zipper) end(n, central int) {
	size := len(z.out) - central
	b := binary.LittleEndian.AppendUint32(z.out, endSig)
	b = append(b, 0, 0, 0, 0) // disks
	b = binary.LittleEndian.AppendUint16(b, uint16(n))
	b = binary.LittleEndian.AppendUint16(b, uint16(n))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(central))
	z.out = append(b, 0, 0) // comment
}
