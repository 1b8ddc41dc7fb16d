package literal

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"testing"
)

// TestCode: the code is complete, so that every decoder takes it.
func TestCode(t *testing.T) {
	room := 0
	for symbol, n := range lengths {
		if n < 1 || n > longest {
			t.Fatalf("symbol %d has a code of %d bits", symbol, n)
		}
		room += 1 << (longest - n)
	}
	if room != 1<<longest {
		t.Errorf("the codes fill %d of %d places", room, 1<<longest)
	}
}

// TestStream: what another reader makes of a stream is what went in, wherever
// pieces and bytes begin, and the checksum is that of the whole.
func TestStream(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		s := NewStream([]byte("before"))
		var want []byte
		for range random.IntN(40) {
			data := make([]byte, random.IntN(1<<random.IntN(15)))
			for i := range data {
				data[i] = byte(random.Uint32())
			}
			want = append(want, data...)
			if random.IntN(2) == 0 {
				s.Write(data)
				continue
			}
			p := NewPiece(data)
			if p.Size() != len(data) {
				t.Fatalf("a piece of %d bytes says %d", len(data), p.Size())
			}
			s.Add(p)
		}
		stream, ok := bytes.CutPrefix(s.Close(), []byte("before"))
		if !ok {
			t.Fatal("dst was not appended to")
		}
		r, err := zlib.NewReader(bytes.NewReader(stream))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%d bytes came back as %d: %v", len(want), len(got), err)
		}
	}
}
