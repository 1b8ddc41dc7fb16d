package deflate

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
	"math/bits"
	"math/rand/v2"
	"strings"
	"testing"
)

var all = map[string]*Code{"XML": XML, "PDF": PDF}

// inflated gives what other readers make of data that were appended to "before".
func inflated(t *testing.T, code *Code, data []byte) (packed []byte) {
	t.Helper()
	raw, whole := code.Append([]byte("before"), data), code.AppendZlib([]byte("before"), data)
	for range 3 {
		if !bytes.Equal(raw, code.Append([]byte("before"), data)) {
			t.Fatal("other bytes")
		}
	}
	raw, ok := bytes.CutPrefix(raw, []byte("before"))
	if !ok {
		t.Fatal("it was not appended")
	}
	z, err := zlib.NewReader(bytes.NewReader(bytes.TrimPrefix(whole, []byte("before"))))
	if err != nil {
		t.Fatal(err)
	}
	rest := bytes.NewReader(raw)
	for name, r := range map[string]io.Reader{"deflate": flate.NewReader(rest), "zlib": z} {
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Fatalf("%s: %d bytes came back as %d: %v", name, len(data), len(got), err)
		}
	}
	if rest.Len() > 0 {
		t.Fatalf("%d bytes stand behind the end", rest.Len())
	}
	return raw
}

// TestAppend: what other readers make of it is what went in, behind what stood before, and
// it is the same every time.
func TestAppend(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 200_000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	for name, code := range all {
		for _, text := range []string{
			"", "一", "aaaaaaaaaaaa", strings.Repeat("政府信息公开 ", 20000),
			string(noise), strings.Repeat(string(noise[:farthest]), 3), strings.Repeat(string(noise[:farthest+1]), 3),
		} {
			if packed := inflated(t, code, []byte(text)); len(packed) > stored(len(text)) {
				t.Errorf("%s: %d bytes take %d", name, len(text), len(packed))
			}
		}
		for n := range 700 { // repetitions of all lengths, once and again
			inflated(t, code, joined(noise[:20+n], noise[:n], []byte{byte(n)}, noise[:n/2]))
		}
		for range 300 {
			data := make([]byte, random.IntN(1<<random.IntN(17)))
			for i := range data {
				data[i] = byte(random.IntN(1 + random.IntN(200)))
			}
			inflated(t, code, data)
		}
	}
	if n := len(inflated(t, XML, bytes.Repeat([]byte("a"), 100_000))); n > 1000 {
		t.Errorf("100,000 times a takes %d bytes", n)
	}
}

func joined(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// TestAny: what a code is not made for, and is left to a library, is smaller than it was.
func TestAny(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	picture := make([]byte, 300_000)
	for i := range picture {
		picture[i] = byte(200 + random.IntN(8))
	}
	packed, ok := bytes.CutPrefix(AppendZlib([]byte("before"), picture), []byte("before"))
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if !ok || err != nil || len(packed) > len(picture)/2 {
		t.Fatalf("%d bytes: %v", len(packed), err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, picture) {
		t.Errorf("%d bytes came back as %d: %v", len(picture), len(got), err)
	}
}

// TestPlaces: what is known of the part before is no part of this one, also where places
// are counted from the beginning again.
func TestPlaces(t *testing.T) {
	e := encoder{base: 1<<30 - 50}
	data := []byte(strings.Repeat("0123456789abcdef", 8))
	want := e.compress(nil, data, PDF)
	for range 5 {
		if got := e.compress(nil, data, PDF); !bytes.Equal(got, want) {
			t.Fatalf("%x, and before %x", got, want)
		}
	}
	if e.base > 1<<20 {
		t.Errorf("it is still counted on from %d", e.base)
	}
}

// TestCodes: every symbol has a code, and each alphabet's codes fill all places, so that
// every decoder takes them.
func TestCodes(t *testing.T) {
	for name, c := range all {
		if room := filled(c.backs[:]); room != 1<<15 {
			t.Errorf("%s: distances fill %d of %d places", name, room, 1<<15)
		}
		lengths := filled(c.literals[:])
		for v := 0; v < 256; v += 1 << max(bits.Len(uint(v))-3, 0) { // those that begin a symbol's
			if v < 255 {
				extra := max(bits.Len(uint(v))-3, 0)
				lengths += 1 << (15 - int(c.lengths[v].size()) + extra)
			}
		}
		lengths += 1 << (15 - c.lengths[255].size())
		if lengths != 1<<15 {
			t.Errorf("%s: bytes and lengths fill %d of %d places", name, lengths, 1<<15)
		}
	}
}

// filled gives how many of 1<<15 places codes fill.
func filled(codes []code) (places int) {
	for _, c := range codes {
		if c.size() == 0 {
			return -1
		}
		places += 1 << (15 - c.size())
	}
	return places
}

func FuzzAppend(f *testing.F) {
	f.Add([]byte("abcabcabcabcabcabcdabcd"), 3)
	f.Fuzz(func(t *testing.T, data []byte, times int) {
		inflated(t, PDF, bytes.Repeat(data, min(max(times, 1), 50)))
	})
}
