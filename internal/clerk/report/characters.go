package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"nianbao/internal/character"
	"nianbao/internal/diag"
)

// drawn gives a text as it is drawn and as the rules read it, and tells what
// was dropped or replaced, and what cannot be drawn.
func (d *decoder) drawn(v Value) Value {
	t := character.Clean(v.Text)
	for len(t.Found) > 0 {
		f := t.Found[0]
		same := func(g character.Found) bool {
			return g.Kind == f.Kind && (g.Rune == f.Rune || f.Kind == character.Rare)
		}
		var alike []character.Found
		for _, g := range t.Found {
			if same(g) {
				alike = append(alike, g)
			}
		}
		t.Found = slices.DeleteFunc(t.Found, same)
		d.tell(v, alike)
	}
	if t.Text == v.Text {
		return v
	}
	kept := t // few are
	v.clean = &kept
	text := strings.TrimLeftFunc(t.Text, blank)
	v.skip = int32(len(t.Text) - len(text))
	v.Text = strings.TrimRightFunc(text, blank)
	return v
}

// tell tells of the characters of a text that are treated alike, once, at the
// first.
func (d *decoder) tell(v Value, found []character.Found) {
	what, do := about(found)
	if n := len(found); n > 1 {
		what.ZH += fmt.Sprintf("共 %d 处，这是第一处。", n)
		what.EN += fmt.Sprintf(" There are %d; this is the first.", n)
	}
	severity := diag.Warning
	if found[0].Refused() {
		severity = diag.Error
	}
	d.At(v.At(found[0].Off), 1, severity, what, do)
}

// about says what becomes of characters, and what to do.
func about(found []character.Found) (what, do diag.Text) {
	switch f := found[0]; f.Kind {
	case character.Private:
		return diag.T("这是自造字 U+%04X，别的电脑上可能显示不出。", "U+%04X is a private-use character; other computers may not show it.", f.Rune),
			diag.T("请换成正式编码的字。", "use the character's standard code.")
	case character.Rare:
		return rare(found)
	case character.Invisible, character.Selector:
		return diag.T("文字中有看不见的字符 U+%04X，已略去。", "the text has an invisible character, U+%04X; it is left out.", f.Rune),
			diag.T("它多半来自网页复制，请删去。", "it was probably pasted from a web page; delete it.")
	case character.Object:
		return diag.T("这里原来有一个图片或对象，复制时丢失了（U+%04X），已略去。", "a picture or an object was lost here when the text was copied (U+%04X); its mark is left out.", f.Rune),
			diag.T("请删去这个看不见的字符；要放图片，另写一段 [image.名称]。", "delete the invisible character; a picture is placed by [image.NAME].")
	case character.Tab:
		return diag.T("文字中有制表符（Tab）。", "the text has a tab."),
			diag.T("请改用空格；表格请另写一段 [table.名称]。", "type blanks; a table is written as [table.NAME].")
	case character.Control:
		return diag.T("文字中有看不见的控制字符 U+%04X。", "the text has an invisible control character, U+%04X.", f.Rune),
			diag.T("请删去它。", "delete it.")
	case character.Lost:
		return diag.T("这里原来的字已经丢失（U+%04X）。", "the character here was lost before (U+%04X).", f.Rune),
			diag.T("请对照原件重新输入这个字。", "type it again from the original.")
	case character.Mark:
		return mark(f)
	}
	return diag.T("“%[1]c”（%[1]U）的字母要连写或从右向左排，本程序排不了。", "the letters of “%[1]c” (%[1]U) join or run from right to left; the program cannot set them.", found[0].Rune),
		diag.T("请删去，或把这段文字做成图片，用 [image.名称] 放进来。", "delete it, or place the words as a picture by [image.NAME].")
}

// mark speaks of an accent that makes no single character with its letter.
func mark(f character.Found) (what, do diag.Text) {
	do = diag.T("请删去这个附加符号，或换成一个现成的字符。", "delete the mark, or use one character that has it.")
	if f.As == 0 {
		return diag.T("附加符号 %U 前面没有字母。", "no letter stands before the combining mark %U.", f.Rune), do
	}
	return diag.T("“%[1]c”和后面的附加符号 %[2]U 合不成一个字符，排不到一起。", "“%[1]c” and the combining mark %[2]U behind it are no single character; they cannot be set together.", f.As, f.Rune), do
}

// mostPairs is how many replaced characters a message names.
const mostPairs = 6

// rare speaks of radicals, compatibility ideographs and blanks that were
// replaced.
func rare(found []character.Found) (what, do diag.Text) {
	var zh, en []string
	for _, f := range found {
		z, e := fmt.Sprintf("“%c”（%U）按“%c”", f.Rune, f.Rune, f.As), fmt.Sprintf("“%c” (%U) as “%c”", f.Rune, f.Rune, f.As)
		if unicode.IsSpace(f.Rune) {
			z, e = fmt.Sprintf("特殊空格 %U 按普通空格", f.Rune), fmt.Sprintf("the blank %U as an ordinary one", f.Rune)
		}
		if !slices.Contains(zh, z) {
			zh, en = append(zh, z), append(en, e)
		}
	}
	if n := len(zh); n > mostPairs {
		zh, en = append(zh[:mostPairs], "等"), append(en[:mostPairs], "and others")
	}
	return diag.T("不是通用的字符：%[1]s 排印和核对。", "rare forms of characters: %[2]s is printed and checked.", strings.Join(zh, "，"), strings.Join(en, ", ")),
		diag.T("它们多半来自 PDF 复制，看着一样而编码不同，搜索不到；请改成普通的字。", "they were probably copied from a PDF file; they look alike but are not found by a search. Type the ordinary ones.")
}
