package main

import (
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

// flagLines lists flags, a line each, with their explanations below each other:
// the flag package counts bytes, and a Chinese character is two columns wide.
func (a *app) flagLines(set *pflag.FlagSet) string {
	var left, right []string
	widest := 0
	set.VisitAll(func(f *pflag.Flag) {
		name, usage := pflag.UnquoteUsage(f)
		l := "      --" + f.Name
		if f.Shorthand != "" {
			l = "  -" + f.Shorthand + ", --" + f.Name
		}
		if name != "" {
			l += " " + name
		}
		if d := strings.Trim(f.DefValue, "[]"); d != "" && d != "false" && d != "0" {
			usage += a.t("（不写：%s）", " (default %s)", d)
		}
		left, right = append(left, l), append(right, usage)
		widest = max(widest, columns(l))
	})
	var b strings.Builder
	for i, l := range left {
		b.WriteString(l + strings.Repeat(" ", widest+3-columns(l)) + right[i] + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// columns is how wide a text is on a terminal.
func columns(s string) (n int) {
	for _, r := range s {
		n += diag.Width(r)
	}
	return n
}

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
	cobra.AddTemplateFunc("flags", a.flagLines)
	usage := strings.NewReplacer(".LocalFlags.FlagUsages | trimTrailingWhitespaces", "flags .LocalFlags",
		".InheritedFlags.FlagUsages | trimTrailingWhitespaces", "flags .InheritedFlags").Replace(root.UsageTemplate())
	if a.lang == diag.Chinese {
		usage = usageZH
	}
	root.SetUsageTemplate(usage)
}
