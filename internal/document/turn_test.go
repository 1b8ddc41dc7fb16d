package document

import (
	"image"
	"image/color"
	"testing"
)

// TestTurn turns the letter F, which has no symmetry. The stored pictures are
// those of the Exif standard's figure.
func TestTurn(t *testing.T) {
	upright := []string{"###", "#..", "##.", "#..", "#.."}
	for turn, stored := range map[Turn][]string{
		0: upright,
		1: upright,
		2: {"###", "..#", ".##", "..#", "..#"},
		3: {"..#", "..#", ".##", "..#", "###"},
		4: {"#..", "#..", "##.", "#..", "###"},
		5: {"#####", "#.#..", "#...."},
		6: {"#....", "#.#..", "#####"},
		7: {"....#", "..#.#", "#####"},
		8: {"#####", "..#.#", "....#"},
		9: upright,
	} {
		size := image.Rect(3, 4, 3+len(stored[0]), 4+len(stored))
		grey, colour := image.NewGray(size), image.NewNRGBA(size)
		for y, line := range stored {
			for x, c := range line {
				if c == '#' {
					grey.SetGray(3+x, 4+y, color.Gray{255})
					colour.Set(3+x, 4+y, color.White)
				}
			}
		}
		for _, from := range []image.Image{grey, colour} {
			to := turn.Upright(from)
			b := to.Bounds()
			if b.Dx() != 3 || b.Dy() != 5 || turn.Lying() != (size.Dx() == 5) || to.ColorModel() != from.ColorModel() {
				t.Fatalf("%d: %v", turn, b)
			}
			for y, line := range upright {
				for x, c := range line {
					if r, _, _, _ := to.At(b.Min.X+x, b.Min.Y+y).RGBA(); r > 0 != (c == '#') {
						t.Errorf("%d: the pixel %d, %d is wrong", turn, x, y)
					}
				}
			}
		}
	}
}
