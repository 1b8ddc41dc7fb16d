package unit_test

import (
	"fmt"

	"nianbao/internal/unit"
)

// 28 characters of 16 pt, each set 0.25 pt closer, fit into 156 mm.
func ExampleLength() {
	line := 28 * (unit.Points(16) - unit.Points(0.25))
	fmt.Println(line.Points(), line <= 156*unit.Millimetre, unit.Points(16).Twips())
	// Output: 441 true 320
}
