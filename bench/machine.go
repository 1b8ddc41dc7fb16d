package main

import (
	"os"
	"runtime"
	"strings"
)

// machine is where it was measured.
type machine struct {
	cores  int
	cpu    string
	memory string
	load   string // before the run
	system string
}

func thisMachine() machine {
	m := machine{cores: runtime.NumCPU(), cpu: "unknown", memory: "unknown", load: "unknown", system: runtime.GOOS + "/" + runtime.GOARCH}
	field := func(file, name string) (string, bool) {
		b, _ := os.ReadFile(file)
		for line := range strings.Lines(string(b)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
				return strings.TrimSpace(value), true
			}
		}
		return "", false
	}
	if v, ok := field("/proc/cpuinfo", "model name"); ok {
		m.cpu = v
	}
	if v, ok := field("/proc/meminfo", "MemTotal"); ok {
		m.memory = v
	}
	if b, err := os.ReadFile("/proc/loadavg"); err == nil {
		m.load, _, _ = strings.Cut(string(b), " ")
	}
	return m
}
