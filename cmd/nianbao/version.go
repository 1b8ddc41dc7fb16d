package main

import (
	"fmt"
	"io/fs"
	"runtime/debug"

	"github.com/spf13/cobra"

	"nianbao/fonts"
	"nianbao/internal/licences"
)

// version is the program's; the files name it as their producer.
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	notices := false
	c := &cobra.Command{
		Use:   "version",
		Short: a.t("显示版本", "print the version"),
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(a.out, "nianbao "+version)
			if notices {
				return a.licences()
			}
			return nil
		},
	}
	c.Flags().BoolVar(&notices, "licences", false, a.t("同时显示程序所用字体和程序库的许可证", "also print the licences of the fonts and modules in it"))
	return c
}

// licences prints what must go along with the program.
func (a *app) licences() error {
	show := func(title, text string) { fmt.Fprintf(a.out, "\n==== %s\n\n%s\n", title, text) }
	show("nianbao, "+licences.Unioffice, "GNU Affero General Public License 3 <https://www.gnu.org/licenses/agpl-3.0.txt>")
	show("Go", licences.Text("golang.org"))
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path != licences.Unioffice {
				show(m.Path+" "+m.Version, licences.Text(m.Path))
			}
		}
	}
	return fs.WalkDir(fonts.Notices, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fonts.Notices, name)
		show("fonts/"+name, string(text))
		return err
	})
}
