package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/character"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
)

func (a *app) fontsCommand() *cobra.Command {
	return &cobra.Command{
		Use:     a.t("fonts [字…]", "fonts [CHARACTERS…]"),
		Short:   a.t("列出样式、字体文件和字数，或者某些字由哪个字体来排", "list styles, font files and coverage, or which font draws some characters"),
		Example: a.t("  nianbao fonts\n  nianbao fonts --fonts C:\\Windows\\Fonts 𬭚㐂", "  nianbao fonts\n  nianbao fonts --fonts C:\\Windows\\Fonts 𬭚㐂"),
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			lib, err := a.openFonts()
			switch {
			case err != nil:
				return err
			case len(args) > 0:
				return a.whoDraws(lib, strings.Join(args, ""))
			}
			return a.listFonts(lib)
		},
	}
}

func (a *app) listFonts(lib *font.Library) error {
	styles, err := lib.Styles()
	if err != nil {
		return err
	}
	for _, s := range styles {
		fmt.Fprintln(a.out, a.t("%s（%s）  Word 中：%s", "%s (%s)  in Word: %s", s.Name, s.Key, s.Word))
		for _, f := range s.Faces {
			whose := diag.T("随程序", "bundled")
			if f.User {
				whose = diag.T("您的", "yours")
			}
			fmt.Fprintln(a.out, a.t("  %6[1]d 字  %[2]s  %[3]s（%[4]s）", "  %6[1]d characters  %[2]s  %[3]s (%[4]s)", f.Characters, f.File, f.PostScriptName, whose.In(a.lang)))
		}
		a.missing(s.Missing)
	}
	a.listOthers(lib.Others())
	return nil
}

// listOthers lists the fonts of the user's folders as they serve any style.
func (a *app) listOthers(others []font.OtherInfo) {
	if len(others) == 0 {
		return
	}
	fmt.Fprintln(a.out, a.t("样式的字体里没有的字，依次由这些字体代排：", "Characters that the fonts of a style do not have are drawn by these, in this order:"))
	for _, f := range others {
		if f.Why.IsZero() {
			fmt.Fprintln(a.out, a.t("  %6[1]d 字  %[2]s  %[3]s", "  %6[1]d characters  %[2]s  %[3]s", f.Characters, f.File, f.PostScriptName))
		} else {
			fmt.Fprintln(a.out, a.t("    不能用  %[1]s  %[2]s：%[3]s", "  not used  %[1]s  %[2]s: %[4]s", f.File, f.PostScriptName, f.Why.ZH, f.Why.EN))
		}
	}
}

// whoDraws says for each character which font draws it, by style.
func (a *app) whoDraws(lib *font.Library, text string) error {
	clean := character.Clean(text)
	for _, f := range clean.Found {
		if f.Refused() || f.Kind == character.Invisible || f.Kind == character.Object {
			fmt.Fprintln(a.out, a.t("%U：不印（见 docs/characters.md）", "%U: is not drawn (see docs/characters.md)", f.Rune))
		}
	}
	told := map[rune]bool{}
	for _, r := range clean.Text {
		if told[r] || character.Of(r) > character.Private {
			continue
		}
		told[r] = true
		if err := a.drawnBy(lib, r); err != nil {
			return err
		}
	}
	return nil
}

// drawnBy lists the fonts that draw a character, and those that cannot.
func (a *app) drawnBy(lib *font.Library, r rune) error {
	fmt.Fprintln(a.out, a.t("%[1]c（%[1]U）", "%[1]c (%[1]U)", r))
	other, some, passed := lib.Other(r)
	for _, key := range lib.Keys() {
		c, err := lib.Chain(key)
		if err != nil {
			return err
		}
		g, ok := c.Lookup(r)
		if !ok {
			g, ok = other, some
		}
		if ok {
			fmt.Fprintln(a.out, a.t("  %-12[1]s  %[2]s  %[3]s", "  %-12[1]s  %[2]s  %[3]s", key, g.Face.File, g.Face.PostScriptName))
		} else {
			fmt.Fprintln(a.out, a.t("  %-12s  没有字体有这个字", "  %-12s  no font has it", key))
		}
	}
	for _, p := range passed {
		fmt.Fprintln(a.out, a.t("  不能用  %[1]s  %[2]s：%[3]s", "  not used  %[1]s  %[2]s: %[4]s", p.File, p.Name, p.Why.ZH, p.Why.EN))
	}
	return nil
}

// shown is how many missing characters are listed.
const shown = 30

// missing says which of the 8105 standard characters a style lacks. A style
// that has next to none of them is one for Latin letters.
func (a *app) missing(chars []rune) {
	const standard = 8105
	switch n := len(chars); {
	case n == 0:
		fmt.Fprintln(a.out, a.t("  通用规范汉字表 8105 字：全", "  the 8105 characters of 通用规范汉字表: all"))
	case n == standard:
	case n <= shown:
		fmt.Fprintln(a.out, a.t("  通用规范汉字表 8105 字：缺 %d 字 %s", "  the 8105 characters of 通用规范汉字表: %d missing, %s", n, string(chars)))
	default:
		fmt.Fprintln(a.out, a.t("  通用规范汉字表 8105 字：缺 %d 字", "  the 8105 characters of 通用规范汉字表: %d missing", n))
	}
}
