package main

import (
	"bytes"
	"encoding/json"

	"nianbao/internal/diag"
)

// writeJSON writes a result for other programs.
func (a *app) writeJSON(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	if err == nil {
		_, err = a.out.Write(diag.EscapeJSON(b.Bytes()))
	}
	if err != nil {
		return writeError{diag.T("写不出结果：%v", "cannot write: %v", err)}
	}
	return nil
}
