package prose

import (
	"strings"
	"unicode/utf8"
)

// Self is the body that reports, as it may name itself.
type Self struct {
	name  string // without 人民
	whole string // what may follow 全 where it means this body
	level rune   // of a government whose name ends in one: 县 of a county's, which is not 全市
	some  hint   // the characters of the name
	first hint   // those with which a short name may begin
}

// NewSelf takes a body's name, and of what it may say 全: "县市区" of a county's government.
func NewSelf(name, whole string) *Self {
	own := &Self{name: strings.ReplaceAll(Fold(name).Text, "人民政府", "政府"), whole: whole}
	for _, r := range own.name {
		own.some.add(r)
	}
	if place, is := strings.CutSuffix(own.name, "政府"); is {
		if r, _ := utf8.DecodeLastRuneInString(place); strings.ContainsRune(levels, r) {
			own.level = r
		}
	}
	last, _ := utf8.DecodeLastRuneInString(own.name)
	for _, r := range levels + "委" + string(last) {
		own.first.add(r)
	}
	for _, word := range shortNames {
		r, _ := utf8.DecodeRuneInString(word)
		own.first.add(r)
	}
	return own
}

// bodyWords follow 我, 本 and 该, longer ones first; ofBody may follow these.
var (
	bodyWords = []string{"人民政府", "政府办公室", "街道办事处", "街道办", "管理委员会", "委员会", "办公室", "管委会", "街道", "政府", "单位", "机关", "部门", "系统", "中心", "公司", "集团", "医院", "学校", "学院", "园区", "新区",
		"局", "镇", "乡", "县", "市", "区", "办", "委", "厅", "院", "州", "省", "署", "队", "会", "旗", "校", "处", "所", "站", "社", "馆", "行"}
	everybody = []string{"各级行政机关", "各级政府部门", "各级政府", "各级各部门", "各级部门", "各地各部门", "各地区各部门", "各地、各部门"}
	ofBody    = []string{"机关", "政府", "办公室", "本级", "系统"}
)

// at gives where a name of the body itself that begins at byte i ends; i where
// none does.
func (own *Self) at(t string, i int, r rune) int {
	n := utf8.RuneLen(r)
	switch r {
	case '我', '本', '该':
		if w := FirstPrefix(t[i+n:], bodyWords); w != "" && !own.above(t[i+n:]) {
			end := i + n + len(w)
			return end + len(FirstPrefix(t[end:], ofBody))
		}
	case '各':
		if strings.ContainsRune(own.whole, '县') { // all of them are the government's roll-up
			if w := FirstPrefix(t[i:], everybody); w != "" {
				return i + len(w)
			}
		}
	case '全':
		if next, w := utf8.DecodeRuneInString(t[i+n:]); next != utf8.RuneError && strings.ContainsRune(own.whole, next) && !own.above(t[i+n:]) {
			end := i + n + w
			if strings.HasPrefix(t[end-w:], "街道") {
				end += len("道")
			}
			if strings.HasPrefix(t[end:], "系统") && !strings.ContainsRune(own.whole, '县') {
				return i // an office with all that belong to it
			}
			return end + len(FirstPrefix(t[end:], []string{"各级行政机关", "行政机关", "系统"}))
		}
	}
	if own.first.has(r) {
		if end := own.short(t, i); end > i {
			return end
		}
	}
	if !own.some.has(r) {
		return i
	}
	return own.part(t, i)
}

// above reports whether a text, behind 全 or 我, begins with the level of another government: 全市
// in a county's report.
func (own *Self) above(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return own.level != 0 && r != own.level && strings.ContainsRune(levels, r)
}

// short gives where the name ends as an office writes it for short at the begin
// of a clause: 市国资委, or 局共收到; i where none does.
func (own *Self) short(t string, i int) int {
	if i > 0 && !beginsClause(t[:i]) {
		return i
	}
	first, w := utf8.DecodeRuneInString(t[i:])
	next := i + w
	if (strings.HasSuffix(own.name, t[i:next]) || first == '委' && strings.HasSuffix(own.name, "委员会")) && anyPrefix(t[next:], received) {
		return next
	}
	for _, word := range shortNames {
		if rest, ok := strings.CutPrefix(t[i:], word); ok && own.isA(word) && anyPrefix(rest, received) {
			return i + len(word)
		}
	}
	if !strings.ContainsRune(levels, first) {
		return i
	}
	for at, r := range own.name {
		if r != first {
			continue
		}
		if n := abbreviated(t[next:], own.name[at+w:]); n > 0 {
			return next + n
		}
	}
	if n := own.branch(t[next:], first); n > 0 {
		return next + n
	}
	return i
}

// shortNames are what bodies call themselves without 我 or 本.
var shortNames = []string{"街道", "办事处", "管委会", "园区", "分局", "支队", "大队", "集团", "公司", "中心", "医院", "镇", "乡", "县", "区"}

// levels are the characters that end the name of a place.
const levels = "省市县区州旗盟"

