package compose

import "testing"

// What cannot be broken gets its room first, short texts next; where there is
// room for all, the widths are in proportion to the texts.
func TestDivide(t *testing.T) {
	words := func(texts ...string) (ns []need) {
		for _, text := range texts {
			n := need{fewest, fewest, fewest}
			n.add(text)
			ns = append(ns, n)
		}
		return ns
	}
	long := "县政府办公室认真做好信息公开工作及时回应群众关切"
	for _, c := range []struct {
		needs []need
		room  int
		least []int // of each column
	}{
		{words("5467", "5467", "5467", "5467", "5467", "5467", long, long, long, long, long, long), 84, []int{6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6}},
		{words("序号", long+long, long+long, "2023年12月31日", "75394432"), 84, []int{6, 20, 20, 16, 10}},
		{words("序号", "事项"), 84, []int{6, 6}},
		{words("12345678901234567890", "1"), 10, []int{1, 1}},
		{words("http://www.yunting.gov.cn/zwgk/index.html", "12345678"), 20, []int{6, 10}},
	} {
		got := divide(c.needs, c.room)
		sum := 0
		for i := range got {
			sum += got[i]
			if got[i] < c.least[i] {
				t.Errorf("%v in %d: column %d has %d, want %d at least", c.needs, c.room, i, got[i], c.least[i])
			}
		}
		if sum > c.room {
			t.Errorf("%v in %d: %v are more", c.needs, c.room, got)
		}
	}
}
