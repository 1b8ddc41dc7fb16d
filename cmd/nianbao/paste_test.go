package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPaste: a block is shown first, and written where that is asked for.
func TestPaste(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.toml")
	const text = "year = 2023\n[agency]\nname = \"甲局\"\n[applications]\nnew = [3, 0, 0, 0, 0, 0] # 说明\n"
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	paste := func(block string, args ...string) (int, string) {
		var out, errs strings.Builder
		code := run(append([]string{"paste", name, "applications", "--lang", "en"}, args...), strings.NewReader(block), &out, &errs, func(string) string { return "" })
		return code, out.String() + errs.String()
	}
	const block = "一、本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t0\t5\n"
	if code, said := paste(block); code != exitOK || !strings.Contains(said, "3 → 4") || !strings.Contains(said, "2 figures") || string(read(t, name)) != text {
		t.Error(code, said)
	}
	if code, said := paste(strings.Replace(block, "5", "6", 1), "--write"); code != exitInput || string(read(t, name)) != text {
		t.Error(code, said)
	}
	if code, said := paste(block, "--write"); code != exitOK || string(read(t, name)) != strings.Replace(text, "[3, 0", "[4, 1", 1) {
		t.Error(code, said)
	}
	if code, said := paste("\tA\tB\tC\tD\tE\tF\tG\n" + block + "注：含撤回的2件\n"); code != exitOK || !strings.Contains(said, "注：含撤回的2件") || !strings.Contains(said, "right columns") {
		t.Error(code, said)
	}
	const maybe = "一、本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t5\n"
	if code, said := paste(maybe); code != exitInput || !strings.Contains(said, "seems to be the total") || !strings.Contains(said, "--no-total") {
		t.Error(code, said)
	}
	if code, said := paste(maybe, "--no-total"); code != exitOK || !strings.Contains(said, "0 → 5") {
		t.Error(code, said)
	}
	if code, _ := paste(block, "1", "2"); code != exitUsage {
		t.Error(code)
	}
}
