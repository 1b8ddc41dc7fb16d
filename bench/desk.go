package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

// deskFigures is what a key takes in the desk, as its page asks for it over HTTP:
// until the findings are there, and until the page that it changes is; and what
// Typst takes to make SVG of the same pages again after the same key.
type deskFigures struct {
	keys           int
	findings, page time.Duration // medians
	bytes          uint64        // of the pages that were sent for a key, the median
	typst          time.Duration
	version        string
	gone, peerGone string // why there is none
}

// typedInto is the field that is typed into, and the words of the sample that the
// typed ones stand behind.
const (
	typedInto   = "problems/text"
	typedBehind = "发布质量和数量。"
	typedWords  = "下一步，我局将继续完善工作机制，加强业务培训，主动接受社会监督，把公开工作做细做实。"
)

// runDesk types as many characters as there are turns, ours and Typst in turns.
func runDesk(keys int, program, report, root, cache string) (f deskFigures) {
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err == nil {
		defer os.RemoveAll(dir)
		err = f.measure(keys, program, report, root, cache, dir)
	}
	if err != nil {
		f.gone = err.Error()
	}
	return f
}

func (f *deskFigures) measure(keys int, program, report, root, cache, dir string) error {
	data, err := os.ReadFile(report)
	if err != nil {
		return err
	}
	name := filepath.Base(report)
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
		return err
	}
	d, err := openDesk(program, dir, name)
	if err != nil {
		return err
	}
	defer d.end()
	preview := startPreview(report, root, cache)
	defer preview.stop()
	f.version = preview.hello.Version
	var findings, pages, theirs []time.Duration
	var sent []uint64
	words := []rune(typedWords)
	for i := range warm + keys {
		typed := strings.Repeat(typedWords, i/len(words)) + string(words[:i%len(words)+1])
		found, drawn, bytes, err := d.key(typed)
		if err != nil {
			return err
		}
		took := preview.key(typed)
		if i >= warm {
			findings, pages, theirs, sent = append(findings, found), append(pages, drawn), append(theirs, took), append(sent, uint64(bytes))
		}
	}
	f.keys, f.findings, f.page, f.bytes = keys, median(findings), median(pages), median(sent)
	f.typst, f.peerGone = median(theirs), preview.gone
	return nil
}

// deskRun is the program at work on a folder, and a client that is signed in.
type deskRun struct {
	secret     string // that each request shows
	cmd        *exec.Cmd
	client     http.Client
	host, name string
	was        string   // what the field has
	have       []string // the pages that were sent
}

func openDesk(program, dir, name string) (*deskRun, error) {
	d := &deskRun{cmd: exec.Command(program, "desk", dir, "--no-open"), name: name}
	d.cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
	out, err := d.cmd.StdoutPipe()
	if err == nil {
		err = d.cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, err
	}
	var token string
	d.host, token, _ = strings.Cut(strings.TrimSpace(line), "/#")
	d.client.Jar, err = cookiejar.New(nil)
	if err == nil {
		var secret []byte
		secret, err = d.ask(http.MethodPost, "/session", []byte(token))
		d.secret = string(secret)
	}
	if err == nil {
		err = d.read()
	}
	if err != nil {
		d.end()
		return nil, err
	}
	return d, nil
}

func (d *deskRun) end() {
	d.cmd.Process.Kill()
	d.cmd.Wait()
}

