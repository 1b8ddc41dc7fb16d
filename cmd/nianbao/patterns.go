package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
)

// onFiles makes a command of a function that takes files. On Windows nobody
// else finds the files that fit a pattern.
func onFiles(do func(files []string) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		files, err := expand(args)
		if err != nil {
			return err
		}
		return do(files)
	}
}

// expand gives the files that arguments name or that fit them.
func expand(args []string) (files []string, err error) {
	for _, arg := range args {
		if _, err := os.Lstat(arg); err == nil || !strings.ContainsAny(arg, "*?") {
			files = append(files, arg)
			continue
		}
		found, err := filepath.Glob(arg)
		if err != nil || len(found) == 0 {
			return nil, inputError{diag.T("没有符合 %s 的文件；请检查名字和位置。", "no file fits %s; check its name and place.", arg)}
		}
		files = append(files, found...)
	}
	return files, nil
}
