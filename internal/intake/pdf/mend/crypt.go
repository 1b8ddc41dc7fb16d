package mend

import (
	"bytes"
	"crypto/aes"
	stdcipher "crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"

	"nianbao/internal/signing/pdfread"
)

// cipher opens the strings and streams of a file that is encrypted with the
// empty user password by the standard security handler (7.6; ISO 32000-2 for
// revision 6): anybody can read it, only changing it needs the password.
type cipher struct {
	key             []byte
	aes, aes256     bool
	plain           bool // streams and strings are not encrypted
	encryptMetadata bool
}

// padding stands in for a password (7.6.3.3, algorithm 2).
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// newCipher makes the key of the empty password.
func (f *File) newCipher() (*cipher, error) {
	d := f.Dict(f.trailer.Get("Encrypt"))
	version, _ := f.Int(d.Get("V"))
	revision, _ := f.Int(d.Get("R"))
	if f.Name(d.Get("Filter")) != "Standard" {
		return nil, ErrEncrypted
	}
	c := &cipher{encryptMetadata: f.Resolve(d.Get("EncryptMetadata")) != false}
	length, _ := f.Int(d.Get("Length"))
	switch version {
	case 1:
		length = 40
	case 2:
	case 4, 5:
		if !c.method(f, d) {
			return nil, ErrEncrypted
		}
		length = 128
	default:
		return nil, ErrEncrypted
	}
	var ok bool
	if revision >= 5 {
		ok = c.key256(f, d, revision)
	} else {
		ok = c.keyRC4(f, d, revision, max(5, min(16, length/8)))
	}
	if !ok {
		return nil, ErrEncrypted
	}
	return c, nil
}

// method reads which cipher streams have (7.6.5); strings must have the same.
func (c *cipher) method(f *File, d pdfread.Dict) bool {
	name := f.Name(d.Get("StmF"))
	if name != f.Name(d.Get("StrF")) {
		return false
	}
	if name == "Identity" || name == "" {
		c.plain = true
		return true
	}
	switch f.Name(f.Dict(f.Dict(d.Get("CF")).Get(name)).Get("CFM")) {
	case "V2":
	case "AESV2":
		c.aes = true
	case "AESV3":
		c.aes, c.aes256 = true, true
	default:
		return false
	}
	return true
}

// text follows a reference to a string.
func (f *File) text(o pdfread.Object) []byte {
	s, _ := f.Resolve(o).(pdfread.String)
	return s
}

// keyRC4 is algorithm 2, and 4 or 5 to see whether the password is empty.
func (c *cipher) keyRC4(f *File, d pdfread.Dict, revision, length int) bool {
	permissions, _ := f.Float(d.Get("P"))
	var id []byte
	if a := f.Array(f.trailer.Get("ID")); len(a) > 0 {
		id = f.text(a[0])
	}
	h := md5.New()
	h.Write(padding)
	h.Write(f.text(d.Get("O")))
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(permissions))))
	h.Write(id)
	if revision >= 4 && !c.encryptMetadata {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if revision < 3 {
		length = 5
	} else {
		for range 50 {
			sum := md5.Sum(key[:length])
			key = sum[:]
		}
	}
	c.key = key[:length]
	user := f.text(d.Get("U"))
	if revision < 3 {
		return bytes.Equal(apply(c.key, padding), user)
	}
	sum := md5.Sum(append(bytes.Clone(padding), id...))
	x := sum[:]
	for i := range 20 {
		k := make([]byte, len(c.key))
		for n := range k {
			k[n] = c.key[n] ^ byte(i)
		}
		x = apply(k, x)
	}
	return len(user) >= 16 && bytes.Equal(x, user[:16])
}

func apply(key, b []byte) []byte {
	r, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(b))
	r.XORKeyStream(out, b)
	return out
}

// key256 is algorithm 2.A of ISO 32000-2 for the empty password.
func (c *cipher) key256(f *File, d pdfread.Dict, revision int) bool {
	user, wrapped := f.text(d.Get("U")), f.text(d.Get("UE"))
	if len(user) < 48 || len(wrapped) < 32 || !c.aes256 {
		return false
	}
	hash := func(salt []byte) []byte {
		sum := sha256.Sum256(salt)
		if revision == 5 {
			return sum[:]
		}
		return harden(sum[:])
	}
	if !bytes.Equal(hash(user[32:40]), user[:32]) {
		return false
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return false
	}
	c.key = make([]byte, 32)
	stdcipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(c.key, wrapped[:32])
	return true
}

// harden is algorithm 2.B for the empty password.
func harden(k []byte) []byte {
	for round := 0; ; round++ {
		data := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		stdcipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
		sum := 0
		for _, b := range data[:16] {
			sum += int(b)
		}
		switch sum % 3 {
		case 0:
			s := sha256.Sum256(data)
			k = s[:]
		case 1:
			s := sha512.Sum384(data)
			k = s[:]
		default:
			s := sha512.Sum512(data)
			k = s[:]
		}
		if round >= 63 && int(data[len(data)-1]) <= round-32 {
			return k[:32]
		}
	}
}

// open decrypts an object and all below it.
func (c *cipher) open(o pdfread.Object, num, gen int) pdfread.Object {
	if c.plain {
		return o
	}
	key := c.objectKey(num, gen)
	switch o := o.(type) {
	case *pdfread.Stream:
		d, _ := c.strings(o.Dict, key).(pdfread.Dict)
		switch d.Get("Type") {
		case pdfread.Name("XRef"):
			return o
		case pdfread.Name("Metadata"):
			if !c.encryptMetadata {
				return o
			}
		}
		return &pdfread.Stream{Dict: d, Raw: c.decrypt(key, o.Raw)}
	default:
		return c.strings(o, key)
	}
}

func (c *cipher) strings(o pdfread.Object, key []byte) pdfread.Object {
	switch o := o.(type) {
	case pdfread.String:
		return pdfread.String(c.decrypt(key, o))
	case pdfread.Array:
		for i := range o {
			o[i] = c.strings(o[i], key)
		}
	case pdfread.Dict:
		for i := range o {
			o[i].Value = c.strings(o[i].Value, key)
		}
	}
	return o
}

// objectKey is algorithm 1; with 256 bits all objects have one key.
func (c *cipher) objectKey(num, gen int) []byte {
	if c.aes256 {
		return c.key
	}
	h := md5.New()
	h.Write(c.key)
	h.Write([]byte{byte(num), byte(num >> 8), byte(num >> 16), byte(gen), byte(gen >> 8)})
	if c.aes {
		h.Write([]byte("sAlT"))
	}
	return h.Sum(nil)[:min(16, len(c.key)+5)]
}

func (c *cipher) decrypt(key, b []byte) []byte {
	if !c.aes {
		return apply(key, b)
	}
	if len(b) < 32 {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	iv, body := b[:16], b[16:]
	out := make([]byte, len(body)/16*16)
	stdcipher.NewCBCDecrypter(block, iv).CryptBlocks(out, body[:len(out)])
	if n := len(out); n > 0 && out[n-1] >= 1 && out[n-1] <= 16 {
		out = out[:n-int(out[n-1])]
	}
	return out
}
