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
	found, err := someReports([]string{dir})
	for _, f := range found {
		files = append(files, f.Path)
	}
	return files, err
}

// someReports gives the reports that arguments name, of which there must be one.
func someReports(args []string) ([]batch.Input, error) {
	found, err := batch.Find(args)
	if err == nil && len(found) == 0 {
		err = inputError{diag.T("%s 里没有数据文件（.toml）。以前的 Word、网页、PDF 报告先用 nianbao import 转成数据文件；要写新的，用 nianbao new。",
			"there is no report (.toml) in %s. Make data files of Word files, pages and PDF files with nianbao import, or a new one with nianbao new.", strings.Join(args, ", "))}
	}
	return found, err
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
