package revision_test

import (
	"strings"
	"testing"

	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/revision"
)

// What other programs write with a further signature, and beside each what differs
// from it and is refused.

// replaced gives a body with one thing written otherwise.
func replaced(body string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(body)
}

const flatForm = "/Subtype/Form/BBox[0 0 0 0]"

// popplers is what pdfsig adds; 40 was given up, and has generation 1.
var popplers = objects{
	3:  seal[3],
	6:  "<</SigFlags 3/Fields[10 0 R 14 0 R 15 0 R 20 0 R]>>",
	20: "<</Type/Annot/Subtype/Widget/FT/Sig/T(Second)/F 148/Border[0 0 0]/P 3 0 R/Rect[0 0 0 0]/DA(/F9 0 Tf)/V 21 0 R/AP<</N 22 0 R>>/AS/N>>",
	21: filled[21],
	22: stream(flatForm, ""),
	40: stream(flatForm, ""),
}

// split is a prepared field whose widget is its kid, and its signature.
var (
	split = objects{
		14: "<</FT/Sig/T(Later)/Kids[41 0 R]>>",
		41: "<</Type/Annot/Subtype/Widget/Parent 14 0 R/F 4/P 3 0 R/Rect[50 50 150 150]>>",
		3:  replaced(signed[3], "14 0 R", "41 0 R"),
	}
	splitFilled = objects{
		14: "<</FT/Sig/T(Later)/Kids[41 0 R]/V 21 0 R>>", 21: filled[21], 22: filled[22],
		41: replaced(split[41], "/Rect", "/AP<</N 22 0 R>>/Rect"),
	}
)

// fonts are default resources with one font, and what OpenPDF adds to them.
var (
	fonts     = objects{6: replaced(signed[6], "/Fields", "/DA(/F1 0 Tf)/DR<</Font<</F1 5 0 R>>>>/Fields")}
	fontsMore = seal.with(objects{
		6:  replaced(seal[6], "/Fields", "/DA(/F1 0 Tf)/DR<</Font<</F1 5 0 R/ZaDb 42 0 R/Helv 43 0 R>>>>/Fields"),
		42: "<</Type/Font/Subtype/Type1/Name/ZaDb/BaseFont/ZapfDingbats>>",
		43: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	})
)

const (
	listed = "/Annots[10 0 R 14 0 R 16 0 R]"
	moved  = "/Annots 44 0 R"
)

// lists is a file whose list of annotations is an object of its own.
var lists = objects{3: replaced(signed[3], listed, moved), 44: "[10 0 R 14 0 R 16 0 R]"}

