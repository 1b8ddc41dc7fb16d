package character_test

import (
	"fmt"

	"nianbao/internal/character"
)

// Some characters look like others and are no ideographs of the language.
func ExampleIdeograph() {
	fmt.Println(character.Ideograph('年'), character.Ideograph('㐂'), character.Ideograph('a'))
	// Output: true true false
}
