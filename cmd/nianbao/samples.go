package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/samples"
)

func (a *app) samplesCommand() *cobra.Command {
	to := ""
	c := &cobra.Command{
		Use:     "samples",
		Example: a.t("  nianbao samples -o 样例", "  nianbao samples -o samples"),
		Short:   a.t("取出样例：各年、各种表式的数据文件", "write out the sample reports"),
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return a.samples(to) },
	}
	c.Flags().StringVarP(&to, "output", "o", "", a.t("取到哪个`文件夹`", "`folder` to write them to"))
	return c
}

// samples writes all samples into a folder, none over a file that is there.
func (a *app) samples(dir string) error {
	if dir == "" {
		return usageError{diag.T("请写明取到哪个文件夹：nianbao samples -o 样例", "say to which folder: nianbao samples -o samples")}
	}
	if err := asFolder("-o", dir); err != nil {
		return err
	}
	var files []outfile.File
	err := fs.WalkDir(samples.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Lstat(path); err == nil {
			return alreadyThere(path)
		}
		data, err := fs.ReadFile(samples.FS, name)
		files = append(files, outfile.File{Path: path, Data: data})
		return err
	})
	if err != nil {
		return err
	}
	if err := a.write(files...); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已取出 %[1]d 个文件，在 %[2]s；例如：nianbao build %[3]s", "%[1]d files written to %[2]s; such as: nianbao build %[3]s", len(files), dir, filepath.Join(dir, "2020.toml")))
	return nil
}

// alreadyThere refuses to replace a file.
func alreadyThere(path string) error {
	return writeError{diag.T("%s 已经有了，没有覆盖。\n      → 换一个文件夹，或先把它改名。", "%s is there already and was not replaced.\n      → choose another folder, or rename it first.", path)}
}
