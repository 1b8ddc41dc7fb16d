package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"nianbao/internal/diag"
)

// passphraseVariable is the environment variable that may hold a pass phrase.
const passphraseVariable = "NIANBAO_PASSPHRASE"

// longestPassphrase is how long a file with a pass phrase may be.
const longestPassphrase = 4096

// passphrase gets a pass phrase from the file, else from the environment, else
// from the keyboard, without an echo. It stands on no command line and in no
// message. again asks twice, for a new key.
func (a *app) passphrase(file string, again bool) (string, error) {
	if file != "" {
		return passphraseIn(file)
	}
	if p := a.getenv(passphraseVariable); p != "" {
		return p, nil
	}
	p, err := a.ask(a.t("密钥口令（输入时不显示）：", "pass phrase of the key (not shown): "))
	if err != nil || !again {
		return p, err
	}
	second, err := a.ask(a.t("再输一次：", "once more: "))
	if err == nil && p != second {
		err = inputError{diag.T("两次输入的口令不一样，什么也没有写。", "the pass phrases differ; nothing was written.")}
	}
	return p, err
}

// passphraseIn reads the first line of a file.
func passphraseIn(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", unreadable(diag.T("口令文件", "the file with the pass phrase"), file, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, longestPassphrase+1))
	if err != nil || len(b) > longestPassphrase {
		return "", inputError{diag.T("口令文件读不了，或者太长：%s", "the file with the pass phrase cannot be read or is too long: %s", file)}
	}
	line, _, _ := bytes.Cut(bytes.TrimPrefix(b, []byte("\uFEFF")), []byte("\n"))
	return strings.TrimSuffix(string(line), "\r"), nil
}

var errNoKeyboard = inputError{diag.T("没有口令：这里不能从键盘输入。请用 --passphrase-file 文件，或环境变量 "+passphraseVariable+"。",
	"no pass phrase: there is no keyboard to ask. Use --passphrase-file FILE or the environment variable "+passphraseVariable+".")}

// ask asks at the terminal without an echo.
func (a *app) ask(prompt string) (string, error) {
	in, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", errNoKeyboard
	}
	fmt.Fprint(a.err, prompt)
	b, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(a.err)
	if err != nil {
		return "", errors.Join(errNoKeyboard, err)
	}
	return string(b), nil
}
