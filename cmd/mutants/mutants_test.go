package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestHalf tries tests that notice some mutants and not others.
func TestHalf(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("mutants are built with go, which is not here (tests that were built elsewhere): ", err)
	}
	r, err := try("./testdata/half", 0, 0, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	told := func(list []mutant) (all []string) {
		for _, m := range list {
			all = append(all, fmt.Sprintf("%s:%d %s for %s", filepath.Base(m.at.Filename), m.at.Line, m.to, m.from))
		}
		return all
	}
	if got, want := told(r.lived), []string{"half.go:8 <= for <", "half.go:8 >= for >"}; !slices.Equal(got, want) {
		t.Errorf("lived: %q", got)
	}
	if got, want := told(r.unreached), []string{"half.go:11 != for =="}; !slices.Equal(got, want) {
		t.Errorf("not reached: %q", got)
	}
	if got, want := r.String(), "9 mutants, 8 reached; of 8 tried 6 noticed, 75 %"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestSome(t *testing.T) {
	list := []int{1, 2, 3, 4, 5, 6}
	for n, want := range map[int][]int{0: list, 2: {1, 4}, 3: {1, 3, 5}, 9: list} {
		if got := some(list, n, 0); !slices.Equal(got, want) {
			t.Errorf("%d: %v", n, got)
		}
	}
	drawn := map[string]bool{}
	for seed := range uint64(20) {
		got := some(list, 3, seed+1)
		if len(got) != 3 || !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != 3 || !slices.Equal(got, some(list, 3, seed+1)) {
			t.Errorf("seed %d: %v", seed+1, got)
		}
		drawn[fmt.Sprint(got)] = true
	}
	if len(drawn) < 5 {
		t.Errorf("all seeds draw the same: %v", drawn)
	}
}
