package html

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"nianbao/internal/pattern"
)

var mimeHead = pattern.New(`(?im)^(MIME-Version|Content-Type)\s*:`)

// isMIME reports whether a file is a web archive (RFC 2557).
func isMIME(head []byte) bool {
	return mimeHead.Match(head) && bytes.Contains(bytes.ToLower(head), []byte("multipart/related"))
}

// maxParts is how many parts of an archive are looked at.
const maxParts = 2000

// unpack takes a web archive apart: its page and the files that this names.
func unpack(data []byte) (page []byte, contentType string, files map[string][]byte, err error) {
	r := bufio.NewReader(bytes.NewReader(data))
	head, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, "", nil, err
	}
	_, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return nil, "", nil, errors.New("no boundary")
	}
	files = map[string][]byte{}
	parts := multipart.NewReader(r, params["boundary"])
	for n := 0; n < maxParts; n++ {
		p, err := parts.NextRawPart()
		if err != nil {
			break
		}
		body, err := content(p)
		if err != nil {
			return nil, "", nil, err
		}
		kind := p.Header.Get("Content-Type")
		if page == nil && strings.Contains(strings.ToLower(kind), "html") {
			page, contentType = body, kind
			continue
		}
		for _, key := range []string{p.Header.Get("Content-Location"), "cid:" + strings.Trim(p.Header.Get("Content-ID"), "<>")} {
			if key != "" && key != "cid:" {
				files[key] = body
			}
		}
	}
	if page == nil {
		return nil, "", nil, errors.New("no page")
	}
	return page, contentType, files, nil
}

// content decodes a part.
func content(p *multipart.Part) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return io.ReadAll(quotedprintable.NewReader(p))
	case "base64":
		return io.ReadAll(base64.NewDecoder(base64.StdEncoding, &noBlanks{p}))
	}
	return io.ReadAll(p)
}

// noBlanks leaves out what base64 has between its lines.
type noBlanks struct{ io.Reader }

func (r *noBlanks) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	k := 0
	for _, c := range p[:n] {
		if c > ' ' {
			p[k] = c
			k++
		}
	}
	return k, err
}
