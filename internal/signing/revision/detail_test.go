package revision_test

import (
	"strings"
	"testing"
)

// catalogWith is an update of the catalog with one thing in it written otherwise.
func catalogWith(old, new string) func(testing.TB) (objects, objects) {
	return func(t testing.TB) (objects, objects) {
		return signed, objects{1: signed.edit(t, 1, old, new)[1]}
	}
}

// based is an update of another base.
func based(base, update objects) func(testing.TB) (objects, objects) {
	return func(testing.TB) (objects, objects) { return signed.with(base), update }
}

const extensions = "/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 3>>>>"

// TestDetails has pairs that differ in one detail; what is said is part of the
// objection, empty where it is accepted.
func TestDetails(t *testing.T) {
	number := func(old, new string) func(testing.TB) (objects, objects) {
		return based(objects{5: "<</A " + old + ">>"}, objects{5: "<</A " + new + ">>"})
	}
	looks := func(content, entries string) func(testing.TB) (objects, objects) {
		field := strings.Replace(signed[14], "/Rect", "/AP<</N 40 0 R>>/Rect", 1)
		return based(objects{14: field, 40: stream(entries, content)}, filled)
	}
	sealed := func(num int, old, new string) func(testing.TB) (objects, objects) {
		return func(t testing.TB) (objects, objects) { return signed, seal.edit(t, num, old, new) }
	}
	branch := func(limits string) func(testing.TB) (objects, objects) {
		return based(objects{13: "<</Kids[41 0 R]>>", 41: "<</Nums[4 17 0 R]/Limits[4 4]>>"}, seal.with(objects{13: "<</Kids[41 0 R 42 0 R]>>", 42: "<</Nums[5 25 0 R]/Limits" + limits + ">>"}))
	}
	store := func(s string) objects { return objects{18: s} }
	for name, c := range map[string]struct {
		make func(testing.TB) (base, update objects)
		said string
	}{
		"version as it was":         {catalogWith("/Version/1.6", "/Version /1.6"), ""},
		"version later":             {catalogWith("/Version/1.6", "/Version/2.0"), ""},
		"version earlier":           {catalogWith("/Version/1.6", "/Version/1.5"), "Version"},
		"version of no standard":    {catalogWith("/Version/1.6", "/Version/1.8"), "Version"},
		"version far":               {catalogWith("/Version/1.6", "/Version/2.1"), "Version"},
		"version long":              {catalogWith("/Version/1.6", "/Version/1.65"), "Version"},
		"version first":             {based(objects{1: strings.Replace(signed[1], "/Version/1.6", "", 1)}, objects{1: strings.Replace(signed[1], "/Version/1.6", "/Version/1.0", 1)}), ""},
		"version gone":              {catalogWith("/Version/1.6", ""), "Version"},
		"extensions gone":           {catalogWith(extensions, ""), "Extensions"},
		"extensions replaced":       {catalogWith("/ExtensionLevel 3", "/ExtensionLevel 4"), "Extensions"},
		"extensions more levels":    {catalogWith("/ADBE<</BaseVersion/1.7/ExtensionLevel 3>>", "/ADBE[<</BaseVersion/1.7/ExtensionLevel 3>><</BaseVersion/1.7/ExtensionLevel 8>>]"), ""},
		"extensions other levels":   {catalogWith("/ADBE<</BaseVersion/1.7/ExtensionLevel 3>>", "/ADBE[<</BaseVersion/1.7/ExtensionLevel 8>>]"), "Extensions"},
		"extensions do more":        {catalogWith("/ADBE<<", "/ISO_<</BaseVersion/2.0/URL(x)/Type/DeveloperExtensions/ExtensionRevision(1)/X 1>>/ADBE<<"), "Extensions"},
		"extensions elsewhere":      {based(objects{1: strings.Replace(signed[1], extensions, "/Extensions 40 0 R", 1), 40: "<<>>"}, objects{40: "<</A<</BaseVersion/1.7>>>>"}), "object 40"},
		"information alone":         {based(nil, objects{7: "<</Title(Title)/ModDate(D:20270101000000Z)/Producer(One)>>"}), ""},
		"information no dictionary": {based(nil, objects{7: "[(Title)]"}), "Info"},
		"information was none":      {based(objects{7: "[(Title)]"}, objects{7: "<</Title(Title)>>"}), "Info"},
		"metadata no stream":        {based(nil, objects{8: "<</Type/Metadata/Subtype/XML>>"}), "Metadata"},
		"metadata was no stream":    {based(objects{8: "<</Type/Metadata/Subtype/XML>>"}, objects{8: signed[8]}), "Metadata"},
		"metadata no inflating":     {based(nil, objects{8: stream("/Type/Metadata/Subtype/XML/Filter/X", xmpText)}), "not understood"},
		"form an array":             {based(nil, objects{6: "[10 0 R]"}), "AcroForm"},
		"form was an array":         {based(objects{6: "[10 0 R]"}, objects{6: "<</Fields[10 0 R]>>"}), "AcroForm"},
		"form flags in words":       {based(nil, objects{6: "<</SigFlags(3)/Fields[10 0 R 14 0 R 15 0 R]>>"}), "SigFlags"},
		"form flags were words":     {based(objects{6: "<</SigFlags(1)/Fields[10 0 R 14 0 R 15 0 R]>>"}, objects{6: "<</SigFlags 3/Fields[10 0 R 14 0 R 15 0 R]>>"}), "SigFlags"},
		"form flags new":            {based(objects{6: "<</Fields[10 0 R 14 0 R 15 0 R]>>"}, objects{6: "<</SigFlags 3/Fields[10 0 R 14 0 R 15 0 R]>>"}), ""},
		"fields were none":          {based(objects{6: "<</SigFlags 3/Fields(x)>>"}, objects{6: "<</SigFlags 3/Fields[]>>"}), "Fields"},
		"store an array":            {based(nil, store("[19 0 R]")), "DSS"},
		"store was an array":        {based(store("[19 0 R]"), store("<</Certs[19 0 R]>>")), "DSS"},
		"store with names":          {based(nil, store("<</Type/DSS/Certs/A/VRI<<"+firstName+"<</Cert[19 0 R]>>>>>>")), "Certs"},
		"store had names":           {based(store("<</Type/DSS/Certs/A>>"), store("<</Type/DSS/Certs[19 0 R]>>")), "Certs"},
		"store less":                {based(nil, store("<</Type/DSS/Certs[]/VRI<<"+firstName+"<</Cert[19 0 R]>>>>>>")), "taken away"},
		"store as it was":           {based(nil, store("<</Type/DSS/Certs[19 0 R]/VRI<<"+firstName+"<</Cert[19 0 R]>>>> >>")), ""},
		"store kind":                {based(nil, store("<</Type/Page/Certs[19 0 R]/VRI<<"+firstName+"<</Cert[19 0 R]>>>>>>")), "Type"},
		"page was none":             {based(objects{3: "[1]"}, objects{3: signed[3]}), "page"},
		"tree an array":             {based(nil, objects{9: "[12 0 R]"}), "StructTreeRoot"},
		"tree was an array":         {based(objects{9: "[12 0 R]"}, objects{9: signed[9]}), "StructTreeRoot"},
		"tree elsewhere":            {based(objects{40: signed[9]}, objects{1: strings.Replace(signed[1], "/StructTreeRoot 9", "/StructTreeRoot 40", 1)}), "StructTreeRoot"},
		"parents an array":          {based(nil, objects{13: "[4 17 0 R]"}), "ParentTree"},
		"parents with lists":        {based(objects{13: "<</Nums[4 32 0 R 5 17 0 R]>>", 32: "[17 0 R]"}, objects{13: "<< /Nums[4 32 0 R 5 17 0 R]>>"}), ""},
		"zero below zero":           {number("-0", "0"), ""},
		"below zero":                {number("-5", "5"), "what the pages show"},
		"zeros":                     {number("-0.50", "-.5"), ""},
		"more behind the point":     {number("0.50", "0.51"), "what the pages show"},
		"before the point":          {number("1.5", ".5"), "what the pages show"},
		"whole":                     {number("5.", "5.0"), ""},
		"whole and real":            {number("5", "5."), "what the pages show"},
		"plus":                      {number("+5", "5"), "what the pages show"},
		"plus as it was":            {number("+5", "+5"), ""},
		"zeros before":              {number("5", "005"), "what the pages show"},
		"null":                      {based(nil, objects{5: strings.Replace(signed[5], "<<", "<</Encoding null ", 1)}), "what the pages show"},
		"null no more":              {based(objects{5: strings.Replace(signed[5], "<<", "<</Encoding null ", 1)}, objects{5: signed[5]}), "what the pages show"},
		"null on a page":            {based(nil, objects{3: strings.Replace(signed[3], "<<", "<</Rotate null ", 1)}), "Rotate"},
		"null in the catalog":       {based(nil, objects{1: strings.Replace(signed[1], "<<", "<</OCProperties null ", 1)}), "OCProperties"},
		"null as it was":            {based(objects{5: strings.Replace(signed[5], "<<", "<</Encoding null ", 1)}, objects{5: strings.Replace(signed[5], "<<", "<< /Encoding null ", 1)}), ""},
		"paints nothing":            {looks("q %x y\nQ\n", "/X 1"), ""},
		"paints":                    {looks("q x Q", "/X 1"), "picture"},
		"paints, not read":          {looks("", "/Filter/X"), "picture"},
		"fills nothing":             {based(nil, objects{14: strings.Replace(signed[14], "/Rect", "/AP<<>>/Rect", 1)}), "was changed"},
		"fills a text":              {based(objects{14: strings.Replace(signed[14], "/FT/Sig", "/FT/Tx", 1)}, filled), "was changed"},
		"fills again":               {based(nil, objects{10: strings.Replace(signed[10], "11 0 R", "21 0 R", 1), 21: filled[21]}), "was changed"},
		"fills an array":            {based(nil, objects{14: "[1]"}), "was changed"},
		"element's kid":             {sealed(25, "/Type/OBJR", "/Type/MCR"), "25/K"},
		"element's kid a number":    {sealed(25, "/K<</Type/OBJR/Obj 20 0 R/Pg 3 0 R>>", "/K 0"), "25/K"},
		"element's kid more":        {sealed(25, "/Obj 20 0 R", "/Obj 20 0 R/X 1"), "25/K"},
		"element's kid's page":      {sealed(25, "/Obj 20 0 R/Pg 3 0 R", "/Obj 20 0 R/Pg 2 0 R"), "25/K"},
		"element's kid no page":     {sealed(25, "/Obj 20 0 R/Pg 3 0 R", "/Obj 20 0 R"), ""},
		"element's other field":     {sealed(25, "/Obj 20 0 R/Pg 3 0 R", "/Obj 10 0 R/Pg 3 0 R"), "25/K"},
		"branch":                    {branch("[5 5]"), ""},
		"branch of one limit":       {branch("[5]"), "13/Kids"},
		"branch of names":           {branch("[5/A]"), "13/Kids"},
		"branch of names first":     {branch("[/A 5]"), "13/Kids"},
		"branch of a number":        {branch(" 5"), "13/Kids"},
		"number in a box":           {based(nil, objects{3: strings.Replace(signed[3], "[0 0 500 800]", "[0 0 500 800 1]", 1)}), "page 1"},
		"box a word":                {based(objects{3: strings.Replace(signed[3], "[0 0 500 800]", "/A", 1)}, objects{3: strings.Replace(signed[3], "[0 0 500 800]", "[]", 1)}), "page 1"},
		"box was words":             {based(objects{3: strings.Replace(signed[3], "800]", "(800)]", 1)}, objects{3: signed[3]}), "page 1"},
	} {
		base, update := c.make(t)
		d := written(base)
		end := len(d.data)
		steps, o := d.update(update).chain(t, end).After(end)
		if o == nil && len(steps) > 0 {
			o = steps[0].Objection
		}
		if (o == nil) != (c.said == "") || o != nil && !strings.Contains(o.What.EN, c.said) {
			t.Errorf("%s: %+v", name, o)
		}
		if name == "information alone" && !steps[0].Metadata {
			t.Errorf("%s: is not told: %+v", name, steps[0])
		}
	}
}

