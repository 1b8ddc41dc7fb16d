package font

// Keys gives the keys of all styles, in the order of fonts.toml.
func (l *Library) Keys() []string {
	keys := make([]string, len(l.styles))
	for i, s := range l.styles {
		keys[i] = s.Key
	}
	return keys
}
