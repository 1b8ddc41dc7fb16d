package outfile

import (
	"os"
	"time"
)

// Rename is os.Rename with patience: on Windows a virus scanner or an indexer
// may hold a file for a moment after it was written.
func Rename(from, to string) error {
	return patiently(func() error { return os.Rename(from, to) })
}

// sleep is time.Sleep, but for tests.
var sleep = time.Sleep

// patiently does something again as long as it fails for such a reason, for about
// half a second.
func patiently(do func() error) error {
	err := do()
	for wait := 2 * time.Millisecond; err != nil && held(err) && wait < 300*time.Millisecond; wait *= 2 {
		sleep(wait)
		err = do()
	}
	return err
}
