package desk

import "testing"

// Each state of a card is told, and every card can be looked for by one.
func TestMarks(t *testing.T) {
	for want, s := range map[string]*state{
		"unbuilt:没有错误，还没有生成":                    {},
		"unbuilt:读不了：坏了":                        {Broken: "坏了", Errors: 1},
		"unfilled:待填 2 处 errors:1 个错误 unbuilt:": {Unfilled: 2, Errors: 1},
		"built:已生成 archived:已存档":                {Built: true, Archived: true},
		"saved:生成的文件在别的程序里存过 own:用文件夹里的表样":      {Saved: true, Own: true},
		"unkept:签名的还没有存档 unbuilt:":              {Unkept: "signed"},
	} {
		got := ""
		for _, m := range marksOf(s) {
			got += " " + m.Is + ":" + m.Words
		}
		if got != " "+want {
			t.Errorf("%+v: %s, want %s", *s, got, want)
		}
	}
}
