package pdfread

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"github.com/klauspost/compress/zlib"
	"slices"
)

// Update is an incremental update (ISO 32000-1 7.5.6): objects that are new or
// take the place of old ones, appended to a file whose bytes stay as they are.
type Update struct {
	file  *File
	out   []byte
	next  int
	at    map[int]int // offsets of the objects written
	gens  map[int]int
	added map[int]Object
}

// Update begins an update of f.
func (f *File) Update() *Update {
	u := &Update{file: f, next: f.Size(), at: map[int]int{}, gens: map[int]int{}, added: map[int]Object{}}
	u.out = append(make([]byte, 0, len(f.Data)+1<<16), f.Data...)
	if n := len(u.out); u.out[n-1] != '\n' && u.out[n-1] != '\r' {
		u.out = append(u.out, '\n')
	}
	return u
}

// New gives the reference for a new object.
func (u *Update) New() Ref {
	u.next++
	return Ref{u.next - 1, 0}
}

// Put keeps an object to be written by Close; a later one takes its place.
func (u *Update) Put(r Ref, o Object) { u.added[r.Num], u.gens[r.Num] = o, r.Gen }

// Dict gives a dictionary as it stands now: with what was put.
func (u *Update) Dict(o Object) Dict {
	if r, ok := o.(Ref); ok {
		if put, ok := u.added[r.Num]; ok {
			d, _ := put.(Dict)
			return d
		}
	}
	return u.file.Dict(o)
}

// Array gives an array as it stands now: with what was put.
func (u *Update) Array(o Object) Array {
	if r, ok := o.(Ref); ok {
		if put, ok := u.added[r.Num]; ok {
			a, _ := put.(Array)
			return a
		}
	}
	return u.file.Array(o)
}

// Close writes the objects, the cross-reference section (of the kind that the
// file has) and the trailer, and gives the new file.
func (u *Update) Close() []byte {
	nums := make([]int, 0, len(u.added))
	for n := range u.added {
		nums = append(nums, n)
	}
	slices.Sort(nums)
	for _, n := range nums {
		u.at[n] = len(u.out)
		u.out = fmt.Appendf(u.out, "%d %d obj\n", n, u.gens[n])
		o := u.added[n]
		if s, ok := o.(*Stream); ok {
			u.out = Append(u.out, s.Dict.With("Length", Int(len(s.Raw))))
			u.out = append(append(u.out, "\nstream\n"...), s.Raw...)
			u.out = append(u.out, "\nendstream"...)
		} else {
			u.out = Append(u.out, o)
		}
		u.out = append(u.out, "\nendobj\n"...)
	}
	start := len(u.out)
	if u.file.Table {
		u.table(nums)
	} else {
		u.rows(nums)
	}
	u.out = fmt.Appendf(u.out, "startxref\n%d\n%%%%EOF\n", start)
	return u.out
}

// trailer gives the new trailer's entries: all that the last one had (7.5.6), but
// what describes its section. The second identifier tells this state of the file
// from others (14.4).
func (u *Update) trailer() Dict {
	d := Dict{{"Size", Int(u.next)}, {"Prev", Int(u.file.Start)}}
	d = append(d, u.file.Trailer.Without("Size", "Prev", "XRefStm", "ID", "Type", "W", "Index", "Filter", "DecodeParms", "Length")...)
	sum := sha256.Sum256(u.out)
	first := Object(String(sum[:16]))
	if id := u.file.Array(u.file.Trailer.Get("ID")); len(id) == 2 {
		first = id[0]
	}
	return append(d, Entry{"ID", Array{first, String(sum[:16])}})
}

// runs calls yield for each run of successive numbers.
func runs(nums []int, yield func(run []int)) {
	for len(nums) > 0 {
		n := 1
		for n < len(nums) && nums[n] == nums[0]+n {
			n++
		}
		yield(nums[:n])
		nums = nums[n:]
	}
}

func (u *Update) table(nums []int) {
	t := u.trailer()
	u.out = append(u.out, "xref\n"...)
	runs(nums, func(run []int) {
		u.out = fmt.Appendf(u.out, "%d %d\n", run[0], len(run))
		for _, n := range run {
			u.out = fmt.Appendf(u.out, "%010d %05d n\r\n", u.at[n], u.gens[n])
		}
	})
	u.out = append(Append(append(u.out, "trailer\n"...), t), '\n')
}

func (u *Update) rows(nums []int) {
	r := u.New()
	nums = append(nums, r.Num)
	u.at[r.Num] = len(u.out)
	var index Array
	var b []byte
	runs(nums, func(run []int) {
		index = append(index, Int(run[0]), Int(len(run)))
		for _, n := range run {
			b = binary.BigEndian.AppendUint32(append(b, 1), uint32(u.at[n]))
			b = binary.BigEndian.AppendUint16(b, uint16(u.gens[n]))
		}
	})
	d := append(Dict{{"Type", Name("XRef")}, {"W", Array{Int(1), Int(4), Int(2)}}, {"Index", index}}, u.trailer()...)
	packed := Deflate(b)
	d = append(d, Entry{"Filter", Name("FlateDecode")}, Entry{"Length", Int(len(packed))})
	u.out = fmt.Appendf(u.out, "%d 0 obj\n", r.Num)
	u.out = append(append(Append(u.out, d), "\nstream\n"...), packed...)
	u.out = append(u.out, "\nendstream\nendobj\n"...)
}

// Deflate packs data for FlateDecode.
func Deflate(b []byte) []byte {
	var w bytes.Buffer
	z := zlib.NewWriter(&w)
	z.Write(b)
	z.Close()
	return w.Bytes()
}

// Offset is where an object stands in the file that Close gave.
func (u *Update) Offset(r Ref) int { return u.at[r.Num] }
