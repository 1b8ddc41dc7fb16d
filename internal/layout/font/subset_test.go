package font

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// every gives about n glyphs spread over the face, 0 first, in no order.
func every(f *Face, n int) []uint16 {
	gids := []uint16{0}
	for i := range n {
		gids = append(gids, uint16(1+(i*7919)%(f.NumGlyphs-1)))
	}
	return gids
}

// TestSubsetOutlines compares every outline of a subset with the original's.
func TestSubsetOutlines(t *testing.T) {
	for _, file := range bundledFiles {
		f := bundled(t, file)
		gids := every(f, min(3000, f.NumGlyphs-1))
		program, err := f.Subset([]byte("before"), gids, "ABCDEF+Name")
		if err != nil {
			t.Fatal(err)
		}
		program, ok := bytes.CutPrefix(program, []byte("before"))
		if !ok {
			t.Fatalf("%s: dst was not appended to", file)
		}
		if f.IsCFF {
			checkCFF(t, f, gids, program)
		} else {
			checkTrueType(t, f, gids, program)
		}
		again, err := f.Subset(nil, gids, "ABCDEF+Name")
		if err != nil || !bytes.Equal(program, again) {
			t.Errorf("%s: the second subset differs, %v", file, err)
		}
	}
}

// TestDeflatedSubset: it is the same program, and hardly larger than with codes
// made for it alone.
func TestDeflatedSubset(t *testing.T) {
	for _, file := range bundledFiles {
		f := bundled(t, file)
		if !f.IsCFF {
			continue
		}
		gids := every(f, 500)
		want, err := f.Subset(nil, gids, "ABCDEF+Name")
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time from what is kept
			deflated, ok, err := f.DeflatedSubset(nil, gids, "ABCDEF+Name")
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			r, err := zlib.NewReader(bytes.NewReader(deflated))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
				t.Fatalf("%s: another program, %v", file, err)
			}
			var own bytes.Buffer
			w, err := zlib.NewWriterLevel(&own, zlib.HuffmanOnly)
			if err != nil {
				t.Fatal(err)
			}
			w.Write(want)
			w.Close()
			if len(deflated)*100 > own.Len()*104 {
				t.Errorf("%s: %d bytes, with codes of its own %d", file, len(deflated), own.Len())
			}
		}
		if _, _, err := f.DeflatedSubset(nil, []uint16{1}, "X"); err == nil {
			t.Errorf("%s: a subset without glyph 0", file)
		}
	}
}

func checkCFF(t *testing.T, f *Face, gids []uint16, program []byte) {
	t.Helper()
	c, err := parseCFF(program, len(gids))
	if err != nil {
		t.Fatalf("%s: %v", f.File, err)
	}
	if string(c.name) != "ABCDEF+Name" || !c.cid || c.charStrings.n != len(gids) || c.globalSubrs.n != 0 {
		t.Fatalf("%s: %+v", f.File, c)
	}
	var registry, ordering, count int
	if !c.top.ints(opROS, &registry, &ordering) || registry != 391 || ordering != 392 ||
		!c.top.ints(opCIDCount, &count) || count != len(gids) {
		t.Errorf("%s: ROS %d %d, CIDCount %d", f.File, registry, ordering, count)
	}
	for i, id := range gids {
		want := flattened(t, f.cff, int(id))
		got, _ := c.charStrings.get(i)
		if !bytes.Equal(got, want) {
			t.Fatalf("%s: glyph %d as %d differs", f.File, id, i)
		}
		old, _ := f.cff.font(int(id))
		fd, err := c.font(i)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range f.cff.fonts[old].private {
			if v, _ := c.fonts[fd].private.get(e.op); e.op != opSubrs && !bytes.Equal(v, e.operands) {
				t.Fatalf("%s: glyph %d: Private operator %d differs", f.File, id, e.op)
			}
		}
	}
}

func flattened(t *testing.T, c *cff, glyph int) []byte {
	t.Helper()
	fl := flattener{font: c}
	if err := fl.flatten(glyph); err != nil {
		t.Fatal(err)
	}
	return fl.out
}

func checkTrueType(t *testing.T, f *Face, gids []uint16, program []byte) {
	t.Helper()
	all := splitFont(t, program)
	head, hhea, maxp, hmtx := all["head"], all["hhea"], all["maxp"], all["hmtx"]
	n := maxp.u16(4)
	if n < len(gids) || hhea.u16(34) != n || len(hmtx) != 4*n || checksum(program) != 0xB1B0AFBA {
		t.Fatalf("%s: %d glyphs, %d widths, checksum %X", f.File, n, len(hmtx)/4, checksum(program))
	}
	sub, err := newGlyf(all["glyf"], all["loca"], head.u16(50), n)
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range gids {
		if hmtx.u16(4*i) != f.advance(id) || hmtx.i16(4*i+2) != f.bearing(id) {
			t.Fatalf("%s: glyph %d: another width or bearing", f.File, id)
		}
		want, got := points(t, &f.outlines, int(id), 0), points(t, &sub, i, 0)
		if !slices.Equal(want, got) {
			t.Fatalf("%s: glyph %d as %d differs", f.File, id, i)
		}
	}
}

