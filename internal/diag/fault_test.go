package diag

import (
	"errors"
	"strings"
	"testing"
)

// What fails becomes an error that says what and where; what does not stays as it is.
func TestGuard(t *testing.T) {
	var none []int
	var one *Diagnostic
	err := Guard(func() error { none[len(none)] = 1; return nil })
	if !errors.As(err, new(Fault)) || !errors.As(err, &one) || !strings.Contains(one.What.ZH, "index out of range [0]") || !strings.Contains(one.What.ZH, "diag.TestGuard.func") {
		t.Errorf("%v", err)
	}
	if err := Guard(func() error { panic("\x1b[2Jno") }); strings.Contains(err.Error(), "\x1b") || !strings.Contains(err.Error(), "no") {
		t.Errorf("%q", err)
	}
	own := errors.New("own")
	if err := Guard(func() error { return own }); err != own {
		t.Errorf("%v", err)
	}
	if err := Guard(func() error { return nil }); err != nil {
		t.Errorf("%v", err)
	}
}
