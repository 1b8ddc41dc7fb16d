package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/keep/archive"
	"nianbao/internal/signing/pdfread"
)

// keptIn lists the archive of a folder, the newest year first; a folder without one
// keeps nothing.
func keptIn(folder string) ([]desk.Kept, error) {
	kept := []desk.Kept{}
	dir := filepath.Join(folder, desk.ArchiveName)
	if _, err := os.Stat(dir); err != nil {
		return kept, nil
	}
	all, err := (&archive.Archive{Dir: dir}).All()
	if err != nil {
		return nil, unreadable(archiveFolder, dir, err)
	}
	for _, v := range all {
		below := func(path string) string {
			return filepath.ToSlash(strings.TrimPrefix(path, folder+string(filepath.Separator)))
		}
		k := desk.Kept{Folder: below(v.Dir), Damaged: v.Manifest == nil}
		if m := v.Manifest; m != nil {
			k.Agency, k.Year, k.Version, k.Archived, k.By, k.Reason = m.Agency, m.Year, m.Version, m.Archived, m.By, m.Reason
			for i := range m.Files {
				k.Files = append(k.Files, below(v.Path(&m.Files[i])))
			}
		}
		kept = append(kept, k)
	}
	slices.SortStableFunc(kept, func(a, b desk.Kept) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(a.Agency, b.Agency), cmp.Compare(b.Version, a.Version))
	})
	return kept, nil
}

// takeOut copies a version's files into a folder of its own among what was taken out.
func (a *app) takeOut(folder, version string, said io.Writer) bool {
	return a.heard(said, func(a *app) error {
		store := &archive.Archive{Dir: filepath.Join(folder, desk.ArchiveName)}
		all, err := store.All()
		if err != nil {
			return unreadable(archiveFolder, store.Dir, err)
		}
		for _, v := range all {
			m := v.Manifest
			if v.Dir != filepath.Join(folder, filepath.FromSlash(version)) || m == nil {
				continue
			}
			to, err := inside(folder, archive.TakenName, fmt.Sprintf("%s %d 年第 %d 版", archive.FolderName(m.Agency), m.Year, m.Version))
			if err != nil {
				return err
			}
			return a.archiveRestore(store, &restoreFlags{agency: m.Agency, year: m.Year, version: m.Version, dir: to})
		}
		return inputError{diag.T("档案里没有这一版，或者它损坏了。\n      → 核对档案会说明哪里有问题。", "the archive has no such version, or it is damaged.\n      → Verifying the archive tells what is wrong.")}
	})
}

// prove looks whether the archive of a folder is as it was archived.
func (a *app) prove(folder, head string, w *desk.Work) bool {
	return a.working(w, func(a *app) error {
		store, err := oneArchive([]string{filepath.Join(folder, desk.ArchiveName)})
		if err != nil {
			return err
		}
		if head != "" && !headText.MatchString(strings.ToLower(head)) {
			return inputError{diag.T("抄下的 SHA-256 应当是 16 到 64 位，只有数字和 a 到 f 的字母。", "the SHA-256 that was noted down has 16 to 64 digits, 0 to 9 and a to f.")}
		}
		return a.archiveVerify(store, &verifyArchiveFlags{head: head})
	})
}

// extractUpload takes out what a PDF carries.
func (a *app) extractUpload(folder string, pdf desk.Upload, said io.Writer) bool {
	return a.heard(said, func(a *app) error {
		to, err := inside(folder, archive.TakenName, strings.TrimSuffix(pdf.Name, filepath.Ext(pdf.Name)))
		if err != nil {
			return err
		}
		return a.extractFrom(pdf.Name, pdf.Data, to, false)
	})
}

// carries reports whether a PDF carries what it was made of.
func carries(path string) bool {
	data, err := os.ReadFile(path)
	if err != nil || filepath.Ext(path) != ".pdf" {
		return false
	}
	f, err := pdfread.Open(path, data)
	if err != nil {
		return false
	}
	held, err := f.Embedded()
	return err == nil && len(held) > 0
}