// points writes an outline as numbers: contours, flags and coordinates of a
// simple glyph; flags, placement and outline of a composite's components.
func points(t *testing.T, g *glyf, id, depth int) (out []int) {
	t.Helper()
	b, ok := g.glyph(id)
	if !ok || depth > 5 {
		t.Fatalf("glyph %d is damaged", id)
	}
	if len(b) == 0 {
		return nil
	}
	contours := b.i16(0)
	for i := range 5 {
		out = append(out, b.i16(2*i))
	}
	if contours < 0 {
		for at := 10; ; {
			flags := b.u16(at)
			size := componentSize(flags)
			out = append(out, flags&^haveInstructions)
			for _, v := range b[at+4 : at+size] {
				out = append(out, int(v))
			}
			out = append(out, points(t, g, b.u16(at+2), depth+1)...)
			if at += size; flags&moreComponents == 0 {
				return out
			}
		}
	}
	n := 0
	for i := range contours {
		n = b.u16(10+2*i) + 1
		out = append(out, n)
	}
	at := 10 + 2*contours
	at += 2 + b.u16(at)
	var flags []int
	for len(flags) < n {
		flag, times := b.u8(at), 1
		at++
		if flag&8 != 0 {
			times += b.u8(at)
			at++
		}
		for range times {
			flags = append(flags, flag)
		}
	}
	for _, axis := range []struct{ short, same int }{{2, 16}, {4, 32}} {
		v := 0
		for _, flag := range flags {
			switch {
			case flag&axis.short != 0 && flag&axis.same != 0:
				v += b.u8(at)
				at++
			case flag&axis.short != 0:
				v -= b.u8(at)
				at++
			case flag&axis.same == 0:
				v += b.i16(at)
				at += 2
			}
			out = append(out, v)
		}
	}
	return out
}

func TestSubsetComposite(t *testing.T) {
	f := bundled(t, "LiberationSerif-Regular.ttf")
	// é is e and an accent: e is in the subset already, the accent follows.
	program, err := f.Subset(nil, gidsOf(t, f, "ée"), "X")
	if err != nil {
		t.Fatal(err)
	}
	all := splitFont(t, program)
	if n := all["maxp"].u16(4); n != 4 {
		t.Errorf("%d glyphs, want 4", n)
	}
	for tag := range all {
		if !strings.Contains(" glyf head hhea hmtx loca maxp ", tag) {
			t.Errorf("table %s is not wanted", tag)
		}
	}
}

func TestSubsetRefuses(t *testing.T) {
	for _, file := range []string{"FandolFang-Regular.otf", "LiberationSerif-Regular.ttf"} {
		f := bundled(t, file)
		for _, gids := range [][]uint16{nil, {}, {1}, {0, uint16(f.NumGlyphs)}} {
			_, err := f.Subset(nil, gids, "X")
			var d *diag.Diagnostic
			if !errors.As(err, &d) || d.File != file {
				t.Errorf("%s: %v: got %v", file, gids, err)
			}
		}
		if b, err := f.Subset(nil, []uint16{0}, "X"); err != nil || len(b) == 0 {
			t.Errorf("%s: glyph 0 alone: %v", file, err)
		}
		if b, err := f.Subset(nil, []uint16{0, 5, 5, 5}, "X"); err != nil || len(b) == 0 {
			t.Errorf("%s: a glyph repeated: %v", file, err)
		}
	}
}

// TestDeflatedSubsetOfOthers: outlines that the code is not made for are left to
// a library, and nothing is appended.
func TestDeflatedSubsetOfOthers(t *testing.T) {
	// The number 0 again and again: its byte is a rare one in the outlines of Chinese characters.
	rare := append(bytes.Repeat([]byte{247, 0, t2hmoveto}, 200), t2endchar)
	c, err := parseCFF(nameKeyed([][]byte{{t2endchar}, rare}, nil, nil, 34), 2)
	if err != nil {
		t.Fatal(err)
	}
	f := &Face{File: "other.otf", IsCFF: true, NumGlyphs: 2, cff: c}
	if b, ok, err := f.DeflatedSubset([]byte("before"), []uint16{0, 1}, "X"); ok || err != nil || b != nil {
		t.Errorf("%d bytes, %v, %v", len(b), ok, err)
	}
	if b, err := f.Subset(nil, []uint16{0, 1}, "X"); err != nil || !bytes.Contains(b, rare) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}
