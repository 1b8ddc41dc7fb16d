package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"nianbao/internal/desk"
	"nianbao/internal/signing/sign"
)

const passphrase = "口令 secret"

// signDesk is a folder with a report, a key, its certificate and its pass phrase.
type signDesk struct {
	t   *testing.T
	dir string
}

func newDesk(t *testing.T) *signDesk {
	d := &signDesk{t, t.TempDir()}
	d.write("word.txt", []byte(passphrase+"\r\n"))
	if code, _, errs := call(t, "sign", "--new-test-key", d.path("test.p12"), "--passphrase-file", d.path("word.txt")); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	path := input(t, d.dir)
	if code, _, errs := call(t, "build", "--format", "pdf", "--sealed", path); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	return d
}

func (d *signDesk) path(name string) string { return filepath.Join(d.dir, name) }

func (d *signDesk) write(name string, data []byte) {
	d.t.Helper()
	if err := os.WriteFile(d.path(name), data, 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// with replaces @ in arguments by the folder.
func (d *signDesk) with(args ...string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = strings.ReplaceAll(a, "@", d.dir+string(filepath.Separator))
	}
	return out
}

func (d *signDesk) seal() {
	img := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	img.SetNRGBA(50, 50, color.NRGBA{220, 0, 0, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		d.t.Fatal(err)
	}
	d.write("seal.png", b.Bytes())
}

var signArgs = []string{"sign", "@report.pdf", "--key", "@test.p12", "--passphrase-file", "@word.txt", "-o", "@signed.pdf"}

func TestSignAndVerify(t *testing.T) {
	d := newDesk(t)
	d.seal()
	code, out, errs := call(t, d.with(append(signArgs, "--seal", "@seal.png", "--reason", "发布")...)...)
	if code != exitOK || !strings.Contains(out, "已签名") || !strings.Contains(out, "（签名人：测试证书 无效 TEST ONLY") || !strings.Contains(errs, "不够清晰") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	if fi, err := os.Stat(d.path("test.p12")); err != nil || runtime.GOOS != "windows" && fi.Mode().Perm() != 0o600 {
		t.Errorf("the key may be read by others: %v", fi.Mode())
	}
	if strings.Contains(out+errs, "secret") {
		t.Error("the pass phrase is shown")
	}
	code, out, errs = call(t, d.with("verify", "@signed.pdf", "--trust", "@test.pem")...)
	if code != exitOK || errs != "" {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	for _, s := range []string{"签名有效", "PAdES B-B", "TEST ONLY", "发布", "内容未改动：是", "覆盖整个文件：是", "证书受信任：是", "当时有效：是"} {
		if !strings.Contains(out, s) {
			t.Errorf("no %q in\n%s", s, out)
		}
	}
	code, out, _ = call(t, d.with("verify", "--lang", "en", "--json", "@signed.pdf", "@report.pdf", "@missing.pdf", "@seal.png", "--trust", "@test.pem")...)
	var got struct{ Files []verifiedJSON }
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitInput || len(got.Files) != 4 {
		t.Fatalf("exit %d, %v\n%s", code, err, out)
	}
	if f := got.Files[0]; !f.OK || len(f.Signatures) != 1 || !f.Signatures[0].Whole || f.Signatures[0].Claimed == "" || f.Signatures[0].Reason != "发布" {
		t.Errorf("%+v", f)
	}
	for i, want := range []string{"", "not signed", "cannot be read", "no PDF file"} {
		if f := got.Files[i]; i > 0 && (f.OK || len(f.Problems) != 1 || !strings.Contains(f.Problems[0], want)) {
			t.Errorf("%+v, want %q", f, want)
		}
	}
}

// Whoever signs another body's report is told, on every road; whoever signs the own is
// not.
func TestSignerIsAnother(t *testing.T) {
	d, body := newDesk(t), "汶上县行政审批服务局"
	holder, err := sign.ReadCertificates("test.pem", read(t, d.path("test.pem")))
	if err != nil {
		t.Fatal(err)
	}
	text := string(read(t, d.path("report.toml")))
	own := strings.ReplaceAll(text, body, sign.Name(holder[0])+"（公章）")
	above := strings.ReplaceAll(text, body, "测试证书") // whose name the holder's has in it
	d.write("own.toml", []byte(own))
	d.write("above.toml", []byte(above))
	key := []string{"--key", "@test.p12", "--passphrase-file", "@word.txt"}
	build := func(name string) (code int, out, errs string) {
		return call(t, d.with(append([]string{"build", "--format", "pdf", "--sign", "@" + name + ".toml"}, key...)...)...)
	}
	for name, another := range map[string]bool{"own": false, "above": true} {
		if code, _, errs := build(name); code != exitOK || strings.Contains(errs, "核对密钥") != another {
			t.Errorf("%s: %d %s", name, code, errs)
		}
	}
	for road, run := range map[string]func() (int, string, string){
		"sign":  func() (int, string, string) { return call(t, d.with(signArgs...)...) },
		"build": func() (int, string, string) { return build("report") },
	} {
		if code, out, errs := run(); code != exitOK || !strings.Contains(errs, "签名人“测试证书") || !strings.Contains(errs, "报告的单位“"+body+"”不同") || !strings.Contains(errs, "请核对密钥") || !strings.Contains(out, "签名人：测试证书") {
			t.Errorf("%s: %d %s%s", road, code, out, errs)
		}
	}
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	for text, another := range map[string]bool{own: false, above: true, text: true} {
		if err := os.WriteFile(report, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		s := &desk.Signing{Key: desk.Upload{Name: "test.p12", Data: read(t, d.path("test.p12"))}, Passphrase: []byte(passphrase), Replace: true}
		if _, err := deskOf(t, folder).Sign(report, s, &said); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(said.String(), "签名人：测试证书") || strings.Contains(said.String(), "警告: 签名人“测试证书") != another || strings.Contains(said.String(), folder) {
			t.Errorf("the desk, another %v: %s", another, said.String())
		}
	}
}

func TestVerifyFindsFault(t *testing.T) {
	d := newDesk(t)
	if code, _, errs := call(t, d.with(signArgs...)...); code != exitOK {
		t.Fatal(errs)
	}
	if code, out, _ := call(t, d.with("verify", "--lang", "en", "@signed.pdf")...); code != exitInput || !strings.Contains(out, "not trusted") {
		t.Errorf("not trusted: exit %d\n%s", code, out)
	}
	data := read(t, d.path("signed.pdf"))
	before, table := string(data), string(data[bytes.LastIndex(data, []byte("startxref\n"))+len("startxref\n"):])
	update := "9999 0 obj\n<</Type/Catalog>>\nendobj\n"
	update += fmt.Sprintf("xref\n9999 1\n%010d 00000 n \ntrailer\n<</Size 10000/Root 9999 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", len(before), strings.Fields(table)[0], len(before)+len(update))
	d.write("longer.pdf", []byte(before+update))
	if code, out, _ := call(t, d.with("verify", "@longer.pdf", "--trust", "@test.pem")...); code != exitInput || strings.Contains(out, "内容未改动：是") {
		t.Errorf("an update that is not allowed: exit %d\n%s", code, out)
	}
	data[len(data)/2] ^= 1
	d.write("signed.pdf", data)
	code, out, _ := call(t, d.with("verify", "--lang", "en", "@signed.pdf", "--trust", "@test.pem")...)
	if code != exitInput || !strings.Contains(out, "NOT VALID") || !strings.Contains(out, "changed after signing") {
		t.Errorf("changed: exit %d\n%s", code, out)
	}
	if code, _, errs := call(t, d.with("verify", "@signed.pdf", "--trust", "@word.txt")...); code != exitInput || !strings.Contains(errs, "不是证书文件") {
		t.Errorf("no certificate: exit %d, %s", code, errs)
	}
}

// TestSignRefuses also looks whether files stay as they are.
func TestSignRefuses(t *testing.T) {
	d := newDesk(t)
	d.seal()
	d.write("wrong.txt", []byte("something else"))
	d.write("signed.pdf", []byte("was here before"))
	d.write("plain.toml", read(t, d.path("report.toml")))
	if code, _, errs := call(t, d.with("build", "--format", "pdf", "@plain.toml")...); code != exitOK {
		t.Fatal(errs)
	}
	before := read(t, d.path("report.pdf"))
	replace := func(old, new string) []string {
		args := append([]string{}, signArgs...)
		for i, a := range args {
			if a == old {
				args[i] = new
			}
		}
		return args
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"wrong pass phrase", replace("@word.txt", "@wrong.txt"), exitInput, "口令不对"},
		{"no pass phrase", append([]string{"sign"}, append(signArgs[1:4:4], signArgs[6:]...)...), exitInput, "没有口令"},
		{"no file with it", replace("@word.txt", "@none.txt"), exitInput, "口令文件读不了"},
		{"no key", replace("@test.p12", "@report.pdf"), exitInput, "不是 PKCS#12"},
		{"another serial number", append(signArgs, "--key-serial", "123"), exitInput, "没有序列号是 123 的证书"},
		{"missing key", replace("@test.p12", "@none.p12"), exitInput, "密钥文件读不了"},
		{"missing file", replace("@report.pdf", "@none.pdf"), exitInput, "找不到这个文件"},
		{"no PDF", replace("@report.pdf", "@seal.png"), exitInput, "不是 PDF"},
		{"itself", replace("@signed.pdf", "@report.pdf"), exitUsage, "不能是输入文件本身"},
		{"key as output", replace("@signed.pdf", "@test.p12"), exitUsage, "test.p12"},
		{"seal", append(signArgs, "--seal", "@report.pdf"), exitInput, "不是 PNG"},
		{"not set for a seal", append(replace("@report.pdf", "@plain.pdf"), "--seal", "@seal.png"), exitInput, "--sealed"},
		{"seal width", append(signArgs, "--seal", "@seal.png", "--seal-width", "0"), exitUsage, "10 到 100"},
		{"place alone", append(signArgs, "--place", "1,10,10"), exitUsage, "--seal"},
		{"place", append(signArgs, "--seal", "@seal.png", "--place", "1;10"), exitUsage, "页,横,纵"},
		{"time stamp", append(signArgs, "--tsa", "http://127.0.0.1:1/"), exitInput, "时间戳服务没有回答"},
		{"no output", signArgs[:6], exitUsage, "-o"},
		{"build without sign", []string{"build", "@report.toml", "--key", "@test.p12"}, exitUsage, "--sign"},
		{"build without key", []string{"build", "@report.toml", "--sign"}, exitUsage, "--key"},
		{"build without PDF", []string{"build", "@report.toml", "--sign", "--key", "@test.p12", "--format", "docx"}, exitUsage, "pdf"},
		{"test key again", []string{"sign", "--new-test-key", "@test.p12", "--passphrase-file", "@word.txt"}, exitInput, "已经存在"},
	} {
		code, out, errs := call(t, d.with(c.args...)...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, want %d with %q:\n%s%s", c.name, code, c.code, c.says, out, errs)
		}
		if string(read(t, d.path("signed.pdf"))) != "was here before" || !bytes.Equal(read(t, d.path("report.pdf")), before) {
			t.Fatalf("%s: a file was touched", c.name)
		}
	}
}

func TestBuildSigned(t *testing.T) {
	d := newDesk(t)
	d.seal()
	code, out, errs := call(t, d.with("build", "@report.toml", "-o", "@out", "--sign", "--key", "@test.p12", "--passphrase-file", "@word.txt", "--seal", "@seal.png")...)
	if code != exitOK {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	if code, out, _ := call(t, d.with("verify", "@out/report.pdf", "--trust", "@test.pem")...); code != exitOK {
		t.Errorf("exit %d\n%s", code, out)
	}
	if _, err := os.Stat(d.path("out/report.docx")); err != nil {
		t.Error(err)
	}
}

// TestPassphraseFromEnvironment also asks for one where there is no keyboard.
func TestPassphraseFromEnvironment(t *testing.T) {
	d := newDesk(t)
	for word, want := range map[string]int{passphrase: exitOK, "else": exitInput} {
		var o, e bytes.Buffer
		getenv := func(k string) string {
			if k == passphraseVariable {
				return word
			}
			return ""
		}
		if code := run(d.with("sign", "@report.pdf", "--key", "@test.p12", "-o", "@s.pdf"), strings.NewReader(""), &o, &e, getenv); code != want || strings.Contains(o.String()+e.String(), word) {
			t.Errorf("exit %d, want %d: %s", code, want, e.String())
		}
	}
}
