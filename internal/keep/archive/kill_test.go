package archive

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// childEnv makes the test program one that archives: archive and round.
const childEnv = "NIANBAO_ARCHIVE_CHILD"

// killsEnv is how often TestKilled kills; make conformance kills more often.
const killsEnv = "NIANBAO_KILLS"

func TestMain(m *testing.M) {
	if dir, round, ok := strings.Cut(os.Getenv(childEnv), "\x1F"); ok {
		if err := child(dir, round); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child archives a version of six reports of two agencies.
func child(dir, round string) error {
	w, err := (&Archive{dir}).Open(func() {})
	if err != nil {
		return err
	}
	defer w.Close()
	for n := range 6 {
		m := about(round)
		m.Agency, m.Year = []string{"甲局", "乙局"}[n%2], 2020+n/2
		if _, _, err := w.Add(m, report(round)); err != nil {
			return err
		}
	}
	return nil
}

// A run that is killed at any moment leaves whole versions and a log that is
// right but for its end; the next run completes both.
func TestKilled(t *testing.T) {
	kills := 12
	if s := os.Getenv(killsEnv); s != "" {
		var err error
		if kills, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	var a *Archive
	rnd := rand.New(rand.NewPCG(1, 2))
	verify := func(n int, head string) (told int) {
		t.Helper()
		vs, err := a.Verify(Checks{Jobs: 2, Head: head})
		if err != nil {
			t.Fatal(err)
		}
		if p := problems(vs); len(p) > 0 {
			t.Fatalf("kill %d: %q", n+1, p)
		}
		return notes(vs)
	}
	run := func(n int) *exec.Cmd {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childEnv+"="+a.Dir+"\x1F"+strconv.Itoa(n))
		c.Stderr = os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	var head string
	dead, seen, n := 0, 0, 0
	for ; dead < kills && n < 10*kills; n++ {
		if n%40 == 0 { // a new one, that looking at it stays quick
			a, head = &Archive{filepath.Join(t.TempDir(), "档案")}, ""
		}
		c := run(n)
		time.Sleep(time.Duration(rnd.IntN(50)) * time.Millisecond)
		c.Process.Kill()
		if c.Wait() != nil {
			dead++
		}
		if _, err := os.Stat(a.Dir); err == nil && verify(n, head) > 0 {
			seen++
		}
		if n%8 != 7 {
			continue
		}
		if err := run(n).Wait(); err != nil {
			t.Fatalf("after kill %d: %v", n+1, err)
		}
		if verify(n, head) != 0 {
			t.Fatalf("after kill %d a run left things undone", n+1)
		}
		_, h, _, err := a.Log()
		if err != nil {
			t.Fatal(err)
		}
		head = h.SHA256
	}
	if dead < kills {
		t.Errorf("killed only %d of %d runs", dead, n)
	}
	t.Logf("killed %d of %d runs, %d left work undone", dead, n, seen)
}
