package half

import "testing"

func TestAdult(t *testing.T) {
	if !Adult(18) || Adult(17) {
		t.Error("Adult")
	}
}

func TestChild(t *testing.T) {
	if !Child(1) || Child(19) {
		t.Error("Child")
	}
}

func TestSum(t *testing.T) {
	if Sum(2, 3) != 5 {
		t.Error("Sum")
	}
}
