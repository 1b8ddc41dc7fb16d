package desk

import (
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Upload is a file that was chosen on the page. It is never written.
type Upload struct {
	Name string
	Data []byte
}

// Seal is the picture of a seal, and how wide it is printed.
type Seal struct {
	Upload
	Width float64 // mm
}

// Signing says who signs and how. It is used once and forgotten.
type Signing struct {
	Key        Upload
	Passphrase []byte
	Serial     string // of the certificate, where the key file has several
	Reason     string
	TSA        string   // address of a time stamp service; "" none
	Lists      []Upload // for the long term: revocation lists, OCSP answers, issuers' certificates
	Answers    []Upload
	Issuers    []Upload
	Online     bool  // for the long term: what is missing is asked for
	Seal       *Seal // nil: nothing is shown
	Sealed     bool  // with room for a seal on paper
	Attach     bool  // the PDF carries what it was made of
	Replace    bool  // a file that is signed already
}

// forget overwrites what must not be kept.
func (s *Signing) forget() {
	clear(s.Passphrase)
	clear(s.Key.Data)
}

// Sealed is the page that a seal comes onto, and its place there in hundredths
// of the page's width and height.
type Sealed struct {
	Page   int     `json:"page"`
	SVG    string  `json:"svg"`
	Left   float64 `json:"left"`
	Top    float64 `json:"top"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// posted is a form of texts and files, all in memory.
type posted struct {
	texts  map[string]string
	files  map[string][]Upload
	secret []byte // what was given as passphrase
}

const mostFields = 32

// readForm reads a form (RFC 7578). Nothing of it touches the disk.
func readForm(r *http.Request) (*posted, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	p := &posted{texts: map[string]string{}, files: map[string][]Upload{}}
	for range mostFields {
		part, err := parts.NextPart()
		if err == io.EOF {
			return p, nil
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(part)
		switch name := part.FormName(); {
		case err != nil:
			return nil, err
		case part.FileName() != "":
			p.files[name] = append(p.files[name], Upload{part.FileName(), data})
		case name == "passphrase":
			p.secret = data
		default:
			p.texts[name] = string(data)
		}
	}
	return nil, http.ErrNotMultipart
}

// file gives the file that was chosen for a field, if one was.
func (p *posted) file(field string) Upload {
	if len(p.files[field]) == 0 {
		return Upload{}
	}
	return p.files[field][0]
}

// seal gives the seal, nil where none was chosen.
func (p *posted) seal() *Seal {
	if len(p.files["seal"]) == 0 {
		return nil
	}
	width, err := strconv.ParseFloat(strings.TrimSpace(p.texts["width"]), 64)
	if err != nil {
		width = 0 // which is refused
	}
	return &Seal{p.file("seal"), width}
}

// postSeal shows where a seal comes to stand.
func (d *Desk) postSeal(w http.ResponseWriter, r *http.Request) {
	p, err := readForm(r)
	if err != nil || p.seal() == nil {
		badRequest(w)
		return
	}
	_, err = d.read(p.texts["name"])
	var at *Sealed
	if err == nil {
		at, err = d.tools.Seal(d.path(p.texts["name"]), p.seal())
	}
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, at)
}

// postSign builds a report and signs its PDF.
func (d *Desk) postSign(w http.ResponseWriter, r *http.Request) {
	p, err := readForm(r)
	if err != nil {
		badRequest(w)
		return
	}
	s := &Signing{Key: p.file("key"), Passphrase: p.secret, Serial: p.texts["serial"], Reason: p.texts["reason"], TSA: p.texts["tsa"],
		Lists: p.files["crl"], Answers: p.files["ocsp"], Issuers: p.files["issuer"], Online: p.texts["online"] != "",
		Seal: p.seal(), Sealed: p.texts["room"] != "", Attach: p.texts["attach"] != "", Replace: p.texts["replace"] != ""}
	defer s.forget()
	d.writing.Lock()
	defer d.writing.Unlock()
	var said words
	_, err = d.read(p.texts["name"])
	var files []string
	if err == nil {
		files, err = d.tools.Sign(d.path(p.texts["name"]), s, &said)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{"files": bases(files), "said": said.String()})
}

// postVerify says what the signatures of a file are worth: one of the folder, or
// one that was chosen.
func (d *Desk) postVerify(w http.ResponseWriter, r *http.Request) {
	file, trust, ok := d.chosenPDF(w, r)
	if !ok {
		return
	}
	tell(w, func(said io.Writer) bool { return d.tools.Verify(file, trust, said) })
}

// chosenPDF reads which PDF is meant, and whom to trust; false: there is none, and
// that is told.
func (d *Desk) chosenPDF(w http.ResponseWriter, r *http.Request) (file Upload, trust Trust, ok bool) {
	p, err := readForm(r)
	if err != nil {
		badRequest(w)
		return Upload{}, trust, false
	}
	file = p.file("file")
	if name := p.texts["name"]; name != "" {
		file.Name = path.Base(name)
		file.Data, err = d.file(name, ".pdf")
	}
	if err == nil && file.Name == "" {
		err = errName
	}
	if err != nil {
		refuse(w, err)
	}
	return file, Trust{Signers: p.files["trust"], Stampers: p.files["stampers"]}, err == nil
}
