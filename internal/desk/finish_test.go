package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/internal/diag"
)

// send posts a form of texts and files; a key "file:x" is a file.
func (o *office) send(path string, fields map[string]string) (int, string) {
	o.Helper()
	var body bytes.Buffer
	f := multipart.NewWriter(&body)
	for key, value := range fields {
		if name, ok := strings.CutPrefix(key, "file:"); ok {
			w, _ := f.CreateFormFile(name, name+".bin")
			io.WriteString(w, value)
			continue
		}
		f.WriteField(key, value)
	}
	f.Close()
	return o.ask("POST", path, body.String(), func(r *http.Request) { r.Header.Set("Content-Type", f.FormDataContentType()) })
}

// What is finished of a report reaches no file but those of the folder.
func TestFinishAttacks(t *testing.T) {
	o := newOffice(t)
	outside := filepath.Join(t.TempDir(), "secret.pdf")
	write(t, outside, []byte("secret"))
	os.Symlink(outside, filepath.Join(o.folder, "link.pdf"))
	write(t, filepath.Join(o.folder, "key.p12"), []byte("secret"))
	write(t, filepath.Join(o.folder, "2020.pdf"), []byte("%PDF"))
	o.tools.Verify = func(pdf Upload, _ Trust, _ io.Writer) bool { return string(pdf.Data) == "%PDF" }
	for _, name := range []string{"../secret.pdf", outside, "link.pdf", "key.p12", "2020.toml", "CON.pdf", `..\secret.pdf`, "", "missing.pdf", ".", "a\x00.pdf"} {
		if code, body := o.ask("GET", "/api/file?name="+strings.ReplaceAll(strings.ReplaceAll(name, "\x00", "%00"), `\`, "%5C"), "", nil); code != 422 {
			t.Errorf("download of %q: %d %.80s", name, code, body)
		}
		if code, body := o.send("/api/verify", map[string]string{"name": name}); code != 422 {
			t.Errorf("verifying %q: %d %.80s", name, code, body)
		}
	}
	if code, body := o.ask("GET", "/api/file?name=2020.pdf", "", nil); code != 200 || body != "%PDF" {
		t.Errorf("a file of the folder: %d %q", code, body)
	}
	if code, body := o.send("/api/verify", map[string]string{"name": "2020.pdf"}); code != 200 || !strings.Contains(body, `"ok":true`) {
		t.Errorf("a file of the folder: %d %s", code, body)
	}
	for _, a := range []struct {
		path, body string
		code       int
	}{
		{"/api/takeout", "x", 400}, {"/api/extract", "x", 400},
		{"/api/takeout", `{"folder":"../x"}`, 422}, {"/api/takeout", `{"folder":""}`, 422},
		{"/api/sign", "x", 400}, {"/api/seal", "x", 400}, {"/api/verify", "x", 400}, {"/api/archive", "x", 400}, {"/api/work", "x", 400},
		{"/api/work", `{"kind":"else"}`, 422},
		{"/api/work", `{"kind":"rollup","name":"../x.toml"}`, 422},
		{"/api/archive", `{"name":"../x.toml","by":"王某"}`, 422},
		{"/api/archive", `{"name":"2020.toml","by":" "}`, 422},
		{"/api/build", `{"name":"../x.toml"}`, 422},
	} {
		if code, body := o.ask("POST", a.path, a.body, nil); code != a.code {
			t.Errorf("%s %s: %d, want %d: %.80s", a.path, a.body, code, a.code, body)
		}
	}
	if code, _ := o.ask("GET", "/api/states?"+strings.Repeat("name=x&", maxTold+1), "", nil); code != 400 {
		t.Errorf("too many states: %d", code)
	}
}

// Key and pass phrase reach the tool, and are overwritten behind it.
func TestSecretsAreForgotten(t *testing.T) {
	o := newOffice(t)
	var used *Signing
	seen := ""
	o.tools.Sign = func(_ string, s *Signing, said io.Writer) ([]string, error) {
		used, seen = s, fmt.Sprintf("%s %s %s %v %s %s %s %v", s.Key.Data, s.Passphrase, s.Reason, s.Replace, s.Lists[0].Data, s.Answers[0].Data, s.Issuers[0].Data, s.Online)
		fmt.Fprintln(said, "signed")
		return []string{"/x/2020-签名.pdf"}, nil
	}
	code, body := o.send("/api/sign", map[string]string{"name": name, "file:key": "the key", "passphrase": "open", "reason": "why", "replace": "1", "file:crl": "a list", "file:ocsp": "an answer", "file:issuer": "an issuer", "online": "1"})
	if code != 200 || !strings.Contains(body, "2020-签名.pdf") || seen != "the key open why true a list an answer an issuer true" {
		t.Fatalf("%d %s: the tool saw %q", code, body, seen)
	}
	if strings.Trim(string(used.Key.Data)+string(used.Passphrase), "\x00") != "" {
		t.Errorf("kept: %q %q", used.Key.Data, used.Passphrase)
	}
	o.tools.Sign = func(_ string, s *Signing, _ io.Writer) ([]string, error) { used = s; return nil, errors.New("no") }
	if code, _ := o.send("/api/sign", map[string]string{"name": name, "file:key": "the key", "passphrase": "open"}); code != 422 {
		t.Errorf("a failure: %d", code)
	}
	if strings.Trim(string(used.Passphrase), "\x00") != "" {
		t.Error("kept after a failure")
	}
}

// One work at a time; it can be stopped, and the desk does not end while it goes on.
func TestWork(t *testing.T) {
	o := newOffice(t)
	begun := make(chan bool)
	o.tools.Batch = func(w *Work) bool {
		w.Progress(1, 3)
		w.Became(&Outcome{Name: "甲.toml", Kind: "failed", Why: diag.List{
			{Severity: diag.Warning, What: diag.T("警告一", "w")}, diag.New(diag.Pos{File: filepath.Join(o.folder, "甲.toml")}, diag.T("找不到图片：%s", "no %s", filepath.Join(o.folder, "a.png")), diag.T("放好", "d")), diag.New(diag.Pos{}, diag.T("错二", "e"), diag.Text{})}})
		fmt.Fprintln(w, "一")
		begun <- true
		<-w.Context.Done()
		return false
	}
	if code, _ := o.ask("GET", "/api/work", "", nil); code != 204 {
		t.Errorf("no work yet: %d", code)
	}
	if code, body := o.ask("POST", "/api/work", `{"kind":"batch"}`, nil); code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	<-begun
	if code, body := o.ask("POST", "/api/work", `{"kind":"batch"}`, nil); code != 422 {
		t.Errorf("a second work: %d %s", code, body)
	}
	if _, body := o.ask("GET", "/api/work", "", nil); !strings.Contains(body, `"done":1`) || !strings.Contains(body, `"total":3`) || !strings.Contains(body, "一") || !strings.Contains(body, `"why":"找不到图片：a.png（另有 1 个错误）"`) || !o.current().running() {
		t.Errorf("at work: %s", body)
	}
	o.ask("POST", "/api/work/stop", "", nil)
	for range 1000 {
		if !o.current().running() {
			if _, body := o.ask("GET", "/api/work", "", nil); !strings.Contains(body, `"stopped":true`) {
				t.Errorf("stopped: %s", body)
			}
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("the work was not stopped")
}

// What is said stays within its bound, and its characters whole.
func TestWordsAreBounded(t *testing.T) {
	var w words
	for range maxSaid / 100 {
		fmt.Fprint(&w, strings.Repeat("年", 50))
	}
	if s := w.String(); len(s) > maxSaid || len(s) < maxSaid-3 || strings.Trim(s, "年") != "" {
		t.Errorf("%d bytes, of %d; or a broken character", len(s), maxSaid)
	}
}

// The guide's styles are allowed, and only those.
func TestGuidePolicy(t *testing.T) {
	o := newOffice(t)
	o.guide.make = func() ([]byte, error) {
		return []byte(`<html><head><style>p { color: red }</style></head><body><p style="color:blue">x</p></body></html>`), nil
	}
	r, err := http.Get(o.server.URL + "/guide")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	// openssl dgst -sha256 -binary | base64
	for _, want := range []string{"default-src 'none'", "'sha256-AsBing+OROn4oj79i1McYY1lPcuhBPrT15PfKUjuHIY='"} {
		if got := r.Header.Get("Content-Security-Policy"); !strings.Contains(got, want) || strings.Contains(got, "unsafe-inline") {
			t.Errorf("the policy %q has no %q", got, want)
		}
	}
}

// Where pages are chosen the PDF alone is made of them; what has some of the pages is
// listed, and is not archived or asked whether it is current.
func TestSomePages(t *testing.T) {
	o := newOffice(t)
	var got *Building
	o.tools.Build = func(_ string, b *Building) ([]string, error) { got = b; return nil, nil }
	if code, _, _ := o.post("/api/build", `{"name":"2020.toml","formats":["docx","html"],"pages":" 1-2 "}`); code != 200 || got.Pages != "1-2" || len(got.Formats) != 1 || got.Formats[0] != "pdf" {
		t.Errorf("%d %+v", code, got)
	}
	for _, name := range []string{"2020-p1-2.pdf", "2020-p1-2.docx", "2020-px-2.pdf", "20201-p1-2.pdf"} {
		write(t, filepath.Join(o.folder, name), []byte("%PDF"))
	}
	r, err := o.read(name)
	if err != nil {
		t.Fatal(err)
	}
	if made := o.made(r, name); len(made) != 1 || made[0].Name != "2020-p1-2.pdf" || !made[0].Some || made[0].Stale {
		t.Errorf("%+v", made)
	}
}
