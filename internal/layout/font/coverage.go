package font

// hanziFile is the list of 通用规范汉字表 among the bundled files.
const hanziFile = "hanzi8105.txt"

// StyleInfo is what there is to tell of a style.
type StyleInfo struct {
	Key, Name, Word string
	Faces           []FaceInfo
	Missing         []rune // of the 8,105 characters of 通用规范汉字表: those that no face has
}

// FaceInfo is what there is to tell of a face in a chain.
type FaceInfo struct {
	File           string
	User           bool // from the user's folder
	PostScriptName string
	Characters     int // that the face has
}

// Styles tells of all styles in the order of fonts.toml.
func (l *Library) Styles() ([]StyleInfo, error) {
	hanzi, err := l.bundled.ReadFile(hanziFile)
	if err != nil {
		return nil, refuse(hanziFile, err)
	}
	counts := make(map[*Face]int)
	var all []StyleInfo
	for _, s := range l.styles {
		c, err := l.Chain(s.Key)
		if err != nil {
			return nil, err
		}
		info := StyleInfo{Key: s.Key, Name: s.Name, Word: s.Word.Name}
		for _, link := range c.links {
			f := link.Face
			if counts[f] == 0 {
				counts[f] = f.Characters()
			}
			info.Faces = append(info.Faces, FaceInfo{f.File, link.User, f.PostScriptName, counts[f]})
		}
		for _, r := range string(hanzi) {
			if r == '\n' {
				continue
			}
			if _, ok := c.Lookup(r); !ok {
				info.Missing = append(info.Missing, r)
			}
		}
		all = append(all, info)
	}
	return all, nil
}

// Characters counts the characters that the face has a glyph for.
func (f *Face) Characters() (n int) {
	f.cmap.each(func(_ rune, id int) {
		if f.known(id) != 0 {
			n++
		}
	})
	return n
}