// TestIdentifiers compares the identifiers of two trailers.
func TestIdentifiers(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		ok       bool
	}{
		"none": {"", "", true}, "as it was": {"/ID[(a)(b)]", "/ID[(a)(c)]", true}, "gone": {"/ID[(a)(b)]", "", true}, "new": {"", "/ID[(a)(b)]", true}, "first other": {"/ID[(a)(b)]", "/ID[(x)(b)]", false},
		"three": {"/ID[(a)(b)]", "/ID[(a)(b)(c)]", false}, "no strings": {"/ID[(a)(b)]", "/ID[(a)/b]", false}, "no string first": {"", "/ID[/a(b)]", false}, "empty": {"/ID[(a)(b)]", "/ID[]", false}, "both empty": {"/ID[]", "/ID[]", true}, "were three": {"/ID[(a)(b)(c)]", "/ID[(x)(y)]", true},
		"private notes gone": {"/X 1", "", true}, "private notes new": {"", "/X 1", false}, "private notes other": {"/X 1", "/X 2", false},
	} {
		d := &document{data: []byte("%PDF-1.7\n"), root: trailer + c.old}
		end := len(d.update(signed).data)
		d.root = trailer + c.new
		steps, o := d.update(objects{}).chain(t, end).After(end)
		if o != nil || len(steps) != 1 || (steps[0].Objection == nil) != c.ok {
			t.Errorf("%s: %+v, %+v", name, o, steps)
		}
	}
}
