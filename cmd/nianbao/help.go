package main

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nianbao/internal/diag"
)

const usageZH = `用法：
  {{.UseLine}}{{if .HasExample}}

例子：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{flags .LocalFlags}}{{end}}{{if .HasAvailableInheritedFlags}}

共用选项：
{{flags .InheritedFlags}}{{end}}{{if .HasAvailableSubCommands}}

用 "{{.CommandPath}} 命令 --help" 看每个命令的说明。{{end}}
`

// englishDefault is how the flag package tells what holds when a flag is left out.
var englishDefault = regexp.MustCompile(` \(default \[?"?([^"\])]+)"?\]?\)`)

// withSubcommands gives a command and all below it.
func withSubcommands(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		all = append(all, withSubcommands(sub)...)
	}
	return all
}

// localise gives all commands Chinese help, unless English is asked for.
func (a *app) localise(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range withSubcommands(root) {
		c.DisableFlagsInUseLine = true
		c.InitDefaultHelpFlag()
		if f := c.Flags().Lookup("help"); f != nil {
			f.Usage = a.t("看说明", "show help")
		}
		if c.Name() == "help" {
			c.Short = a.t("看一个命令的说明", "help about any command")
		}
	}
	if a.lang == diag.Chinese {
		cobra.AddTemplateFunc("flags", func(f *pflag.FlagSet) string {
			return strings.TrimRight(englishDefault.ReplaceAllString(f.FlagUsages(), "（不写：$1）"), "\n")
		})
		root.SetUsageTemplate(usageZH)
	}
}
