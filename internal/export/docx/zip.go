package docx

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
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
	zipVersion = 20                       // 2.0: deflate
	zipUnix    = 3 << 8                   // made by: Unix, so that the mode counts
	zipMode    = uint32(0o100644) << 16   // a plain file, -rw-r--r--
	zipDate    = 0<<9 | 1<<5 | 1          // 1 January 1980, the first day there is
	zipMethod  = 8                        // deflate
	zipLevel   = flate.DefaultCompression // fixed: the bytes depend on it
	zipCap     = 48 << 10                 // of a typical archive
	localSig   = 0x04034b50
	centralSig = 0x02014b50
	endSig     = 0x06054b50
)

// zipper writes archives, one after the other, into the same memory.
type zipper struct {
	out     bytes.Buffer
	scratch []byte
	flate   *flate.Writer
}

// deflate compresses data onto dst.
func (z *zipper) deflate(dst *bytes.Buffer, data []byte) {
	if z.flate == nil {
		z.flate, _ = flate.NewWriter(dst, zipLevel) // fails on a bad level only
	} else {
		z.flate.Reset(dst)
	}
	z.flate.Write(data) // a bytes.Buffer takes everything
	z.flate.Close()
}

// constant deflates an entry once for all archives.
func (z *zipper) constant(name string, data []byte) entry {
	var b bytes.Buffer
	z.deflate(&b, data)
	return entry{name: name, deflated: b.Bytes(), crc: crc32.ChecksumIEEE(data), size: len(data)}
}

// file gives the archive of the entries, valid until the next call. Sizes
// stand before the data: some readers know no data descriptors.
func (z *zipper) file(entries []entry) []byte {
	z.out.Reset()
	z.out.Grow(zipCap)
	offsets := make([]int, len(entries))
	for i := range entries {
		e := &entries[i]
		offsets[i] = z.out.Len()
		if e.deflated == nil {
			e.crc, e.size = crc32.ChecksumIEEE(e.data), len(e.data)
		}
		z.local(e, len(e.deflated))
		data := z.out.Len()
		if e.deflated != nil {
			z.out.Write(e.deflated)
			continue
		}
		z.deflate(&z.out, e.data)
		packed := z.out.Len() - data
		binary.LittleEndian.PutUint32(z.out.Bytes()[offsets[i]+18:], uint32(packed))
		e.deflated = z.out.Bytes()[data:][:packed]
	}
	central := z.out.Len()
	for i := range entries {
		z.central(&entries[i], offsets[i])
	}
	z.end(len(entries), central)
	return z.out.Bytes()
}

func (z *zipper) local(e *entry, packed int) {
	b := binary.LittleEndian.AppendUint32(z.scratch[:0], localSig)
	b = binary.LittleEndian.AppendUint16(b, zipVersion)
	z.scratch = b
	z.common(e, packed)
	z.scratch = append(binary.LittleEndian.AppendUint16(z.scratch, 0), e.name...) // no extra field
	z.out.Write(z.scratch)
}

// common appends what both headers of an entry share.
func (z *zipper) common(e *entry, packed int) {
	b := binary.LittleEndian.AppendUint16(z.scratch, 0) // flags
	b = binary.LittleEndian.AppendUint16(b, zipMethod)
	b = binary.LittleEndian.AppendUint16(b, 0) // time
	b = binary.LittleEndian.AppendUint16(b, zipDate)
	b = binary.LittleEndian.AppendUint32(b, e.crc)
	b = binary.LittleEndian.AppendUint32(b, uint32(packed))
	b = binary.LittleEndian.AppendUint32(b, uint32(e.size))
	z.scratch = binary.LittleEndian.AppendUint16(b, uint16(len(e.name)))
}

func (z *zipper) central(e *entry, offset int) {
	b := binary.LittleEndian.AppendUint32(z.scratch[:0], centralSig)
	b = binary.LittleEndian.AppendUint16(b, zipUnix|zipVersion)
	b = binary.LittleEndian.AppendUint16(b, zipVersion)
	z.scratch = b
	z.common(e, len(e.deflated))
	b = append(z.scratch, 0, 0, 0, 0, 0, 0, 0, 0) // extra, comment, disk, internal attributes
	b = binary.LittleEndian.AppendUint32(b, zipMode)
	b = binary.LittleEndian.AppendUint32(b, uint32(offset))
	z.scratch = append(b, e.name...)
	z.out.Write(z.scratch)
}

func (z *zipper) end(n, central int) {
	b := binary.LittleEndian.AppendUint32(z.scratch[:0], endSig)
	b = append(b, 0, 0, 0, 0) // disks
	b = binary.LittleEndian.AppendUint16(b, uint16(n))
	b = binary.LittleEndian.AppendUint16(b, uint16(n))
	b = binary.LittleEndian.AppendUint32(b, uint32(z.out.Len()-central))
	b = binary.LittleEndian.AppendUint32(b, uint32(central))
	z.scratch = append(b, 0, 0) // comment
	z.out.Write(z.scratch)
}
