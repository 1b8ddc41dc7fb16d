package literal

// longest is the length of the longest code (RFC 1951, 3.2.7).
const longest = 15

// lengths are those of the codes of the literals and of the block's end:
// Huffman's for how often each byte stands in the charstrings of the 3,500
// commonest characters in the five faces of Fandol, each counted once more, so
// that every byte has a code. One code for all five takes 1% more room than
// one for each.
var lengths = [endOfBlock + 1]uint8{
	10, 11, 11, 11, 11, 7, 7, 7, 6, 11, 12, 11, 10, 11, 9, 11,
	12, 11, 10, 8, 12, 7, 11, 12, 6, 7, 6, 7, 12, 12, 7, 7,
	11, 11, 11, 11, 10, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11,
	11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11,
	11, 11, 11, 11, 11, 11, 10, 11, 10, 11, 10, 11, 10, 10, 10, 10,
	10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9, 10, 9, 10,
	9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 8, 8, 8,
	8, 8, 8, 8, 8, 8, 7, 8, 7, 8, 7, 7, 7, 7, 7, 7,
	6, 7, 6, 6, 6, 6, 6, 5, 5, 5, 5, 6, 5, 5, 5, 5,
	5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8,
	7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 9, 8, 9, 9, 9,
	9, 9, 9, 9, 9, 9, 9, 10, 9, 10, 9, 10, 10, 10, 10, 10,
	10, 10, 10, 10, 10, 10, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11,
	10, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11,
	11, 11, 11, 11, 11, 11, 12, 12, 11, 12, 12, 12, 12, 12, 12, 12,
	11, 12, 12, 12, 12, 12, 12, 6, 8, 10, 14, 6, 9, 11, 13, 15,
	15,
}
