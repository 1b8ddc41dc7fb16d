package document

import (
	"reflect"
	"testing"
)

// TestWordFontEqual changes each field of a font in turn.
func TestWordFontEqual(t *testing.T) {
	a := WordFont{Name: "仿宋", Alt: []string{"仿宋_GB2312"}, Sig: []string{"800002BF"}}
	if b := a; !a.Equal(b) {
		t.Error("a font is not equal to itself")
	}
	for i := range reflect.TypeFor[WordFont]().NumField() {
		b := a
		field := reflect.ValueOf(&b).Elem().Field(i)
		if field.Kind() == reflect.Slice {
			field.Set(reflect.ValueOf([]string{"another"}))
		} else {
			field.SetString("another")
		}
		if a.Equal(b) {
			t.Errorf("fonts with another %s are equal", reflect.TypeFor[WordFont]().Field(i).Name)
		}
	}
}
