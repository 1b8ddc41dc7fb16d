package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"nianbao/internal/clerk/paste"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

func (a *app) pasteCommand() *cobra.Command {
	var write, noTotal bool
	c := &cobra.Command{
		Use:   a.t("paste 文件 部分 [文本]", "paste FILE PART [TEXT]"),
		Short: a.t("把从 Excel、WPS 复制的数字放进数据文件", "put figures copied from Excel or WPS into a data file"),
		Long: a.t("把从 Excel、WPS 表格里复制的一块数字放进数据文件的一张表。复制以后贴进记事本，存成文本文件，写在最后；不写时从标准输入读。带行名的按行名对应；不带的，要整张表，按次序对应。总计只核对，不写。先列出要改的数；看过以后加 --write 才写入，文件里的说明、次序都不动。",
			"put a block of figures that was copied in Excel or WPS into a table of a data file. The block is the text that they give for it (pasted into Notepad and saved), or standard input. Rows are found by their labels; without labels it must be the whole table in its order. Totals are compared and not written. What changes is listed; --write writes it, and keeps every remark."),
		Example: a.t("  nianbao paste 2026.toml applications 申请表.txt\n  nianbao paste 2026.toml applications 申请表.txt --write", "  nianbao paste 2026.toml applications block.txt\n  nianbao paste 2026.toml applications block.txt --write"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.paste(args, write, noTotal) },
	}
	c.Flags().BoolVar(&write, "write", false, a.t("写入数据文件（不写：只列出要改的数）", "write the data file (default: only list what changes)"))
	c.Flags().BoolVar(&noTotal, "no-total", false, a.t("块里没有总计（最后一个数像是前面各数之和、而又不是总计时用）", "the block has no totals, though its last figures may be the sums of the others"))
	return c
}

func (a *app) paste(args []string, write, noTotal bool) error {
	if len(args) < 2 || len(args) > 3 {
		return usageError{diag.T("请给出数据文件和部分，例如：nianbao paste 2026.toml applications 申请表.txt", "name the data file and the part, such as: nianbao paste 2026.toml applications block.txt")}
	}
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
	forms, err := a.openForms(lib, args[0])
	if err != nil {
		return err
	}
	o, err := press.Open(forms, args[0], press.Pictures(a.allowOutside)...)
	if err != nil {
		return err
	}
	name, text, err := a.pasted(args[2:])
	if err != nil {
		return err
	}
	data, changes, err := paste.Block(o.File, o.Form, args[1], text, name, noTotal)
	if err != nil {
		return err
	}
	a.tellPasted(o, args[1], changes)
	if t := o.Form.TableOf(args[1]); paste.Labelled(t, paste.Cells(text)) {
		for _, told := range paste.Told(t, paste.Cells(text)) {
			fmt.Fprintln(a.out, told.In(a.lang))
		}
	}
	if !write || len(changes) == 0 {
		if len(changes) > 0 {
			fmt.Fprintln(a.out, a.t("没有写入；看过以后加 --write 再运行一次。", "nothing was written; run it again with --write."))
		}
		return nil
	}
	if err := a.write(outfile.File{Path: args[0], Data: data}); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已写入 %s", "written to %s", args[0]))
	return nil
}

// pasted gives the block, of a file or of the standard input.
func (a *app) pasted(args []string) (name, text string, err error) {
	name = a.t("标准输入", "standard input")
	var data []byte
	if len(args) == 0 {
		const most = 2 << 20
		data, err = io.ReadAll(io.LimitReader(a.in, most))
	} else {
		name = args[0]
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return name, "", unreadable(diag.T("粘贴的内容", "the block"), name, err)
	}
	text, bad := source.Text(name, data)
	return name, text, bad.Err()
}

// tellPasted lists what changes.
func (a *app) tellPasted(o *press.Opened, part string, changes []paste.Change) {
	t := o.Form.TableOf(part)
	for _, c := range changes {
		was := c.Was
		if was == "" {
			was = a.t("没有写", "not given")
		}
		s := t.Schema(c.Row)
		fmt.Fprintf(a.out, "  %s  %s  %s → %s\n", s.Named(), s.Head(c.Column), was, c.Now)
	}
	fmt.Fprintln(a.out, a.t("共改 %d 个数。", "%d figures change.", len(changes)))
}
