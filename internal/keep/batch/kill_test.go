package batch

import (
	"context"
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

// childEnv makes the test program a batch: input folder and output folder.
const childEnv = "NIANBAO_BATCH_CHILD"

// killsEnv is how often TestKilled kills; make conformance kills more often.
const killsEnv = "NIANBAO_KILLS"

func TestMain(m *testing.M) {
	if in, out, ok := strings.Cut(os.Getenv(childEnv), "\x1F"); ok {
		os.Exit(child(in, out))
	}
	os.Exit(m.Run())
}

func child(in, out string) int {
	inputs, err := Find([]string{in})
	if err != nil {
		return 2
	}
	if _, err := Run(context.Background(), inputs, options(nil, out)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// A run that is killed at any moment leaves whole files, the old or the new
// ones, and a state that tells no lie; the next run ends the work.
func TestKilled(t *testing.T) {
	kills := 12
	if s := os.Getenv(killsEnv); s != "" {
		var err error
		if kills, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	in, out := county(t, 2019, 2020, 2021, 2022, 2023), t.TempDir()
	name := func(y int) string { return filepath.Join(in, fmt.Sprintf("%d.toml", y)) }
	// The two versions that a report may be in.
	version := func(v int) {
		for y := 2019; y <= 2023; y++ {
			copyFile(t, filepath.Join(samples, fmt.Sprintf("%d.toml", y)), name(y))
			if v == 1 {
				edit(t, name(y), "云汀县住房和城乡建设局", "云汀县住房与城乡建设局")
			}
		}
	}
	var whole [2]map[string]string
	for v := range whole {
		version(v)
		dir := t.TempDir()
		went(t, in, options(t, dir))
		whole[v] = files(t, dir)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	dead := 0
	for n := range kills {
		version(n % 2)
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childEnv+"="+in+"\x1F"+out)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rnd.IntN(400)) * time.Millisecond)
		if c.Process.Kill() == nil {
			dead++
		}
		c.Wait()
		for f, data := range files(t, out) {
			if strings.HasSuffix(f, ".tmp") {
				continue // never read by anybody; the next run of the same name takes it
			}
			if data != whole[0][f] && data != whole[1][f] {
				t.Fatalf("kill %d: %s is neither the old nor the new file (%d bytes)", n+1, f, len(data))
			}
		}
		if n%5 == 4 { // the state must not skip what is not done
			version((n / 5) % 2)
			went(t, in, options(t, out))
			for f, data := range whole[(n/5)%2] {
				if got, _ := os.ReadFile(filepath.Join(out, f)); string(got) != data {
					t.Fatalf("after kill %d a run left %s as it was", n+1, f)
				}
			}
		}
	}
	if dead == 0 {
		t.Error("nothing was killed")
	}
	t.Logf("killed %d of %d runs", dead, kills)
}
