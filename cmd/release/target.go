package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// target is a system and a kind of processor, as Go names them; the zero one is
// this machine.
type target struct{ os, arch string }

// targets are those that offices have.
var targets = []target{
	{"windows", "amd64"}, {"windows", "386"}, {"windows", "arm64"},
	{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "loong64"}, {"linux", "riscv64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
}

func (t target) String() string { return t.os + "/" + t.arch }

// program is the name of the program's file.
func (t target) program() string {
	if t.os == "windows" {
		return "nianbao.exe"
	}
	return "nianbao"
}

// choose gives the targets that are named, all where none is.
func choose(only string) ([]target, error) {
	if only == "" {
		return targets, nil
	}
	var chosen []target
	for _, name := range strings.Split(only, ",") {
		i := slices.IndexFunc(targets, func(t target) bool { return t.String() == name })
		if i < 0 {
			return nil, fmt.Errorf("no target is called %s; there are %v", name, targets)
		}
		chosen = append(chosen, targets[i])
	}
	return chosen, nil
}

// build compiles the program without what differs from machine to machine.
func build(t target, to string) error {
	c := exec.Command(goTool(), "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", to, "./cmd/nianbao")
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if t != (target{}) {
		c.Env = append(c.Env, "GOOS="+t.os, "GOARCH="+t.arch)
	}
	c.Stderr = os.Stderr
	return c.Run()
}

// goTool is the go command that make was told to use.
func goTool() string {
	if tool := os.Getenv("GO"); tool != "" {
		return tool
	}
	return "go"
}

// versionOf asks the program.
func versionOf(program string) (string, error) {
	said, err := exec.Command(program, "version").Output()
	if err != nil {
		return "", err
	}
	version, ok := strings.CutPrefix(strings.TrimSpace(string(said)), "nianbao ")
	if !ok {
		return "", fmt.Errorf("the program says of its version: %q", said)
	}
	return version, nil
}
