package svg

import (
	"reflect"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/layout/typeset"
)

// Whatever is changed of a page, at any depth: where it is drawn otherwise, its mark
// is another one; and the same page has the same mark.
func TestMark(t *testing.T) {
	d := &Drawer{At: InFile("a.toml")}
	draw := func(p *typeset.Page) string {
		b, err := d.Page(p)
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
	face := page(t).Texts[0].Face // others are opened each time
	page := func(t *testing.T) *typeset.Page {
		p := page(t)
		for i := range p.Texts {
			p.Texts[i].Face = face
		}
		return p
	}
	before, mark := draw(page(t)), d.Mark(page(t))
	if d.Mark(page(t)) != mark {
		t.Fatal("the same page has two marks")
	}
	tried, other := 0, 0
	for i := 0; ; i++ {
		p := page(t)
		at := i
		what := changed(reflect.ValueOf(p), "page", &at)
		if what == "" {
			break
		}
		tried++
		if draw(p) == before {
			continue
		}
		if other++; d.Mark(p) == mark {
			t.Errorf("%s: drawn otherwise, with the same mark", what)
		}
	}
	if tried < 60 || other < 30 {
		t.Errorf("%d places tried, %d change what is drawn", tried, other)
	}
	moved := &Drawer{At: func(p diag.Pos) string { return strings.Repeat("x", p.Line) }}
	if moved.Mark(page(t)) == mark {
		t.Error("places that are told otherwise have the same mark")
	}
	parted := page(t)
	parted.Texts[1].Node = parted.Texts[0].Node
	if d.Mark(parted) == mark {
		t.Error("texts of one group have the mark of those of two")
	}
}

// changed changes the value that is reached as number *at, and says where it is; ""
// there is none.
func changed(v reflect.Value, name string, at *int) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || strings.HasSuffix(v.Type().String(), "font.Face") {
			return ""
		}
		return changed(v.Elem(), name, at)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() || f.Anonymous {
				if what := changed(v.Field(i), name+"."+f.Name, at); what != "" {
					return what
				}
			}
		}
		return ""
	case reflect.Slice:
		for i := range v.Len() {
			if what := changed(v.Index(i), name+"[]", at); what != "" {
				return what
			}
		}
		return ""
	}
	if !v.CanSet() {
		return ""
	}
	if *at--; *at >= 0 {
		return ""
	}
	switch {
	case v.CanInt():
		v.SetInt(v.Int() + 1)
	case v.CanUint():
		v.SetUint(v.Uint() + 1)
	case v.Kind() == reflect.Bool:
		v.SetBool(!v.Bool())
	case v.Kind() == reflect.String:
		v.SetString(v.String() + "0")
	}
	return name
}
