package font

// Subset appends a font program that holds the given glyphs only: glyph i of it
// is gids[i], and gids[0] must be 0. TrueType outlines give a program for
// FontFile2, CFF outlines a bare CID-keyed one for FontFile3 with subtype
// CIDFontType0C, in which glyph i is CID i (ISO 32000-1 9.9). name is the
// PostScript name that a CFF program bears; a TrueType program bears none.
func (f *Face) Subset(dst []byte, gids []uint16, name string) ([]byte, error) {
	if err := f.canSubset(gids); err != nil {
		return nil, err
	}
	var err error
	if f.IsCFF {
		dst, err = f.cff.subset(dst, gids, name)
	} else {
		dst, err = f.subsetTrueType(dst, gids)
	}
	if err != nil {
		return nil, refuse(f.File, err)
	}
	return dst, nil
}

// DeflatedSubset appends what Subset gives for CFF outlines as a zlib stream,
// which takes a fraction of the time of deflating it. Not ok: the outlines are so
// unlike those that the stream's code is made for that deflating is better.
func (f *Face) DeflatedSubset(dst []byte, gids []uint16, name string) (_ []byte, ok bool, err error) {
	if err := f.canSubset(gids); err != nil {
		return nil, false, err
	}
	dst, ok, err = f.cff.deflated(dst, gids, name)
	if err != nil {
		return nil, false, refuse(f.File, err)
	}
	return dst, ok, nil
}

func (f *Face) canSubset(gids []uint16) error {
	if len(gids) == 0 || gids[0] != 0 || len(gids) > 0xFFFF {
		return refuse(f.File, bad("子集必须以 0 号字形开头", "a subset must begin with glyph 0"))
	}
	for _, id := range gids {
		if int(id) >= f.NumGlyphs {
			return refuse(f.File, bad("没有这个字形", "there is no such glyph"))
		}
	}
	return nil
}
