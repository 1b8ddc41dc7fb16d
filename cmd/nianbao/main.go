// Command nianbao draws the 政府信息公开工作年度报告 of a government body as a
// Word file and as a PDF that agree page for page.
package main

import (
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)) }
