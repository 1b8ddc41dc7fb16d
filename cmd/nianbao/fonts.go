package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
)

func (a *app) fontsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "fonts",
		Short: a.t("列出样式、字体文件和字数", "list styles, font files and coverage"),
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.listFonts() },
	}
}

func (a *app) listFonts() error {
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
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
