package pdf

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"nianbao/internal/layout/font"
)

// bundled gives a face of the fonts folder, parsed once.
func bundled(t testing.TB, file string) *font.Face {
	t.Helper()
	f, err := parsed(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var (
	parsedLock  sync.Mutex
	parsedFaces = map[string]*font.Face{}
)

func parsed(file string) (*font.Face, error) {
	parsedLock.Lock()
	defer parsedLock.Unlock()
	if f := parsedFaces[file]; f != nil {
		return f, nil
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "fonts", file))
	if err != nil {
		return nil, err
	}
	f, err := font.Parse(file, data, 0)
	parsedFaces[file] = f
	return f, err
}

// faces gives a face with CFF outlines and one with TrueType outlines.
func faces(t testing.TB) (cjk, latin *font.Face) {
	return bundled(t, "FandolFang-Regular.otf"), bundled(t, "LiberationSerif-Regular.ttf")
}

// allFaces gives a report's five faces, that of the body text first.
func allFaces(t testing.TB) (all []*font.Face) {
	for _, file := range []string{"FandolFang-Regular.otf", "FandolSong-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf", "FandolSong-Bold.otf"} {
		all = append(all, bundled(t, file))
	}
	return all
}
