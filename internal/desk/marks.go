package desk

import "fmt"

// mark is a state of a report in words, as its card shows it.
type mark struct {
	Is    string `json:"is"` // a name of the state, by which cards are looked for
	Words string `json:"words"`
	Kind  string `json:"kind"` // how it looks
}

// marksOf tells in words how far a report is.
func marksOf(s *state) []mark {
	if s.Broken != "" {
		return []mark{{"unbuilt", "读不了：" + s.Broken, "error"}}
	}
	all := []mark{}
	add := func(holds bool, is, words, kind string) {
		if holds {
			all = append(all, mark{is, words, kind})
		}
	}
	add(s.Unfilled > 0, "unfilled", fmt.Sprintf("待填 %d 处", s.Unfilled), "todo")
	add(s.Errors > 0, "errors", fmt.Sprintf("%d 个错误", s.Errors), "error")
	add(s.Warnings > 0, "warnings", fmt.Sprintf("%d 个警告", s.Warnings), "warning")
	add(s.Built, "built", "已生成", "good")
	add(s.Stale, "stale", "生成以后又改过", "todo")
	add(s.Saved, "saved", "生成的文件在别的程序里存过", "todo")
	add(s.Old, "old", "全部生成的那份是旧的", "todo")
	add(s.Unlike, "unlike", "签名的和没签名的不一样", "todo")
	add(s.Signed, "signed", "已签名", "good")
	add(s.Outdated, "outdated", "签名的不是现在的内容", "todo")
	add(s.Archived, "archived", "已存档", "good")
	add(s.Changed, "changed", "存档后又改过", "todo")
	add(s.Unkept == "signed", "unkept", "签名的还没有存档", "todo")
	add(s.Unkept == "built", "unkept", "后来生成的还没有存档", "todo")
	none := len(all) == 0
	add(none, "unbuilt", "没有错误，还没有生成", "")
	add(!none && !s.Built && !s.Stale && !s.Saved, "unbuilt", "", "")
	add(s.Own, "own", "用文件夹里的表样", "todo")
	return all
}
