package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nianbao/internal/keep/county"
)

// batchRun is one run of nianbao batch over so many different reports.
type batchRun struct {
	reports int
	first   usage // everything is built
	again   usage // nothing has changed
	disk    int64 // bytes written
}

// runBatches builds 1/100, 1/10 and all of most reports of made-up counties,
// each into a new folder, and each again with nothing changed.
func runBatches(program string, most int) ([]batchRun, error) {
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	const years = county.LastYear - county.FirstYear + 1
	if _, err := county.Write(dir, (most+years-1)/years); err != nil {
		return nil, err
	}
	reports, err := filepath.Glob(filepath.Join(dir, "*", "*.toml"))
	if err != nil {
		return nil, err
	}
	for i, name := range reports { // a list's names are relative to it
		if reports[i], err = filepath.Rel(dir, name); err != nil {
			return nil, err
		}
	}
	var runs []batchRun
	for _, n := range []int{most / 100, most / 10, most} {
		r, err := runBatch(program, dir, reports[:max(1, n)])
		if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	return runs, nil
}

func runBatch(program, dir string, reports []string) (r batchRun, err error) {
	list, out := filepath.Join(dir, "list.txt"), filepath.Join(dir, "out")
	if err := os.WriteFile(list, []byte(strings.Join(reports, "\n")), 0o666); err != nil {
		return r, err
	}
	defer os.RemoveAll(out)
	r.reports = len(reports)
	arguments := []string{"batch", list, "-o", out, "--report", filepath.Join(dir, "result.csv")}
	if r.first, err = call(exec.Command(program, arguments...)); err != nil {
		return r, err
	}
	if r.again, err = call(exec.Command(program, arguments...)); err != nil {
		return r, err
	}
	files, err := filepath.Glob(filepath.Join(out, "*", "*.*"))
	if err != nil {
		return r, err
	}
	if len(files) != 2*len(reports) {
		return r, fmt.Errorf("%d reports gave %d files", len(reports), len(files))
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			return r, err
		}
		r.disk += info.Size()
	}
	return r, nil
}
