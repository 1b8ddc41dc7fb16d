package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/keep/batch"
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

// onReports is onFiles for commands that take reports: a folder stands for all
// that are in it.
func onReports(do func(files []string) error) func(*cobra.Command, []string) error {
	return onFiles(func(args []string) error {
		var files []string
		for _, arg := range args {
			if fi, err := os.Stat(arg); err != nil || !fi.IsDir() {
				files = append(files, arg)
				continue
			}
			found, err := reportsIn(arg)
			if err != nil {
				return err
			}
			files = append(files, found...)
		}
		return do(files)
	})
}

// reportsIn gives the reports in a folder and in those below it.
func reportsIn(dir string) (files []string, err error) {
	found, err := batch.Find([]string{dir})
	if err == nil && len(found) == 0 {
		err = inputError{diag.T("文件夹 %s 里没有数据文件（.toml）。", "the folder %s has no report (.toml).", dir)}
	}
	for _, f := range found {
		files = append(files, f.Path)
	}
	return files, err
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
