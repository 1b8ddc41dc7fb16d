// Package half is tested by halves.
package half

// Adult is tested at its limit, Child is not, Elder is not tested.
func Adult(years int) bool { return years >= 18 }

// Child is tested on one side of its limit and on the other.
func Child(years int) bool { return years < 18 && years > -1 }

// Elder has no test.
func Elder(years int) bool { return years == 80 }

// Sum is tested.
func Sum(a, b int) int { return a + b }
