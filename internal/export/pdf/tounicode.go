package pdf

// A CMap has at most perBlock entries in a block (Adobe TN 5014).
const perBlock = 100

// joiner stands for the second and further glyphs of a character, whose text
// is the ActualText around them: every code has to have a character.
const joiner = '\u200B'

// appendToUnicode appends the CMap from codes to characters (9.10.3).
func (u *fontUse) appendToUnicode(b []byte) []byte {
	b = append(b, `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
`...)
	for from := 1; from < len(u.runes); from += perBlock {
		to := min(from+perBlock, len(u.runes))
		b = append(appendInt(b, to-from), " beginbfchar\n"...)
		for code := from; code < to; code++ {
			r := u.runes[code]
			if r == 0 {
				r = joiner
			}
			b = append(appendHex16(append(b, '<'), uint16(code)), "><"...)
			b = append(appendUTF16(b, r), ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}
