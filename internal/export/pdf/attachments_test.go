package pdf

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"strings"
	"testing"
)

func TestAttachments(t *testing.T) {
	cjk, latin := faces(t)
	files := []Attachment{
		{Name: "报告.toml", Type: "application/toml", Description: "数据", Data: []byte("year = 2020\n")},
		{Name: "b.docx", Type: "application/x", Data: bytes.Repeat([]byte("x"), 10000)},
	}
	out, err := File(report(cjk, latin), Options{Attachments: files})
	if err != nil {
		t.Fatal(err)
	}
	r := readFile(t, out)
	names := r.dict(r.dict(r.catalog()["Names"])["EmbeddedFiles"])["Names"].(array)
	af := r.get(r.catalog()["AF"]).(array)
	if len(names) != 4 || len(af) != 2 {
		t.Fatalf("names %v, AF %v", names, af)
	}
	for i, want := range []Attachment{files[1], files[0]} { // in the order of their names
		spec := r.dict(names[2*i+1])
		if text(names[2*i]) != want.Name || text(spec["UF"]) != want.Name || spec["AFRelationship"] != name("Source") || names[2*i+1] != af[i] {
			t.Errorf("%s: %v", want.Name, spec)
		}
		s := r.get(r.dict(spec["EF"])["F"]).(stream)
		params := r.dict(s.dict["Params"])
		sum := md5.Sum(want.Data)
		if !bytes.Equal(s.data, want.Data) || s.dict["Subtype"] != name(want.Type) || params["Size"] != float64(len(want.Data)) ||
			!bytes.Equal(params["CheckSum"].([]byte), sum[:]) || fmt.Sprintf("%s", params["ModDate"]) != "D:20210127000000+08'00'" {
			t.Errorf("%s: %v", want.Name, s.dict)
		}
	}
	xmp := string(r.get(r.catalog()["Metadata"]).(stream).data)
	if !strings.Contains(xmp, "<pdfaid:part>3</pdfaid:part>") {
		t.Error("not PDF/A-3")
	}
	r = readFile(t, write(t, report(cjk, latin)))
	if xmp := string(r.get(r.catalog()["Metadata"]).(stream).data); !strings.Contains(xmp, "<pdfaid:part>2</pdfaid:part>") || r.catalog()["AF"] != nil {
		t.Error("without attachments it is PDF/A-2")
	}
}
