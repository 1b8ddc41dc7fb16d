package press

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	yearLine   = regexp.MustCompile(`(?m)^[ \t]*year[ \t]*=[ \t]*([0-9]{4})\b`)
	agencyName = regexp.MustCompile(`(?m)^\[agency\][^\[]*?^[ \t]*name[ \t]*=[ \t]*["']([^"'\n]*)["']`)
)

// FuzzBeginning: what is read line by line is what these patterns say.
func FuzzBeginning(f *testing.F) {
	for _, text := range []string{
		"year = 2020\n[agency]\nname = \"某县某局\"\n", "[agency]\r\n\tname='某局' # 局\r\n  year\t=2021# 年\r\n",
		"year = 20200\nyear = 2020x\nyear = 2_020\nyear = 2021-\n", "[agency]\ncode = [1]\nname = \"某局\"\n",
		"[agency] # [a]\nname = \"某局\"\n[agency]\nname = \"\nname = 'b\"\nname = \"c[d]\"", "\nyear=2020年\n[agency]\n[agency]\nname=\"\"",
		" [agency]\nname = \"a\"\n[[agency]]\nname = \"b\"\n[agency.x]\nname = \"c\"", "year = 2019\nyear = 2020\n[agency]\nnames = \"a\"\nname = \" b \"\nname=\"c\"",
		"[agency]name = \"a\"\nname = b\nname\n= \"c\"\nname = \"d\"", "year = 0000\nyear = 2020\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		wantYear, wantAgency := 0, ""
		if m := yearLine.FindSubmatch(text); m != nil {
			wantYear, _ = strconv.Atoi(string(m[1]))
		}
		if m := agencyName.FindSubmatch(text); m != nil {
			wantAgency = strings.TrimSpace(string(m[1]))
		}
		if year, agency := Beginning(text); year != wantYear || agency != wantAgency {
			t.Errorf("%q: %d %q, want %d %q", text, year, agency, wantYear, wantAgency)
		}
	})
}
