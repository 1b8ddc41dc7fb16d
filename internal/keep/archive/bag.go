package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/diag"
)

// The files of a bag (RFC 8493).
const (
	payload      = "data"
	manifestName = "nianbao.json"
	bagDecl      = "bagit.txt"
	bagInfo      = "bag-info.txt"
	payloadList  = "manifest-sha256.txt"
	tagList      = "tagmanifest-sha256.txt"

	bagDeclText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
)

// File is a file to archive.
type File struct {
	Path string // below data, with slashes
	Data []byte
}

// Sum gives a SHA-256 in hexadecimal.
func Sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// IsVersion reports whether a folder is a version of a report in an archive
// (RFC 8493 2.1.1): its files are copies.
func IsVersion(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, bagDecl))
	return err == nil && info.Mode().IsRegular()
}

// TakenName is what a folder is called that files are taken out to.
const TakenName = "取出"

// IsCopy reports whether what lies in a folder are copies of reports: a version in an
// archive, or what was taken out.
func IsCopy(dir string) bool { return filepath.Base(dir) == TakenName || IsVersion(dir) }

// entries gives the files' entries in the order of their paths.
func entries(files []File) []Entry {
	all := make([]Entry, len(files))
	for i, f := range files {
		all[i] = Entry{f.Path, int64(len(f.Data)), Sum(f.Data)}
	}
	slices.SortFunc(all, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// bag gives all files of a bag: the payload and the tag files about it.
func bag(m *Manifest, files []File) ([]File, error) {
	var all []File
	var list, info bytes.Buffer
	var octets int64
	for _, e := range m.Files {
		fmt.Fprintf(&list, "%s  %s/%s\n", e.SHA256, payload, e.Path)
		octets += e.Size
	}
	for _, f := range files {
		all = append(all, File{payload + "/" + f.Path, f.Data})
	}
	for _, line := range [][2]string{
		{"Source-Organization", m.Agency}, {"Bagging-Date", m.Archived}, {"Contact-Name", m.By},
		{"External-Identifier", fmt.Sprintf("%s/%d/%d", m.Agency, m.Year, m.Version)},
		{"Payload-Oxum", fmt.Sprintf("%d.%d", octets, len(files))}, {"Bag-Software-Agent", "Nianbao " + m.Program.Version},
	} {
		fmt.Fprintf(&info, "%s: %s\n", line[0], oneLine(line[1]))
	}
	about, err := m.marshal()
	if err != nil {
		return nil, err
	}
	tags := []File{{bagInfo, info.Bytes()}, {bagDecl, []byte(bagDeclText)}, {payloadList, list.Bytes()}, {manifestName, about}}
	var tagged bytes.Buffer
	for _, t := range tags {
		fmt.Fprintf(&tagged, "%s  %s\n", Sum(t.Data), t.Path)
	}
	return append(append(all, tags...), File{tagList, tagged.Bytes()}), nil
}

// oneLine keeps a value on its line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// write writes files into a new folder, synced.
func write(dir string, files []File) error {
	folders := map[string]bool{dir: true}
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := writeNew(path, f.Data); err != nil {
			return err
		}
		for d := filepath.Dir(path); !folders[d]; d = filepath.Dir(d) {
			folders[d] = true
		}
	}
	for d := range folders {
		syncFolder(d)
	}
	return nil
}

// writeNew writes a file that must not be there yet.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	return writeAll(f, data)
}

// writeAll writes to a file, syncs it and closes it.
func writeAll(f *os.File, data []byte) error {
	_, err := f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// readList reads a list of hashes and paths (RFC 8493 2.1.3, 2.2.1).
func readList(data []byte) (map[string]string, error) {
	list := map[string]string{}
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		h, p, ok := strings.Cut(strings.TrimSuffix(line, "\r"), " ")
		p = strings.TrimLeft(p, " ")
		if !ok || !sha256Text.MatchString(h) || !local(p) || list[p] != "" {
			return nil, diag.New(diag.Pos{}, diag.T("有一行不合规定：%q", "a line is malformed: %q", line), diag.Text{})
		}
		list[p] = h
	}
	return list, nil
}
