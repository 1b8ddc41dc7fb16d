// Package sign signs PDF files and checks their signatures as PAdES wants it
// (ETSI EN 319 142-1, levels B-B and B-T; ISO 32000-1 12.8). What comes in is a
// file's bytes, a key and perhaps the picture of a seal; what goes out is the
// same bytes with an incremental update behind them, so that earlier signatures
// keep their meaning. It knows no report, reads no file and no clock; but for
// TSA it does not speak to a network.
package sign

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/pdfread"
)

// Options are what a signature says and looks like.
type Options struct {
	Key    *Key
	Time   time.Time // of signing
	Reason string    // why; may be empty
	Stamp  func(signature []byte) (token []byte, err error)
	Random io.Reader // nil: crypto/rand

	Seal  *Seal  // nil: no picture
	Place *Place // of the seal's centre; nil: over the signature block of our own files
}

// Room in the file for a signature beyond its certificates, and for a time
// stamp token (with its own certificates).
const (
	roomSignature = 2048
	roomToken     = 16384
)

// Sign signs a file; name stands in messages. The error is a *diag.Diagnostic.
func Sign(name string, data []byte, opt *Options) ([]byte, error) {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return nil, err
	}
	s := &signing{name: name, file: f, update: f.Update(), opt: opt}
	if err := s.mayBeSigned(); err != nil {
		return nil, err
	}
	out, err := s.sign()
	if err != nil {
		return nil, err
	}
	if err := s.kept(out); err != nil {
		return nil, err
	}
	return out, nil
}

// sign adds the signature.
func (s *signing) sign() ([]byte, error) {
	opt, room := s.opt, roomSignature
	for _, c := range opt.Key.Chain {
		room += len(c.Raw)
	}
	if opt.Stamp != nil {
		room += roomToken
	}
	signer := &cms.Signer{Key: opt.Key.Private, Chain: opt.Key.Chain, Stamp: opt.Stamp, Random: opt.Random}
	return s.close(s.spoken(), s.dictionary(), room, signer.Sign)
}

// StampDocument puts a time stamp over the document behind a file (ISO 32000-2
// 12.8.5). It has no picture and is no signature: it proves since when the bytes
// stand. The error is a *diag.Diagnostic, or stamp's.
func StampDocument(name string, data []byte, stamp func(covered []byte) (token []byte, err error)) ([]byte, error) {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return nil, err
	}
	s := &signing{name: name, file: f, update: f.Update(), opt: &Options{}}
	return s.close("文件时间戳", "/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161", roomToken, func(content io.Reader) ([]byte, error) {
		covered, err := io.ReadAll(content)
		if err != nil {
			return nil, err
		}
		return stamp(covered)
	})
}

// close adds the field with the signature dictionary, that has room bytes for
// the signature, and signs.
func (s *signing) close(spoken, dictionary string, room int, sign func(io.Reader) ([]byte, error)) ([]byte, error) {
	value := s.update.New()
	if err := s.addField(value, spoken); err != nil {
		return nil, err
	}
	b := append([]byte("<<"+blankRange+beforeValue+"<"), bytes.Repeat([]byte("0"), 2*room)...)
	s.update.Put(value, pdfread.Raw(append(b, "> "+dictionary+">>"...)))
	out := s.update.Close()
	return s.fill(out, s.update.Offset(value), room, sign)
}

// signing is the work on one signature.
type signing struct {
	name   string
	file   *pdfread.File
	update *pdfread.Update
	opt    *Options
}

func (s *signing) say(what, do diag.Text) error {
	return diag.New(diag.Pos{File: s.name}, what, do)
}

// blankRange is what stands for the byte range until it is known; it is long
// enough for offsets of ten digits.
const blankRange = "/ByteRange [0 0000000000 0000000000 0000000000]"

const beforeValue = " /Contents "

// dictionary gives what a signature dictionary says (12.8.1), but for byte
// range and signature.
func (s *signing) dictionary() string {
	b := []byte("/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ")
	b = pdfread.Append(b, pdfread.String(pdfDate(s.opt.Time)))
	b = append(b, " /Name "...)
	b = pdfread.Append(b, pdfread.TextString(Name(s.opt.Key.Chain[0])))
	if s.opt.Reason != "" {
		b = pdfread.Append(append(b, " /Reason "...), pdfread.TextString(s.opt.Reason))
	}
	return string(b)
}

// pdfDate gives a time as a date string (7.9.4).
func pdfDate(t time.Time) string {
	zone := t.Format("-07:00")
	return "D:" + t.Format("20060102150405") + zone[:3] + "'" + zone[4:] + "'"
}

// fill writes the byte range and the signature into their places.
func (s *signing) fill(out []byte, at, room int, sign func(io.Reader) ([]byte, error)) ([]byte, error) {
	from := at + bytes.Index(out[at:], []byte(blankRange)) // it stands first
	open := from + len(blankRange) + len(beforeValue)
	end := open + 2*room + 2
	span := fmt.Sprintf("/ByteRange [0 %d %d %d", open, end, len(out)-end)
	copy(out[from:], span+"]")
	for i := from + len(span) + 1; i < from+len(blankRange); i++ {
		out[i] = ' '
	}
	der, err := sign(io.MultiReader(bytes.NewReader(out[:open]), bytes.NewReader(out[end:])))
	if err != nil {
		return nil, err
	}
	if len(der) > room {
		return nil, s.say(diag.T("签名太长，放不下（%d 字节）", "the signature is too long for its room (%d bytes)", len(der)),
			diag.T("请换一个时间戳服务。", "try another time stamp service."))
	}
	hex.Encode(out[open+1:], der)
	return out, nil
}
