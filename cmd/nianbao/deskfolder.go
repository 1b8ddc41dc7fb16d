package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/keep/archive"
	"nianbao/internal/keep/batch"
	"nianbao/internal/keep/rollup"
	"nianbao/internal/outfile"
)

// archivedIn gives what tells which files the newest version of a report in an
// archive holds, by their hashes.
func archivedIn(dir string) desk.Archived {
	return func(agency string, year int) func([]byte) bool {
		all, _ := (&archive.Archive{Dir: dir}).Of(agency, year) // none where there is no archive
		if len(all) == 0 || all[len(all)-1].Manifest == nil {   // of what is broken nothing is told here
			return nil
		}
		m := all[len(all)-1].Manifest
		return func(data []byte) bool {
			sum := archive.Sum(data)
			return slices.ContainsFunc(m.Files, func(e archive.Entry) bool { return e.SHA256 == sum })
		}
	}
}

// writtenDepth is how many folders below the desk's one looks for files that runs
// wrote.
const writtenDepth = 3

// writtenIn gives what tells which files of a report runs of batch have written in
// a folder and those below it.
func writtenIn(folder string) desk.Written {
	type which struct {
		agency string
		year   int
		stem   string
	}
	files := map[which][]string{}
	filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		below, _ := filepath.Rel(folder, path)
		switch {
		case err != nil || !e.IsDir():
			return nil
		case strings.HasPrefix(e.Name(), ".") && path != folder, archive.IsCopy(path), strings.Count(below, string(filepath.Separator)) >= writtenDepth:
			return fs.SkipDir
		}
		for _, w := range batch.WrittenTo(path) {
			for _, f := range w.Files {
				if below, err := filepath.Rel(folder, f); err == nil {
					of := which{w.Agency, w.Year, strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))}
					files[of] = append(files[of], filepath.ToSlash(below))
				}
			}
		}
		return nil
	})
	return func(agency string, year int, stem string) []string { return files[which{agency, year, stem}] }
}

// working is an app whose words, progress and end are a work's.
func (a *app) working(w *desk.Work, do func(*app) error) bool {
	return a.heard(w, func(a *app) error {
		a.during, a.progress = w.Context, w.Progress
		return do(a)
	})
}

// inside gives the folder of that name in the desk's folder, or in one in it, to write
// into. None of them leads elsewhere.
func inside(folder string, names ...string) (string, error) {
	for _, name := range names {
		path, err := outfile.Below(folder, name+"/-")
		switch {
		case errors.Is(err, outfile.ErrName):
			return "", inputError{diag.T("“%s”不能用作文件夹的名字，什么也没有写。\n      → 请给文件改名。", "%s is no name for a folder; nothing was written.\n      → Rename the file.", name)}
		case err != nil:
			return "", inputError{diag.T("“%s”不是文件夹（是文件，或者是通到别处的链接），什么也没有写。\n      → 把它改名或者移走。",
				"%s is no folder but a file or a link; nothing was written.\n      → Rename it, or move it away.", name)}
		}
		folder = filepath.Dir(path)
	}
	return folder, nil
}

// deskBatch builds all reports of the folder into the folder 成品 in it; lists of
// bodies are none.
func (a *app) deskBatch(folder string, w *desk.Work) bool {
	return a.working(w, func(a *app) error {
		to, err := inside(folder, "成品")
		if err != nil {
			return err
		}
		inputs, err := batch.Find([]string{folder})
		if err != nil {
			return err
		}
		inputs = slices.DeleteFunc(inputs, func(in batch.Input) bool { return rollup.ListsBodies(in.Path) })
		f := &batchFlags{}
		f.formats, f.processor, f.dir = []string{"docx", "pdf"}, "word", to
		defer collectAfter(garbageOfMany)()
		done := 0
		reports, err := a.runBatch(f, inputs, batch.Options{Refused: batch.Twins(inputs), Done: func(r *batch.Report) {
			w.Became(&desk.Outcome{Name: r.Input.Rel + ".toml", Kind: string(r.Status), Why: r.Why})
			done++
			w.Progress(done, len(inputs))
		}})
		return errors.Join(err, batchCode(reports))
	})
}

// deskDraft writes a list of bodies from a folder of reports or last year's list.
func (a *app) deskDraft(from, path string, w *desk.Work) bool {
	return a.working(w, func(a *app) error {
		lib, err := a.openFonts()
		if err != nil {
			return err
		}
		return a.newCounty(w.Context, &rollupFlags{from: from}, path, lib)
	})
}

// deskList reads a list of bodies, with what the last roll-up counted.
func deskList(path string) *desk.List {
	if !rollup.ListsBodies(path) {
		return nil
	}
	c, err := rollup.ReadCounty(path)
	l := &desk.List{Agency: c.Agency, Year: c.Year, Why: err, Rows: []desk.Row{}}
	counted, known := lastCounted(c)
	for _, b := range c.Bodies {
		row := desk.Row{Name: b.Name, Kind: b.Kind.Name().ZH}
		switch {
		case b.Excluded != "":
			row.State = "不计入：" + b.Excluded
		case counted[b.Name] != "":
			row.State = "上次已计入（" + counted[b.Name] + "）"
		case known:
			row.State = "上次没有计入"
		default:
			row.State = "还没有汇总"
		}
		l.Rows = append(l.Rows, row)
	}
	return l
}

// lastCounted gives the files that the last roll-up of a list counted, by body; known:
// there was one.
func lastCounted(c *rollup.County) (files map[string]string, known bool) {
	files = map[string]string{}
	ledger := ledgerIn(c, sumsBeside(c))
	if ledger == nil || ledger.Year != c.Year || ledger.County != c.Agency {
		return files, false
	}
	for _, b := range ledger.Bodies {
		files[b.Name] = b.File
	}
	return files, true
}

// deskRollUp adds up the reports of a list's bodies.
func (a *app) deskRollUp(folder, path string, w *desk.Work) (rows []desk.Row, ok bool) {
	ok = a.working(w, func(a *app) error {
		c, err := rollup.ReadCounty(path)
		if err != nil {
			return err
		}
		sums := sumsBeside(c)
		if _, err := inside(filepath.Dir(path), filepath.Base(sums)); err != nil {
			return err
		}
		from := c.Folder()
		if from == "" {
			from = folder
		}
		lib, err := a.openFonts()
		if err != nil {
			return err
		}
		r, b, err := a.addUp(w.Context, lib, c, from)
		if err != nil {
			return err
		}
		w.Writing.Lock()
		defer w.Writing.Unlock()
		if err := a.writeRollup(r, b, sums); err != nil {
			return err // the states would be those of what was not written
		}
		rows = rowsOf(r, folder, sums)
		return nil
	})
	return rows, ok
}

// rowsOf gives what became of each body's report.
func rowsOf(r *rollup.Rollup, folder, sums string) (rows []desk.Row) {
	letters, _ := filepath.Glob(filepath.Join(sums, rollup.LetterDir, "*.docx"))
	for _, e := range r.Bodies {
		row := desk.Row{Name: e.Name, Kind: e.Kind.Name().ZH, State: e.State().ZH}
		for _, f := range r.Findings {
			switch {
			case f.Body != e.Name:
			case f.Severity == diag.Error:
				row.Errors++
			case f.Severity == diag.Warning:
				row.Warnings++
			}
		}
		for _, letter := range letters {
			if rel, err := filepath.Rel(folder, letter); err == nil && filepath.Base(letter) == e.Name+".docx" {
				row.Letter = filepath.ToSlash(rel)
			}
		}
		rows = append(rows, row)
	}
	return rows
}
