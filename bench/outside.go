package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
)

// outside is a process that stays: it is sent one line of JSON for each document
// and answers with one line.
type outside struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr bytes.Buffer
	hello  answer
	gone   string // why it does not run; "": it does
}

// answer is what it says: first about itself, then about each document.
type answer struct {
	Version           string            `json:"version"`
	Families          map[string]string `json:"families"` // by font file
	Bytes             int               `json:"bytes"`    // of the document; 0: not told
	Allocs, Allocated uint64
	Error             string `json:"error"`
}

func start(cmd *exec.Cmd) *outside {
	o := &outside{cmd: cmd}
	err := o.open()
	if err == nil {
		o.hello, err = o.read()
	}
	if err != nil {
		o.gone = err.Error()
	}
	return o
}

func (o *outside) open() (err error) {
	if o.in, err = o.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := o.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	o.out = bufio.NewReader(out)
	o.cmd.Stderr = &o.stderr
	return o.cmd.Start()
}

func (o *outside) read() (a answer, err error) {
	line, err := o.out.ReadBytes('\n')
	if err != nil {
		return a, fmt.Errorf("%s stopped: %w: %s", o.cmd.Path, err, telling(o.stderr.Bytes()))
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return a, err
	}
	if a.Error != "" {
		return a, errors.New(a.Error)
	}
	return a, nil
}

// make has it make one document.
func (o *outside) make(line []byte) (a answer, err error) {
	if _, err := o.in.Write(append(line, '\n')); err != nil {
		return a, err
	}
	a, err = o.read()
	if err == nil && a.Bytes > 0 && a.Bytes < 5000 {
		err = fmt.Errorf("a document of %d bytes", a.Bytes)
	}
	return a, err
}

func (o *outside) stop() {
	if o.in != nil {
		o.in.Close()
	}
	if o.cmd.Process != nil {
		o.cmd.Wait()
	}
}

// telling is the line that names an error, or the last one.
func telling(text []byte) []byte {
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	for _, line := range lines {
		if bytes.Contains(line, []byte("Error: ")) {
			return line
		}
	}
	return lines[len(lines)-1]
}
