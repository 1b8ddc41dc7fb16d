package intake

import "strings"

// findHeadings finds the heading of each of the form's parts, in their order; -1
// where it is not there. Where only the part's table is, its place is given.
func (m *maker) findHeadings(body []piece) []int {
	n, k := len(m.form.Parts), len(body)
	best := make([][]float64, n+1)
	best[n] = make([]float64, k+1)
	score := make([][]float64, n)
	for p := n - 1; p >= 0; p-- {
		best[p], score[p] = make([]float64, k+1), make([]float64, k)
		for i := k - 1; i >= 0; i-- {
			score[p][i] = m.heads(p, &body[i])
			best[p][i] = max(best[p+1][i], best[p][i+1])
			if score[p][i] > 0 {
				best[p][i] = max(best[p][i], score[p][i]+best[p+1][i+1])
			}
		}
	}
	at := make([]int, n)
	for p, i := 0, 0; p < n; p++ {
		at[p] = -1
		for i < k && best[p][i] == best[p][i+1] {
			i++
		}
		if i < k && score[p][i] > 0 && best[p][i] == score[p][i]+best[p+1][i+1] {
			at[p] = i
			i++
		}
	}
	m.renamed(body, at)
	return at
}

// heads says how surely a piece is the heading of the form's part p.
func (m *maker) heads(p int, x *piece) float64 {
	part := &m.form.Parts[p]
	if part.Appendix || !x.short(45) && !(x.para != nil && x.runes() <= 45 && strings.IndexAny(x.text, "。；！？") == len(x.text)-len("。")) {
		return 0
	}
	heading := part.Heading.Fill(m.Agency, m.Year)
	like := 0.0
	switch b := bare(x.text); {
	case plain(x.text) == plain(heading):
		return 3
	case b == bare(heading):
		like = 2
	case m.known(part.Key, b):
		like = 1.8
	default:
		if v := m.words.likeness(heading, x.text); v > 0 {
			like = v
		}
	}
	if like == 0 {
		return 0
	}
	if numbered.MatchString(x.text) || x.para.Level > 0 {
		return like + 0.5
	}
	if like >= 1.8 && x.runes() >= 4 { // its number was lost
		return like - 1
	}
	return 0
}

// known reports whether a part is called by a name elsewhere.
func (m *maker) known(part, name string) bool {
	for _, h := range m.words.headings[part] {
		if h == name {
			return true
		}
	}
	return false
}

// renamed finds headings with other words: by their number, or right above the
// part's table.
func (m *maker) renamed(body []piece, at []int) {
	for p := range at {
		part := &m.form.Parts[p]
		if at[p] >= 0 || part.Appendix {
			continue
		}
		begin, end := 0, len(body)
		for k := range at {
			if k < p && at[k] >= 0 {
				begin = at[k] + 1
			}
			if k > p && at[k] >= 0 {
				end = at[k]
				break
			}
		}
		number := numbering.FindString(part.Heading.Fill(m.Agency, m.Year))
		for i := begin; i < end; i++ {
			x := &body[i]
			if x.short(45) && number != "" && plain(numbering.FindString(x.text)) == plain(number) && numbered.MatchString(x.text) {
				at[p] = i
				break
			}
			if x.part == part.Key {
				if at[p] = i; i > begin && body[i-1].short(45) && numbered.MatchString(body[i-1].text) {
					at[p] = i - 1
				}
				break
			}
		}
	}
}
