package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"nianbao/internal/clerk/form"
)

func (a *app) formsCommand() *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   a.t("forms [文件]", "forms [FILE]"),
		Short: a.t("列出各年度的表式", "list the forms and their years"),
		Long: a.t("列出各年度的表式：名称、年度、依据，以及文字未经核实之处。给出数据文件时，也列出它旁边 layouts 文件夹里的表式。",
			"list the forms: name, years, source, and what is uncertain about their wording. With a report's file also those in the folder layouts beside it."),
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.listForms(append(args, "")[0], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, a.t("以 JSON 输出，供程序读取", "print JSON for programs"))
	return c
}

// formJSON is a form as programs read it.
type formJSON struct {
	Name      string `json:"name"`
	FirstYear int    `json:"first_year,omitempty"`
	LastYear  int    `json:"last_year,omitempty"`
	Variant   bool   `json:"variant"` // taken only when a report names it
	Source    string `json:"source"`
	Note      string `json:"note,omitempty"`
	File      string `json:"file"`
}

// listForms lists the forms, the latest first and variants after the form of
// their years.
func (a *app) listForms(input string, asJSON bool) error {
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
	set, err := a.openForms(lib, input)
	if err != nil {
		return err
	}
	forms := slices.Clone(set.Forms())
	slices.SortStableFunc(forms, func(x, y *form.Form) int {
		return cmp.Or(-cmp.Compare(until(x), until(y)), cmp.Compare(named(x), named(y)), -cmp.Compare(x.FirstYear, y.FirstYear))
	})
	if asJSON {
		list := make([]formJSON, len(forms))
		for i, f := range forms {
			list[i] = formJSON{f.Name, f.FirstYear, f.LastYear, named(f) == 1, f.Source, f.Note.In(a.lang), f.File}
		}
		return a.writeJSON(map[string]any{"forms": list})
	}
	for _, f := range forms {
		a.showForm(f)
	}
	return nil
}

func (a *app) showForm(f *form.Form) {
	years := f.Years()
	if f.FirstYear > 0 {
		years = a.t("%s年度", "%s", years)
		if f.LastYear == 0 {
			years = a.t("%d年度至今", "%d to now", f.FirstYear)
		}
	}
	if named(f) == 1 {
		years = a.t("%[1]s（写 form = %[3]q 才用）", "%[2]s (only by form = %[3]q)", years, years, f.Name)
	}
	fmt.Fprintf(a.out, "%s  %s\n", f.Name, years)
	fmt.Fprintln(a.out, a.t("  依据：%s", "  source: %s", f.Source))
	if !f.Note.IsZero() {
		fmt.Fprintln(a.out, a.t("  注意：%s", "  note: %s", f.Note.In(a.lang)))
	}
	fmt.Fprintln(a.out, a.t("  文件：%s", "  file: %s", f.File))
}

// until is the last year of a form, for sorting.
func until(f *form.Form) int {
	if f.FirstYear > 0 && f.LastYear == 0 {
		return 9999
	}
	return f.LastYear
}

// named is 1 for forms that are taken only when a report names them.
func named(f *form.Form) int {
	if f.Variant || f.FirstYear == 0 {
		return 1
	}
	return 0
}
