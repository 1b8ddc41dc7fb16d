package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

// officeFigures is what LibreOffice takes to turn a DOCX into a PDF.
type officeFigures struct {
	version string
	cold    time.Duration // one file, process start to end
	more    usage         // one more file in the same call
	files   int           // in one call
	gone    string
}

// runOffice has LibreOffice convert Word files, with the fonts
// that the PDF has.
func runOffice(runs, files int, built []*press.Output, fontFolder string, fonts *font.Library) officeFigures {
	f := officeFigures{files: files}
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err == nil {
		defer os.RemoveAll(dir)
		err = f.measure(runs, built, office{dir, filepath.Join(dir, "fonts.conf")}, fontFolder, fonts)
	}
	if err != nil {
		f.gone = err.Error()
	}
	return f
}

func (f *officeFigures) measure(runs int, built []*press.Output, o office, fontFolder string, fonts *font.Library) error {
	out, err := exec.Command("soffice", "--version").Output()
	if err != nil {
		return fmt.Errorf("LibreOffice: %w", err)
	}
	f.version = strings.Join(strings.Fields(string(out))[:2], " ")
	if err := fontConfig(o.fonts, fontFolder, fonts); err != nil {
		return err
	}
	var names []string
	for i := range f.files {
		name := filepath.Join(o.dir, fmt.Sprintf("report%d.docx", i))
		if err := os.WriteFile(name, built[i%len(built)].DOCX, 0o666); err != nil {
			return err
		}
		names = append(names, name)
	}
	if _, err := o.convert(names[:1]); err != nil { // writes its profile, fills the caches
		return err
	}
	var cold, wall, cpu []time.Duration
	for range runs {
		one, err := o.convert(names[:1])
		if err != nil {
			return err
		}
		all, err := o.convert(names)
		if err != nil {
			return err
		}
		more := time.Duration(f.files - 1)
		cold, wall, cpu = append(cold, one.wall), append(wall, (all.wall-one.wall)/more), append(cpu, (all.cpu-one.cpu)/more)
	}
	f.cold = median(cold)
	f.more = usage{wall: median(wall), cpu: median(cpu)}
	return nil
}

// office is LibreOffice with a folder and the configuration of its fonts.
type office struct{ dir, fonts string }

// convert has it make a PDF of each file.
func (o office) convert(names []string) (usage, error) {
	made := filepath.Join(o.dir, "made")
	defer os.RemoveAll(made)
	cmd := exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + filepath.Join(o.dir, "profile"),
		"--headless", "--norestore", "--convert-to", "pdf", "--outdir", made}, names...)...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+o.fonts)
	u, err := call(cmd)
	if pdfs, _ := filepath.Glob(filepath.Join(made, "*.pdf")); err == nil && len(pdfs) != len(names) {
		err = fmt.Errorf("LibreOffice made %d files of %d", len(pdfs), len(names))
	}
	return u, err
}

// fontConfig tells LibreOffice that the bundled fonts stand in for those that a
// DOCX names, and that there are no others.
func fontConfig(path, folder string, fonts *font.Library) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>\n<fontconfig><dir>%s</dir><cachedir>%s</cachedir>\n", folder, filepath.Join(filepath.Dir(path), "cache"))
	for _, key := range fonts.Keys() {
		c, err := fonts.Chain(key)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "<match target='pattern'><test name='family'><string>%s</string></test><edit name='family' mode='assign' binding='strong'>", fonts.WordFont(key).Name)
		for _, l := range c.Links() {
			family, err := exec.Command("fc-scan", "--format", "%{family[0]}", filepath.Join(folder, filepath.Base(l.Face.File))).Output()
			if err != nil {
				return fmt.Errorf("fc-scan: %w", err)
			}
			fmt.Fprintf(&b, "<string>%s</string>", family)
		}
		b.WriteString("</edit></match>\n")
	}
	b.WriteString("</fontconfig>\n")
	return os.WriteFile(path, []byte(b.String()), 0o666)
}