// branch gives how many bytes of a text, behind the last level of the name, are what
// stands behind another: 区公安分局 of 某市公安局某区分局; 0: none.
func (own *Self) branch(t string, level rune) int {
	last := strings.LastIndexAny(own.name, levels)
	if last < 0 || !strings.HasPrefix(own.name[last:], string(level)) {
		return 0
	}
	for at, r := range own.name[:last] {
		if strings.ContainsRune(levels, r) {
			if n := abbreviated(t, own.name[at+utf8.RuneLen(r):]); n > 0 {
				return n
			}
		}
	}
	return 0
}

// isA reports whether the body is what a word calls it: 街道 a 街道办事处, 镇 the
// government of one.
func (own *Self) isA(word string) bool {
	switch word {
	case "管委会":
		return strings.HasSuffix(own.name, "管理委员会") || strings.HasSuffix(own.name, word)
	case "街道":
		return strings.HasSuffix(own.name, "街道") || strings.HasSuffix(own.name, "街道办事处") || strings.HasSuffix(own.name, "街道办")
	}
	return strings.HasSuffix(own.name, word) || strings.HasSuffix(own.name, word+"政府")
}

// abbreviated gives how many bytes of a text are a body's name for short: 国资委 for
// 国有资产监督管理委员会; 0: none. It begins as the name does, lest 市政府 be a
// district's of the city, or 市社保局 the 人力资源和社会保障局.
func abbreviated(t, name string) int {
	const fewest = 2
	count := 0
	for end, r := range t {
		at := strings.IndexRune(name, r)
		if at < 0 || count == 0 && at > 0 {
			return 0
		}
		name = name[at+utf8.RuneLen(r):]
		if count++; count >= fewest && (name == "" || r == '委' && name == "员会") {
			return end + utf8.RuneLen(r)
		}
	}
	return 0
}

// beginsClause reports whether the subject of a clause may follow a text.
func beginsClause(before string) bool {
	if len(before) < len("，") {
		return false
	}
	switch before[len(before)-len("，"):] {
	case "，", "。", "；", "：", "）", "年":
		return true
	case "度":
		return strings.HasSuffix(before, "年度")
	}
	return false
}

// received stands behind the subject of a clause.
var received = []string{"共收到", "共接到", "共受理", "共新收", "收到", "受理", "累计收到", "累计受理", "新收", "接到"}

// part gives where a part of the name, three characters or more, ends. What the
// report calls 人民政府 is 政府 in the name.
func (own *Self) part(t string, i int) int {
	const fewest = 3
	end, count, taken := i, 0, ""
	for end < len(t) {
		_, w := utf8.DecodeRuneInString(t[end:])
		piece, more := t[end:end+w], ""
		if strings.HasPrefix(t[end:], "人民政府") {
			w, piece = len("人民政府"), "政府"
		}
		if taken == t[i:end] && w == len(piece) {
			more = t[i : end+w]
		} else {
			more = taken + piece
		}
		if !strings.Contains(own.name, more) {
			break
		}
		taken, end, count = more, end+w, count+utf8.RuneCountInString(piece)
	}
	if count < fewest || strings.HasSuffix(own.name, "分局") && strings.HasSuffix(taken, "局") && !strings.HasSuffix(own.name, taken) {
		return i // 市公安局 of 某市公安局某区分局 is another
	}
	if own.goesOn(t[end:], taken) {
		return i // 县卫生监督所 of 某县卫生健康局
	}
	return end
}

// below are the ends of names of bodies that belong to others.
var below = []string{"监督所", "监察所", "执法局", "疾控中心", "中心", "大队", "支队", "学校", "医院", "公司", "站", "所"}

// goesOn reports whether a part of the name, which does not end it, goes on to the name of a
// body below.
func (own *Self) goesOn(rest, taken string) bool {
	const most = 4 // characters before the end of that name
	if strings.HasSuffix(own.name, taken) || strings.ContainsRune(levels, lastRune(taken)) {
		return false
	}
	for i, count := 0, 0; i < len(rest) && count <= most; count++ {
		if w := FirstPrefix(rest[i:], below); w != "" {
			return !strings.HasSuffix(own.name, w) && anyPrefix(rest[i+len(w):], append(received[:len(received):len(received)], "共", "办", "答"))
		}
		r, n := utf8.DecodeRuneInString(rest[i:])
		if r < firstBegin || r >= firstEnd {
			break
		}
		i += n
	}
	return false
}

func lastRune(t string) rune { r, _ := utf8.DecodeLastRuneInString(t); return r }

// called reports whether the body's name has a word: 集团, 管委会.
func (own *Self) called(word string) bool {
	switch word {
	case "管委会":
		word = "管理委员会"
	case "高新区":
		return strings.Contains(own.name, word) || strings.Contains(own.name, "高新技术")
	case "经开区":
		return strings.Contains(own.name, word) || strings.Contains(own.name, "经济技术开发") || strings.Contains(own.name, "经济开发")
	}
	if word == "学校" || word == "学院" {
		for _, kind := range []string{"学院", "大学", "中学", "小学", "学校"} {
			if strings.HasSuffix(own.name, kind) {
				return true
			}
		}
	}
	return strings.Contains(own.name, word) || word == "管理委员会" && strings.Contains(own.name, "管委会")
}