// ask sends a request as the page does.
func (d *deskRun) ask(method, path string, body []byte) ([]byte, error) {
	q, err := http.NewRequest(method, d.host+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	q.Header.Set("X-Nianbao", cmp.Or(d.secret, "none"))
	a, err := d.client.Do(q)
	if err != nil {
		return nil, err
	}
	defer a.Body.Close()
	data, err := io.ReadAll(a.Body)
	if err == nil && a.StatusCode >= 300 {
		err = fmt.Errorf("%s: %s: %s", path, a.Status, data)
	}
	return data, err
}

// read gets what the field has.
func (d *deskRun) read() error {
	data, err := d.ask(http.MethodGet, "/api/report?name="+d.name, nil)
	var v struct {
		Parts []struct {
			Fields []struct{ Key, Text string }
		}
	}
	if err == nil {
		err = json.Unmarshal(data, &v)
	}
	for _, p := range v.Parts {
		for _, f := range p.Fields {
			if f.Key == typedInto {
				d.was = f.Text
			}
		}
	}
	if err == nil && !strings.HasSuffix(d.was, typedBehind) {
		err = errors.New("the sample has other words")
	}
	return err
}

// key asks for what a key asks for: the findings of the draft, then the pages of it
// that changed.
func (d *deskRun) key(typed string) (findings, page time.Duration, size int, err error) {
	begun := time.Now()
	change := map[string]string{"key": typedInto, "was": d.was, "text": d.was + typed}
	in, _ := json.Marshal(map[string]any{"name": d.name, "changes": []any{change}, "draft": true, "have": d.have}) // of texts
	data, err := d.ask(http.MethodPost, "/api/edit", in)
	findings = time.Since(begun)
	if err == nil && !bytes.Contains(data, []byte(typed)) {
		err = errors.New("the draft has not what was typed")
	}
	if err != nil {
		return 0, 0, 0, err
	}
	if data, err = d.ask(http.MethodPost, "/api/pages", in); err != nil {
		return 0, 0, 0, err
	}
	page = time.Since(begun)
	var v struct {
		Pages []struct{ ID, SVG string }
	}
	if err = json.Unmarshal(data, &v); err != nil {
		return 0, 0, 0, err
	}
	d.have = d.have[:0]
	for _, p := range v.Pages {
		d.have = append(d.have, p.ID)
		size += len(p.SVG)
	}
	if size == 0 {
		err = errors.New("no page changed")
	}
	return findings, page, size, err
}

// preview is Typst, which holds the document and compiles it again after a key, as
// its watch mode and its previews do.
type preview struct {
	*outside
	before, behind string // the source around what is typed
}

func startPreview(report, root, cache string) *preview {
	cmd := exec.Command(filepath.Join(cache, "venv", "bin", "python"), filepath.Join("peers", "typst_peer.py"), filepath.Join(root, "fonts"), "svg")
	p := &preview{outside: start(cmd)}
	if p.gone == "" {
		if err := p.source(report); err != nil {
			p.gone = err.Error()
		}
	}
	return p
}

func (p *preview) source(report string) error {
	b, err := open()
	if err != nil {
		return err
	}
	text, err := typstOf(b, b.Fonts, report, p.hello.Families)
	if err != nil {
		return err
	}
	var found bool
	if p.before, p.behind, found = strings.Cut(text, typedBehind); !found {
		return errors.New("the source has not the words that are typed behind")
	}
	return nil
}

// typstOf gives a report for Typst.
func typstOf(b *press.Builder, fonts *font.Library, report string, families map[string]string) (string, error) {
	o, err := press.Open(b.Forms, report)
	if err != nil {
		return "", err
	}
	layout, err := b.Layout(o)
	if err != nil {
		return "", err
	}
	line, err := typstSource(layout.Fitted, fonts, families)
	return string(line), err
}

// key has it make all pages with what was typed.
func (p *preview) key(typed string) time.Duration {
	if p.gone != "" {
		return 0
	}
	begun := time.Now()
	if _, err := p.make([]byte(p.before + typedBehind + typed + p.behind)); err != nil {
		p.gone = err.Error()
	}
	return time.Since(begun)
}

// The aims of the desk.
const (
	toFindings = 50 * time.Millisecond
	toPage     = 120 * time.Millisecond
)

func (f *deskFigures) aims() []aim {
	switch {
	case f.gone != "":
		return []aim{{text: "the desk", missing: f.gone}}
	case f.keys == 0:
		return []aim{{text: "the desk", missing: "not measured"}}
	}
	return []aim{atMost("from a key in the desk to its findings", f.findings, toFindings), atMost("the same to the changed page", f.page, toPage)}
}

// markdown says it.
func (f *deskFigures) markdown() string {
	if f.gone != "" {
		return "\nThe desk was not measured: " + f.gone + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n## Desk\n\nFrom a key to what it changes, the median of %d characters typed into the sample's fifth part. Ours is asked as the page asks, over HTTP: the change is put into the report's file in memory, all of it is read and checked (findings), set, and the pages that changed are sent (%d kB). What the browser takes to draw them is not in it. Typst %s keeps the document and compiles it again to SVG, as its previews do: its cache helps it where little changes; it makes all pages, checks nothing, and is spared HTTP and reading a report.\n\n", f.keys, f.bytes/1000, f.version)
	b.WriteString("| from a key to | time | aim |\n|---|--:|--:|\n")
	fmt.Fprintf(&b, "| findings | %s | %s |\n| the changed page | %s | %s |\n", span(f.findings), span(toFindings), span(f.page), span(toPage))
	if f.peerGone != "" {
		fmt.Fprintf(&b, "| Typst: the pages | not measured: %s | |\n", f.peerGone)
	} else {
		fmt.Fprintf(&b, "| Typst: the pages | %s, %.2f times ours | |\n", span(f.typst), float64(f.typst)/float64(f.page))
	}
	return b.String()
}
