// Command nianbao draws the 政府信息公开工作年度报告 of a government body as a
// Word file and as a PDF that agree page for page.
package main

import (
	"os"
	"runtime"

	"github.com/spf13/cobra"
)

func main() {
	cobra.MousetrapHelpText = "" // which speaks English and waits for nobody
	start := run
	if clicked() && (runtime.GOOS == "windows" || len(os.Args) == 1) {
		start = dropped
	}
	os.Exit(start(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}