// second is a page more with the same list.
var second = objects{2: "<</Type/Pages/Kids[3 0 R 45 0 R]/Count 2>>", 45: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots 44 0 R>>"}

func TestOtherPrograms(t *testing.T) {
	poppler := func(num int, pairs ...string) objects {
		return popplers.with(objects{num: replaced(popplers[num], pairs...)})
	}
	page := func(pairs ...string) objects { return objects{3: replaced(signed[3], pairs...)} }
	box := func(old, new string) [2]objects {
		return [2]objects{page("[0 0 500 800]", old), page("[0 0 500 800]", new)}
	}
	kid := func(pairs ...string) objects {
		return splitFilled.with(objects{41: replaced(splitFilled[41], pairs...)})
	}
	font := func(num int, body string) [2]objects { return [2]objects{fonts, fontsMore.with(objects{num: body})} }
	for name, c := range map[string]struct {
		files [2]objects // what is other than in signed, and the update
		said  string
	}{
		"pdfsig":                        {[2]objects{nil, popplers}, ""},
		"given up, but painted":         {[2]objects{nil, popplers.with(objects{40: stream("/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f")})}, "what object 40"},
		"given up, but a page":          {[2]objects{nil, popplers.with(objects{40: signed[3]})}, "what object 40"},
		"given up, but a catalog":       {[2]objects{nil, popplers.with(objects{40: signed[1]})}, "what object 40"},
		"given up, but a picture":       {[2]objects{nil, popplers.with(objects{40: stream("/Subtype/Image", "")})}, "what object 40"},
		"given up, of another type":     {[2]objects{nil, popplers.with(objects{40: stream(flatForm+"/Type/ObjStm/N 0/First 0", "")})}, "object stream"},
		"given up, but shown":           {[2]objects{page("/Font", "/XObject<</X 40 1 R>>/Font"), replacedPage(popplers, "/Font", "/XObject<</X 40 1 R>>/Font")}, "what object 40"},
		"given up, but asked for":       {[2]objects{page("/Font", "/XObject<</X 40 0 R>>/Font"), replacedPage(popplers, "/Font", "/XObject<</X 40 0 R>>/Font")}, "what object 40"},
		"given up, but the looks":       {[2]objects{nil, poppler(20, "/N 22 0 R", "/N 40 1 R")}, "what object 40"},
		"state of several":              {[2]objects{nil, poppler(20, "/AP<</N 22 0 R>>", "/AP<</N<</N 22 0 R>>>>")}, "20/A"},
		"state in words":                {[2]objects{nil, poppler(20, "/AS/N", "/AS(N)")}, "20/AS"},
		"state of no looks":             {[2]objects{nil, poppler(20, "/AP<</N 22 0 R>>", "").with(objects{22: ""})}, "20/AS"},
		"states of no looks":            {[2]objects{nil, poppler(20, "/AP<</N 22 0 R>>/AS/N", "/AP<</N<</On 22 0 R>>>>")}, ""},
		"states of looks":               {[2]objects{nil, poppler(20, "/AP<</N 22 0 R>>/AS/N", "/AP<</N<</On 22 0 R>>>>", "/Rect[0 0 0 0]", "/Rect[0 0 9 9]", "/F 148", "/F 4")}, "20/AP"},
		"looks of another kind":         {[2]objects{nil, poppler(20, "/AP<</N 22 0 R>>/AS/N", "/AP<</D 22 0 R>>")}, "20/AP"},
		"a time stamp with looks":       {[2]objects{nil, poppler(21, "ETSI.CAdES.detached", "ETSI.RFC3161").with(objects{20: replaced(popplers[20], "/Rect[0 0 0 0]", "/Rect[0 0 9 9]", "/F 148", "/F 4"), 22: stream("/Subtype/Form/BBox[0 0 9 9]", "q Q")})}, "has a picture"},
		"a font that nobody used":       {[2]objects{{60: signed[5]}, {60: "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"}}, "what object 60"},
		"box elsewhere":                 {[2]objects{{3: replaced(signed[3], "[0 0 500 800]", " 60 0 R"), 60: "[0 0 500 800]"}, replacedPage(seal, "[0 0 500 800]", " 60 0 R")}, ""},
		"box of a narrow page":          {box("[0 0 2 500.0004]", "[0 0 2 500]"), "page 1"},
		"box of a low page":             {box("[0 0 500.0004 2]", "[0 0 500 2]"), "page 1"},
		"customary font, the first":     {[2]objects{{6: replaced(fonts[6], "/Font<</F1 5 0 R>>", "")}, replacedForm(fontsMore, "/F1 5 0 R", "")}, ""},
		"customary fonts elsewhere":     {[2]objects{{6: replaced(fonts[6], "<</F1 5 0 R>>", " 60 0 R"), 60: "<</F1 5 0 R>>"}, fontsMore}, "6/DR"},
		"a page that is there twice":    {[2]objects{{2: "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>"}, seal}, "page 1"},
		"turned, but seen":              {[2]objects{nil, poppler(20, "/Rect[0 0 0 0]", "/Rect[0 0 9 9]")}, "20/"},
		"another flag":                  {[2]objects{nil, poppler(20, "/F 148", "/F 149")}, "20/F"},
		"a frame":                       {[2]objects{nil, poppler(20, "/Border[0 0 0]", "/Border[0 0 1]")}, "20/Border"},
		"not in the form":               {[2]objects{nil, poppler(6, " 20 0 R", "")}, ""},
		"box of fewer digits":           {box("[0 0 595.303937007874 841.889763779528]", "[0 0 595.303937 841.8898]"), ""},
		"box of other numbers":          {box("[0 0 595.303937007874 841.889763779528]", "[0 0 595.302937 841.8898]"), "page 1"},
		"box by a thousandth":           {box("[0 0 500.001 800]", "[0 0 500.002 800]"), "page 1"},
		"box of a tiny page":            {box("[0 0 2 2.0004]", "[0 0 2 2]"), "page 1"},
		"box beyond":                    {box("[0 0 500 20000.0004]", "[0 0 500 20000]"), "page 1"},
		"box oddly written":             {box("[0 0 500.0004 800]", "[0 0 +500.0 800]"), "page 1"},
		"box of a large unit":           {box("[0 0 500.0004 800]/UserUnit 9", "[0 0 500 800]/UserUnit 9"), "page 1"},
		"box of a picture":              {[2]objects{{5: stream("/BBox[0 0 9.0004 9]", "")}, {5: stream("/BBox[0 0 9 9]", "")}}, "what the pages show"},
		"annotations into the page":     {[2]objects{lists, seal}, ""},
		"annotations out of the page":   {[2]objects{nil, replacedPage(seal, "/Annots[10 0 R 14 0 R 16 0 R 20 0 R]", moved).with(objects{44: "[10 0 R 14 0 R 16 0 R 20 0 R]"})}, ""},
		"annotations to another object": {[2]objects{lists, {3: replaced(lists[3], "44", "46"), 46: lists[44]}}, ""},
		"annotations into an old one":   {[2]objects{{46: lists[44]}, page(listed, "/Annots 46 0 R")}, "page 1"},
		"annotations of two pages":      {[2]objects{lists.with(second), seal}, "page 1"},
		"annotations fewer":             {[2]objects{lists, page(" 14 0 R", "")}, "page 1"},
		"annotations in another order":  {[2]objects{lists, page("10 0 R 14 0 R", "14 0 R 10 0 R")}, "page 1"},
		"annotations more":              {[2]objects{lists, page("16 0 R]", "16 0 R 46 0 R]").with(objects{46: "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>"})}, "page 1"},
		"annotations and the list":      {[2]objects{lists, seal.with(objects{44: "[]"})}, "object 44"},
		"kid":                           {[2]objects{split, splitFilled}, ""},
		"kid without a picture":         {[2]objects{split, objects{14: splitFilled[14], 21: filled[21]}}, ""},
		"kid without a signature":       {[2]objects{split, splitFilled.with(objects{14: "", 21: ""})}, "was changed"},
		"kid elsewhere":                 {[2]objects{split, kid("[50 50", "[0 0")}, "41/Rect"},
		"kid does something":            {[2]objects{split, kid("/Rect", "/AA<<>>/Rect")}, "41/AA"},
		"kid with a name":               {[2]objects{split.with(objects{41: replaced(split[41], "/F 4", "/T(x)/F 4")}), kid("/F 4", "/T(x)/F 4")}, "what object"},
		"kid of another":                {[2]objects{split.with(objects{41: replaced(split[41], "14 0 R", "10 0 R")}), kid("14 0 R", "10 0 R")}, "what object"},
		"kid with the value":            {[2]objects{split, kid("/F 4", "/V 21 0 R/F 4").with(objects{14: ""})}, "was changed"},
		"kid had a picture":             {[2]objects{split.with(objects{41: replaced(split[41], "/Rect", "/AP<</N 4 0 R>>/Rect")}), splitFilled}, "picture"},
		"kids":                          {[2]objects{split.with(objects{14: "<</FT/Sig/T(Later)/Kids[41 0 R 10 0 R]>>"}), splitFilled.with(objects{14: "<</FT/Sig/T(Later)/Kids[41 0 R 10 0 R]/V 21 0 R>>"})}, "what object"},
		"kid covers":                    {[2]objects{split.with(objects{41: replaced(split[41], "[50 50 150 150]", "[0 0 500 800]")}), kid("[50 50 150 150]", "[0 0 500 800]")}, "100%"},
		"customary fonts":               {[2]objects{fonts, fontsMore}, ""},
		"customary font, other name":    {[2]objects{fonts, replacedForm(fontsMore, "/ZaDb 42", "/F9 42")}, "6/DR/Font/F9"},
		"customary font, other":         {font(43, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"), "6/DR/Font/Helv"},
		"customary font, letters":       {font(43, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[49/nine]>>>>"), "6/DR/Font/Helv"},
		"customary font, no type":       {font(42, "<</Subtype/Type1/BaseFont/ZapfDingbats>>"), "6/DR/Font/ZaDb"},
		"customary font, no kind":       {font(42, "<</Type/Font/BaseFont/ZapfDingbats>>"), "6/DR/Font/ZaDb"},
		"customary font, odd name":      {font(42, "<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/Name(x)>>"), "6/DR/Font/ZaDb"},
		"customary font, own":           {font(42, "<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/FontDescriptor<<>>>>"), "6/DR/Font/ZaDb"},
		"customary font, kind":          {font(42, "<</Type/Font/Subtype/Type3/BaseFont/ZapfDingbats>>"), "6/DR/Font/ZaDb"},
		"font instead":                  {[2]objects{fonts, replacedForm(fontsMore, "/F1 5 0 R", "/F1 43 0 R")}, "6/DR/Font/F1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := written(signed.with(c.files[0]))
			d.gens = map[int]int{}
			if strings.HasPrefix(name, "pdfsig") || strings.HasPrefix(name, "given up") {
				d.gens[40] = 1
			} else {
				delete(c.files[1], 40)
			}
			end := len(d.data)
			steps, o := d.update(c.files[1]).chain(t, end).After(end)
			if o == nil && len(steps) > 0 {
				o = steps[0].Objection
			}
			if (o == nil) != (c.said == "") || o != nil && !strings.Contains(o.What.EN, c.said) {
				t.Errorf("%+v", o)
			}
		})
	}
}

func replacedPage(of objects, pairs ...string) objects {
	return of.with(objects{3: replaced(of[3], pairs...)})
}

func replacedForm(of objects, pairs ...string) objects {
	return of.with(objects{6: replaced(of[6], pairs...)})
}

// TestNotesTakenUp has three trailers: what the first says, and the third again.
func TestNotesTakenUp(t *testing.T) {
	for name, c := range map[string]struct {
		first, third string
		ok           bool
	}{
		"the same": {"/DocChecksum/AB", "/DocChecksum/AB", true}, "another": {"/DocChecksum/AB", "/DocChecksum/AC", false},
		"under another key": {"/DocChecksum/AB", "/DocCheck/AB", false}, "a reference": {"/X 4 0 R", "/X 4 0 R", false},
	} {
		d := &document{data: []byte("%PDF-1.7\n"), root: trailer + c.first}
		end := len(d.update(signed).data)
		d.root = trailer
		d.update(notes)
		d.root = trailer + c.third
		steps, o := d.update(objects{}).chain(t, end).After(end)
		if o != nil || len(steps) != 2 || steps[0].Objection != nil || (steps[1].Objection == nil) != c.ok {
			t.Errorf("%s: %+v, %+v", name, o, steps)
		}
	}
}

// TestPicturesOfForms adds pictures to a form's default resources, where text of fields
// does not look for them (12.7.4.3), and does more than that.
func TestPicturesOfForms(t *testing.T) {
	const list = "/DR<</Font<</F1 5 0 R>>"
	with := func(o objects, more string) objects { return replacedForm(o, list, list+more) }
	shown := stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f")
	again := seal.with(objects{6: replaced(fontsMore[6], "/ZaDb 42 0 R/Helv 43 0 R", "")})
	for name, c := range map[string]struct {
		old, new string
		said     string
	}{
		"nothing":               {"", "", ""},
		"the first":             {"", "/XObject<</X 42 0 R>>", ""},
		"one more":              {"/XObject<</Y 46 0 R>>", "/XObject<</Y 46 0 R/X 42 0 R>>", ""},
		"none":                  {"", "/XObject<<>>", ""},
		"another one":           {"/XObject<</Y 46 0 R>>", "/XObject<</Y 42 0 R>>", "6/DR/XObject/Y"},
		"one fewer":             {"/XObject<</Y 46 0 R>>", "/XObject<<>>", "6/DR/XObject/Y"},
		"all gone":              {"/XObject<</Y 46 0 R>>", "", "6/DR/XObject"},
		"no list":               {"", "/XObject 42 0 R", "6/DR"},
		"a list for no list":    {"/XObject 46 0 R", "/XObject<</X 42 0 R>>", "6/DR"},
		"something else":        {"", "/Pattern<</X 42 0 R>>", "6/DR/Pattern"},
		"one that is elsewhere": {"", "/XObject<</X 21 0 R>>", ""},
	} {
		base := signed.with(objects{46: shown}).with(with(fonts, c.old))
		update := with(again, c.new).with(objects{42: shown})
		o := judge(t, base, update).Objection
		if name == "one that is elsewhere" {
			if o == nil {
				t.Errorf("%s: is accepted", name)
			}
			continue
		}
		if strings.Contains(c.new, "42") || c.said != "" {
			if (o == nil) != (c.said == "") || o != nil && !strings.Contains(o.What.EN, c.said) {
				t.Errorf("%s: %+v", name, o)
			}
			continue
		}
		if o = judge(t, base, with(again, c.new)).Objection; o != nil {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// TestListsElsewhere has lists of the structure tree that are objects of their own:
// they may grow where they stand, and where they are known to.
func TestListsElsewhere(t *testing.T) {
	only := func(o objects, nums ...int) objects { // without some
		all := o.with(nil)
		for _, n := range nums {
			delete(all, n)
		}
		return all
	}
	pairs := objects{13: "<</Nums 50 0 R>>", 50: "[4 17 0 R]"}
	nodes := objects{13: "<</Kids 50 0 R>>", 50: "[51 0 R]", 51: "<</Limits[4 4]/Nums[4 17 0 R]>>"}
	kids := objects{12: "<</Type/StructElem/S/Document/P 9 0 R/K 50 0 R>>", 50: "[17 0 R]"}
	leaf := "<</Limits[5 5]/Nums[5 25 0 R]>>"
	for name, c := range map[string]struct {
		base, update objects
		said         string
	}{
		"pairs":                 {pairs, only(seal, 13).with(objects{50: "[4 17 0 R 5 25 0 R]"}), ""},
		"pairs moved":           {pairs, seal.with(objects{13: "<</Nums 52 0 R>>", 52: "[4 17 0 R 5 25 0 R]"}), "13/Nums"},
		"pairs taken in":        {pairs, seal, "13/Nums"},
		"nodes":                 {nodes, only(seal, 13).with(objects{50: "[51 0 R 52 0 R]", 52: leaf}), ""},
		"nodes moved":           {nodes, seal.with(objects{13: "<</Kids 53 0 R>>", 53: "[51 0 R 52 0 R]", 52: leaf}), "13/Kids"},
		"nodes taken in":        {nodes, seal.with(objects{13: "<</Kids[51 0 R 52 0 R]>>", 52: leaf}), "13/Kids"},
		"nodes gone":            {nodes, seal, "13/"},
		"a node's limits":       {nodes, only(seal, 13).with(objects{50: "[51 0 R 52 0 R]", 52: "<</Limits[5/A]/Nums[5 25 0 R]>>"}), "13/Kids"},
		"a node's limit":        {nodes, only(seal, 13).with(objects{50: "[51 0 R 52 0 R]", 52: "<</Limits[5]/Nums[5 25 0 R]>>"}), "13/Kids"},
		"a node of others":      {nodes, only(seal, 13).with(objects{50: "[51 0 R 52 0 R]", 52: "<</Limits[5 5]/Nums[5 17 0 R]>>"}), "13/Kids"},
		"a key below":           {nodes.with(objects{51: "<</Kids[53 0 R]>>", 53: "<</Nums[4 17 0 R 5 17 0 R]>>"}), only(seal, 13).with(objects{50: "[51 0 R 52 0 R]", 52: leaf}), "13/Kids"},
		"kids":                  {kids, only(seal, 12).with(objects{50: "[17 0 R 25 0 R]"}), ""},
		"kids taken in":         {kids, seal, "12/K"},
		"kids moved":            {kids, seal.with(objects{12: "<</Type/StructElem/S/Document/P 9 0 R/K 51 0 R>>", 51: "[17 0 R 25 0 R]"}), "12/K"},
		"top kids grown":        {objects{9: replaced(signed[9], "/K[12 0 R]", "/K 50 0 R"), 50: "[12 0 R]"}, only(seal, 12).with(objects{9: replaced(seal[9], "/K[12 0 R]", "/K 50 0 R"), 50: "[12 0 R 25 0 R]", 25: replaced(seal[25], "/P 12", "/P 9")}), "9/K"},
		"in no tree":            {objects{50: "<</S/Sect/P 51 0 R/K[17 0 R]>>", 51: "<</S/Sect/P 51 0 R/K[50 0 R]>>"}, only(seal, 12).with(objects{50: "<</S/Sect/P 51 0 R/K[17 0 R 25 0 R]>>", 25: replaced(seal[25], "/P 12", "/P 50")}), "does not belong"},
		"below no element":      {objects{50: "<</S/Sect/P 51 0 R/K[17 0 R]>>", 51: "<</P 9 0 R/K[50 0 R]>>"}, only(seal, 12).with(objects{50: "<</S/Sect/P 51 0 R/K[17 0 R 25 0 R]>>", 25: replaced(seal[25], "/P 12", "/P 50")}), "does not belong"},
		"no key":                {nil, seal.with(objects{20: replaced(seal[20], "/StructParent 5", ""), 13: "<</Nums[4 17 0 R 0 25 0 R]>>"}), "13/Nums"},
		"key of another kind":   {nil, seal.with(objects{13: "<</Nums[4 17 0 R(5)25 0 R]>>"}), "13/Nums"},
		"no structure, in both": {objects{1: replaced(signed[1], "/StructTreeRoot 9 0 R", "/StructTreeRoot null")}, objects{1: replaced(evidence[1], "/StructTreeRoot 9 0 R", "/StructTreeRoot null"), 18: evidence[18], 26: evidence[26], 27: evidence[27], 28: evidence[28], 29: evidence[29], 30: evidence[30], 31: evidence[31]}, ""},
		"structure for null":    {objects{1: replaced(signed[1], "/StructTreeRoot 9 0 R", "/StructTreeRoot null")}, objects{1: signed[1]}, "1/StructTreeRoot"},
	} {
		o := judge(t, signed.with(c.base), c.update).Objection
		if name == "kids" {
			if o == nil { // a list that grows has no role
				t.Errorf("%s: is accepted", name)
			}
			continue
		}
		if (o == nil) != (c.said == "") || o != nil && !strings.Contains(o.What.EN, c.said) {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// TestInfoGone has a trailer that no longer names the document information, and one that
// names another.
func TestInfoGone(t *testing.T) {
	for root, said := range map[string]string{trailer: "", "/Root 1 0 R": "trailer/Info", "/Root 1 0 R/Info 30 0 R": "trailer/Info", "/Root 30 0 R/Info 7 0 R": "trailer/Root", "/Info 7 0 R": "catalog"} {
		d := written(signed)
		end := len(d.data)
		d.root = root
		d.update(objects{30: signed[7]})
		f, err := pdfread.Open("", d.data)
		if err != nil {
			if said != "catalog" && said != "trailer/Root" {
				t.Errorf("%s: %v", root, err)
			}
			continue
		}
		steps, o := revision.Read(f, end).After(end)
		if o != nil || len(steps) != 1 {
			t.Fatalf("%s: %+v, %d", root, o, len(steps))
		}
		if o := steps[0].Objection; said == "" && !strings.Contains(o.What.EN, "what object 30") || said != "" && (o == nil || !strings.Contains(o.What.EN, said)) {
			t.Errorf("%s: %+v", root, o)
		}
	}
}
