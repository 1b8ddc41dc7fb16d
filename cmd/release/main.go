// Command release writes what is given to people: for each system an archive
// with the program, the guide, samples, layouts and licences, a list of what the
// program is made from, and the checksums of all. It is run in the root of the
// source; the same source and the same Go give the same bytes.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	out := flag.String("o", "dist", "folder to write to; what is in it is removed")
	only := flag.String("only", "", "targets, such as linux/amd64,windows/386; all where left out")
	flag.Parse()
	if err := run(*out, *only); err != nil {
		log.Fatal(err)
	}
}

func run(out, only string) error {
	targets, err := choose(only)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "nianbao-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	host := filepath.Join(work, "host")
	if err := build(target{}, host); err != nil {
		return err
	}
	version, err := versionOf(host)
	if err != nil {
		return err
	}
	common, err := commonFiles(host, work)
	if err != nil {
		return err
	}
	for _, t := range targets {
		if err := release(t, version, common, work, out); err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	bill, err := bill(host, version)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "nianbao-"+version+".cdx.json"), bill, 0o666); err != nil {
		return err
	}
	return sums(out)
}

// release builds the program for a target and packs it.
func release(t target, version string, common []entry, work, out string) error {
	exe := filepath.Join(work, t.arch+"-"+t.program())
	if err := build(t, exe); err != nil {
		return err
	}
	program, err := os.ReadFile(exe)
	if err != nil {
		return err
	}
	if t.os == "windows" {
		if program, err = withResources(program, version); err != nil {
			return err
		}
	}
	root := "nianbao-" + version
	files := []entry{{root + "/" + t.program(), program, true}}
	for _, f := range common {
		files = append(files, entry{root + "/" + f.name, f.data, false})
	}
	name := fmt.Sprintf("%s-%s-%s", root, t.os, t.arch)
	data, ending, err := pack(t, files)
	if err != nil {
		return err
	}
	fmt.Printf("%s%s  %.1f MB, unpacked %.1f MB\n", name, ending, float64(len(data))/1e6, float64(len(program))/1e6)
	return os.WriteFile(filepath.Join(out, name+ending), data, 0o666)
}

// sums writes SHA256SUMS, as sha256sum --check reads it.
func sums(dir string) error {
	files, err := os.ReadDir(dir) // by name
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), f.Name())
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(b.String()), 0o666)
}
