package unit

import (
	"math"
	"testing"
)

func TestAppendDecimal(t *testing.T) {
	for _, test := range []struct {
		v      int64
		digits int
		want   string
	}{
		{0, 3, "0"}, {1, 3, "0.001"}, {-1, 3, "-0.001"}, {10, 3, "0.01"}, {1000, 3, "1"}, {-1000, 3, "-1"},
		{100, 1, "10"}, {105, 1, "10.5"}, {-2063, 4, "-0.2063"}, {595276, 3, "595.276"}, {120000, 3, "120"}, {7, 0, "7"},
		{math.MinInt64, 3, "-9223372036854775.808"},
	} {
		if got := string(AppendDecimal(nil, test.v, test.digits)); got != test.want {
			t.Errorf("%d·10^-%d: got %s, want %s", test.v, test.digits, got, test.want)
		}
	}
}
