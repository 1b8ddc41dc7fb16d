package open

import (
	"context"
	"errors"
	"testing"

	"nianbao/internal/diag"
)

// By its name alone the file that Word has beside an open one is told, whatever is in it.
func TestWordsOwnFile(t *testing.T) {
	_, err := Read(context.Background(), "收/~$年报.docx", make([]byte, 162))
	var d *diag.Diagnostic
	if !errors.As(err, &d) || d.What.ZH != "这是 Word 或 WPS 打开文件时的临时文件。" {
		t.Errorf("%v", err)
	}
}
