package report

import "nianbao/internal/clerk/source"

// Unfilled is typed where something is left to fill: for a figure, for a whole
// row of figures, for a line or a paragraph.
const Unfilled = "待填"

// Unfilled reports whether the value is left to fill.
func (v Value) Unfilled() bool { return v.Text == Unfilled }

// unfilled reports whether all of n is left to fill.
func unfilled(n *source.Node) bool { return n.Kind == source.String && n.Text == Unfilled }
