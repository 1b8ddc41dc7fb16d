package main

import (
	"encoding/json"

	"nianbao/internal/diag"
)

// writeJSON writes a result for other programs.
func (a *app) writeJSON(v any) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return writeError{diag.T("写不出结果：%v", "cannot write: %v", err)}
	}
	return nil
}
