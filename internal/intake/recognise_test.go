package intake

import "testing"

// The title of a university's report names a school year, which the report
// bears by its end.
func TestSchoolYear(t *testing.T) {
	for title, want := range map[string]int{
		"云汀师范学院2022—2023学年信息公开工作年度报告": 2023,
		"某大学２０２２-２０２３ 学年信息公开报告":       2023,
		"某大学2022年至2023学年报告":           2023,
		"某大学2021—2023学年报告":            0,
		"某局2023年政府信息公开工作年度报告":         0,
	} {
		if got := schoolYear(title); got != want {
			t.Errorf("%s: %d, want %d", title, got, want)
		}
	}
}
