package main

import (
	"bytes"
	"encoding/pem"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"nianbao/internal/desk"
	"nianbao/internal/signing/cms/cmstest"
)

// What is signed on the page for the long term is whole for whoever trusts signer and
// time stamp service, each in its own field.
func TestDeskLongTerm(t *testing.T) {
	cmstest.Now = time.Now()
	office := cmstest.NewAuthority(t)
	service := httptest.NewServer(office.NewTSA(t))
	defer service.Close()
	key, chain := office.Issue(t, cmstest.P256, nil)
	p12, err := pkcs12.Modern2023.Encode(key, chain[0], chain[1:], "secret")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	tools := deskOf(t, folder)
	list := desk.Upload{Name: "a.crl", Data: office.List(t, nil).Raw}
	root := []desk.Upload{{Name: "root.pem", Data: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: office.Root.Raw})}}
	for _, lists := range [][]desk.Upload{nil, {list}} {
		s := &desk.Signing{Key: desk.Upload{Name: "k.p12", Data: p12}, Passphrase: []byte("secret"), TSA: service.URL, Lists: lists, Issuers: root, Replace: true}
		if lists == nil {
			s.Issuers = nil
		}
		if _, err := tools.Sign(report, s, io.Discard); err != nil {
			t.Fatal(err)
		}
		pdf := desk.Upload{Name: "2020-签名.pdf", Data: read(t, filepath.Join(folder, "2020-签名.pdf"))}
		level := map[bool]string{true: "PAdES B-LTA", false: "PAdES B-T"}[lists != nil]
		var said bytes.Buffer
		if !tools.Verify(pdf, desk.Trust{Signers: root, Stampers: root}, &said) || !strings.Contains(said.String(), level+"）") {
			t.Errorf("%s: %s", level, said.String())
		}
		if tools.Verify(pdf, desk.Trust{Signers: root}, &said) || tools.Verify(pdf, desk.Trust{Stampers: root}, &said) {
			t.Errorf("%s: somebody is trusted whom nobody named", level)
		}
	}
}
