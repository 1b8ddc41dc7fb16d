package revision_test

import (
	"strings"
	"testing"

	"nianbao/internal/signing/revision"
)

// judge gives what is said of an update of signed; nil: it is accepted.
func judge(t testing.TB, base, update objects) *revision.Step {
	t.Helper()
	d := written(base)
	end := len(d.data)
	steps, objection := d.update(update).chain(t, end).After(end)
	if objection != nil || len(steps) != 1 {
		t.Fatalf("%d updates, %+v", len(steps), objection)
	}
	return steps[0]
}

// TestAccepted has an update of each role.
func TestAccepted(t *testing.T) {
	inner := objects{16: signed.edit(t, 16, "/Rect", "/V 21 0 R/Rect")[16], 21: filled[21]}
	for name, c := range map[string]struct {
		update objects
		told   revision.Step
	}{
		"nothing":     {objects{}, revision.Step{}},
		"boxes":       {objects{3: signed.edit(t, 3, "[0 0 500 800]", "[0.0 0 500.00 800.]")[3]}, revision.Step{}},
		"the same":    {objects{4: signed[4], 5: " << /BaseFont/Helvetica /Subtype /Type1 /Type/Font >>"}, revision.Step{}},
		"seal":        {seal, revision.Step{Field: "Second", Picture: &revision.Picture{Page: 1, Left: 100000, Top: 600000, Width: 100000, Height: 100000, Share: 3}}},
		"time stamp":  {stamped, revision.Step{Field: "Second", Stamp: true}},
		"filled":      {filled, revision.Step{Field: "Later", Filled: true, Picture: &revision.Picture{Page: 1, Left: 50000, Top: 650000, Width: 100000, Height: 100000, Share: 3}}},
		"filled kid":  {inner, revision.Step{Field: "Group.Inner", Filled: true}},
		"evidence":    {evidence, revision.Step{Evidence: true}},
		"notes":       {notes, revision.Step{Metadata: true}},
		"all at once": {seal.with(evidence).with(notes), revision.Step{Field: "Second", Evidence: true, Metadata: true, Picture: &revision.Picture{Page: 1, Left: 100000, Top: 600000, Width: 100000, Height: 100000, Share: 3}}},
	} {
		t.Run(name, func(t *testing.T) {
			s := judge(t, signed, c.update)
			if s.Objection != nil || len(s.Breaches) != 0 {
				t.Fatalf("%+v, %+v", s.Objection, s.Breaches)
			}
			if s.Field != c.told.Field || s.Stamp != c.told.Stamp || s.Filled != c.told.Filled || s.Evidence != c.told.Evidence || s.Metadata != c.told.Metadata ||
				(s.Value.Num == 21) != (s.Field != "") {
				t.Errorf("%+v", s)
			}
			if (s.Picture == nil) != (c.told.Picture == nil) || s.Picture != nil && *s.Picture != *c.told.Picture {
				t.Errorf("picture %+v", s.Picture)
			}
		})
	}
}

// miss is an update with one thing other than it should be.
type miss struct {
	of       objects
	num      int
	old, new string
	said     string // part of the message
}

// misses are by name; those that begin with "changed" must say that content was.
func misses() map[string]miss {
	m := map[string]miss{}
	for _, list := range []map[string]miss{pageMisses, fieldMisses, treeMisses, evidenceMisses, noteMisses} {
		for name, c := range list {
			m[name] = c
		}
	}
	return m
}

var all = signed // an update that writes the file once more

var pageMisses = map[string]miss{
	"changed content":      {all, 4, "100", "999", "what the pages show"},
	"changed font":         {all, 5, "Helvetica", "Courier", "what the pages show"},
	"changed media box":    {all, 3, "[0 0 500 800]", "[0 0 500 801]", "page 1"},
	"changed box in words": {all, 3, "[0 0 500 800]", "[0 0 500(800)]", "page 1"},
	"changed box shorter":  {all, 3, "[0 0 500 800]", "[0 0 500]", "page 1"},
	"changed count's kind": {all, 2, "/Count 1", "/Count 1.0", "(object 2)"},
	"changed resources":    {all, 3, "/F1", "/F2", "page 1"},
	"annots moved":         {seal, 3, "[10 0 R 14 0 R 16 0 R 20 0 R]", " 24 0 R", "two roles"},
	"changed annots less":  {seal, 3, "10 0 R 14 0 R", "10 0 R", "page 1"},
	"changed annots twice": {seal, 3, "16 0 R 20 0 R", "16 0 R 20 0 R 20 0 R", ""},
	"changed annots other": {seal, 3, "16 0 R 20 0 R", "16 0 R 22 0 R", "page 1"},
	"changed pages":        {all, 2, "/Count 1", "/Count 1/Rotate 90", "(object 2)"},
}

var fieldMisses = map[string]miss{
	"field without value":      {seal, 20, "/V 21 0 R", "", "without a signature"},
	"field text":               {seal, 20, "/FT/Sig", "/FT/Tx", "without a signature"},
	"field old value":          {seal, 20, "/V 21 0 R/DV 21 0 R", "/V 11 0 R", "not a new one"},
	"field default value":      {seal, 20, "/DV 21 0 R", "/DV 11 0 R", "not a new one"},
	"field action":             {seal, 20, "/MK<<>>", "/AA<<>>", "20/AA"},
	"field kids":               {seal, 20, "/MK<<>>", "/Kids[10 0 R]", "20/Kids"},
	"field name taken":         {seal, 20, "(Second)", "(Later)", "name"},
	"field name below another": {seal, 20, "(Second)", "(Group.Inner)", "name"},
	"field name missing":       {seal, 20, "/T(Second)", "", "name"},
	"field flags":              {seal, 20, "/F 132", "/F 1024", "20/F"},
	"field multiline":          {seal, 20, "/Ff 1", "/Ff 4096", "20/Ff"},
	"field rectangle":          {seal, 20, "[100 100 200 200]", "[100 100 200]", "20/"},
	"field rectangle text":     {seal, 20, "[100 100 200 200]", "(a)", "20/"},
	"field captions":           {seal, 20, "/MK<<>>", "/MK<</CA(x)>>", "20/MK"},
	"field page":               {seal, 20, "/P 3 0 R", "/P<<>>", "20/P"},
	"changed field page":       {seal, 20, "/P 3 0 R", "/P 2 0 R", "page 1"},
	"field struct parent":      {seal, 20, "/StructParent 5", "/StructParent/A", "20/StructParent"},
	"field old appearance":     {seal, 20, "/N 22 0 R", "/N 4 0 R", "20/AP"},
	"appearance no box":        {seal, 22, "/BBox[0 0 100 100]", "", "20/AP"},
	"appearance flat box":      {seal, 22, "[0 0 100 100]", "[0 0 100 0]", "20/AP"},
	"appearance narrow box":    {seal, 22, "[0 0 100 100]", "[9 0 9 100]", "20/AP"},
	"appearance box elsewhere": {seal, 22, "/BBox[0 0 100 100]", "/BBox 10 0 R", "20/AP"},
	"appearance box by name":   {seal.with(objects{26: "[0 0 100 100]"}), 22, "[0 0 100 100]", " 26 0 R", "20/AP"},
	"appearance image":         {seal, 22, "/Subtype/Form", "/Subtype/Image", "20/AP"},
	"appearance page":          {seal, 22, "/Type/XObject", "/Type/Page", "20/AP"},
	"appearance down":          {seal, 20, "/N 22 0 R", "/N 22 0 R/D 22 0 R", "20/AP"},
	"appearance no stream":     {seal, 20, "/N 22 0 R", "/N<<>>", "20/AP"},
	"appearance over content":  {seal, 22, "/Resources 24 0 R", "/Resources<</XObject<</A 4 0 R>>>>/OC 21 0 R", "two roles"},
	"covers":                   {seal, 20, "[100 100 200 200]", "[0 0 500 800]", "100%"},
	"stamp seen":               {seal, 21, "ETSI.CAdES.detached", "ETSI.RFC3161", "has a picture"},
	"signature key":            {seal, 21, "/Type/Sig/", "/Type/Sig/AA<<>>/", "21/AA"},
	"signature type":           {seal, 21, "/Type/Sig/", "/Type/Page/", "/V"},
	"signature over content":   {seal, 21, "/Contents<00>", "/Contents<00>/Name 4 0 R/Cert 20 0 R", ""},
	"form key":                 {seal, 6, "/SigFlags 3", "/SigFlags 3/XFA[]", "6/XFA"},
	"form flags":               {seal, 6, "/SigFlags 3", "/SigFlags 7", "6/SigFlags"},
	"form flags fewer":         {seal, 6, "/SigFlags 3", "/SigFlags 1", "6/SigFlags"},
	"form looks":               {seal, 6, "/SigFlags 3", "/SigFlags 3/DA/x", "6/DA"},
	"form without a field":     {seal, 6, "14 0 R 15", "15", ""},
	"form not told":            {seal, 6, " 20 0 R", "", ""},
	"filled otherwise":         {filled, 14, "(Later)", "(Latex)", "14/T"},
	"filled elsewhere":         {filled, 14, "[50 50 150 150]", "[0 0 150 150]", "14/Rect"},
	"filled all over":          {filled, 14, "[50 50 150 150]", "[51 51 151 151]", "14/Rect"},
	"filled date":              {filled, 14, "/M(D:2026)", "/M 2026", "14/M"},
	"filled tool tip":          {filled, 14, "/M(D:2026)", "/TU/A", "14/TU"},
	"field tool tip":           {seal, 20, "/TU(Seal)", "/TU 5", "20/TU"},
	"field date":               {seal, 20, "/TU(Seal)", "/M 5", "20/M"},
	"field two values":         {seal.with(objects{26: filled[21]}), 20, "/DV 21 0 R", "/DV 26 0 R", "20/DV"},
	"filled without value":     {filled, 14, "/V 21 0 R", "", "was changed"},
	"filled flags":             {filled, 14, "/F 132", "/F 1", "14/F"},
	"filled again":             {all, 10, "/V 11 0 R", "/V 11 0 R/F 4", ""},
	"signature changed":        {all, 11, "<00>", "<01>", "what object 11"},
}

var treeMisses = map[string]miss{
	"element kind":         {seal, 25, "/S/Form", "/S/P", ""},
	"element parent":       {seal, 25, "/P 12 0 R", "/P 9 0 R", "25/P"},
	"element page":         {seal, 25, "/Pg 3 0 R/Alt", "/Pg 2 0 R/Alt", "25/Pg"},
	"element object":       {seal, 25, "/Obj 20 0 R", "/Obj 10 0 R", "25/K"},
	"element content":      {seal, 25, "/K<<", "/A<<>>/K<<", "25/A"},
	"element class":        {seal, 12, "/S/Document", "/S/Art", "12/S"},
	"element taken away":   {seal, 12, "17 0 R 25 0 R", "25 0 R", ""},
	"element moved":        {seal, 12, "[17 0 R 25 0 R]", "17 0 R", ""},
	"tree role map":        {seal, 9, "/K[", "/RoleMap<<>>/K[", "9/RoleMap"},
	"tree key":             {seal, 9, "/ParentTreeNextKey 6", "/ParentTreeNextKey/A", "9/ParentTreeNextKey"},
	"tree parents moved":   {seal, 9, "/ParentTree 13 0 R", "/ParentTree 24 0 R", ""},
	"parents key taken":    {seal, 13, "4 17 0 R 5 25 0 R", "4 25 0 R 5 25 0 R", "13/Nums"},
	"parents key":          {seal, 13, "5 25 0 R", "6 25 0 R", "13/Nums"},
	"parents key twice":    {seal, 13, "5 25 0 R", "5 25 0 R 5 25 0 R", "13/Nums"},
	"parents odd":          {seal, 13, "5 25 0 R", "5", "13/Nums"},
	"parents fewer":        {seal, 13, "4 17 0 R ", "", "13/Nums"},
	"parents old element":  {seal, 13, "5 25 0 R", "5 17 0 R", "13/Nums"},
	"parents other entry":  {seal, 13, "<<", "<</Names[]", "13/Names"},
	"catalog without tree": {evidence, 1, "/StructTreeRoot 9 0 R", "", "1/StructTreeRoot"},
}

var evidenceMisses = map[string]miss{
	"certificate taken away": {evidence, 18, "[19 0 R 26 0 R]", "[26 0 R]", "taken away"},
	"certificate list":       {evidence, 18, "[19 0 R 26 0 R]", "(a)", "18/Certs"},
	"certificate other":      {evidence.with(signed), 19, proofs.certificates[0], proofs.certificates[1], ""},
	"no certificate":         {evidence, 26, proofs.certificates[1], "\x04\x03abc", "18/Certs"},
	"a list for one":         {evidence, 26, proofs.certificates[1], proofs.list, "18/Certs"},
	"a certificate for one":  {evidence, 31, proofs.list, proofs.certificates[1], "28/*"},
	"more than one":          {evidence, 26, proofs.certificates[1], proofs.certificates[1] + "0", "18/Certs"},
	"no stamp":               {evidence, 30, proofs.token, proofs.list, "27/TS"},
	"certificates' type":     {evidence, 26, "/Length", "/Type(x)/Length", "18/Certs"},
	"proof of another name":  {evidence, 18, secondName, "/BB", "18/VRI/BB"},
	"proof of more":          {evidence, 18, secondName, secondName + "0", ""},
	"proof text":             {evidence, 27, "(D:2026)", "(/Contents 8 0 R)", "27/TU"},
	"proof date and text":    {evidence, 27, "(D:2026)", "(D:2026 0 R)", "27/TU"},
	"extension text":         {evidence, 29, "/ExtensionLevel", "/URL(/Contents 8 0 R)/ExtensionLevel", "/ESIC/URL"},
	"extension version":      {evidence, 29, "/BaseVersion/1.7", "/BaseVersion(1.7)", "/ESIC/BaseVersion"},
	"extension level":        {evidence, 29, "/ExtensionLevel 5", "/ExtensionLevel(5)", "/ESIC/ExtensionLevel"},
	"store key":              {evidence, 18, "/OCSPs[]", "/Other[]", "18/Other"},
	"store type":             {evidence, 18, "/Type/DSS", "/Type/VRI", "18/Type"},
	"store gone":             {evidence, 1, "/DSS 18 0 R", "", "1/DSS"},
	"proof key":              {evidence, 27, "/TU(D:2026)", "/AA(D:2026)", "27/AA"},
	"proof time":             {evidence, 27, "(D:2026)", "/A", "27/TU"},
	"proof stamp":            {evidence, 27, "/TS 30 0 R", "/TS 29 0 R", ""},
	"blob key":               {evidence, 30, "/Length", "/Subtype/Form/Length", "30/Subtype"},
	"extension":              {evidence, 29, "/ExtensionLevel", "/AA", "/ESIC/AA"},
	"extension changed":      {evidence, 1, "/ExtensionLevel 3", "/ExtensionLevel 4", ""},
	"version back":           {evidence, 1, "/Version/1.7", "/Version/1.5", "1/Version"},
	"version unheard of":     {evidence, 1, "/Version/1.7", "/Version/3.0", "1/Version"},
	"catalog key":            {evidence, 1, "/Type/Catalog", "/Type/Catalog/OpenAction[3 0 R/Fit]", "1/OpenAction"},
	"catalog pages":          {evidence, 1, "/Pages 2 0 R", "/Pages 3 0 R", ""},
	"catalog form gone":      {evidence, 1, "/AcroForm 6 0 R", "", "1/AcroForm"},
	"new without role":       {evidence.with(objects{32: "<<>>"}), 32, "<<", "<</A 1", "what object 32"},
}

var noteMisses = map[string]miss{
	"changed title":         {notes, 7, "(Title)", "(Other)", "7/Title"},
	"changed title gone":    {notes, 7, "/Title(Title)", "", "7/Title"},
	"producer no string":    {notes, 7, "(Other)", "/Other", "7/Producer"},
	"changed XMP title":     {notes, 8, ">Title<", ">Other<", "XMP"},
	"XMP entity":            {notes, 8, "<x:xmpmeta", "<!DOCTYPE a><x:xmpmeta", ""},
	"XMP cut":               {notes, 8, "</x:xmpmeta>", "<x:xmpmet/>", "XMP"},
	"XMP kind":              {notes, 8, "/Subtype/XML", "/Subtype/Form", "1/Metadata"},
	"changed XMP attribute": {notes, 8, `CreateDate="2026"`, `CreateDate="2027"`, "XMP"},
}

// TestDefaultResources adds fonts for what has no appearance of its own.
func TestDefaultResources(t *testing.T) {
	fonts := seal.edit(t, 6, "/SigFlags 3", "/SigFlags 3/DA(/F1 9 Tf)/DR<</Font<</F1 5 0 R>>>>")
	for name, c := range map[string]struct {
		annotation, form string
		accepted         bool
	}{
		"signatures alone": {signed[14], signed[6], true},
		"link":             {"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>", signed[6], true},
		"own picture":      {"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/AP<</N 4 0 R>>>>", signed[6], true},
		"no picture":       {"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/AP<<>>>>", signed[6], false},
		"text field":       {"<</Type/Annot/Subtype/Widget/FT/Tx/Rect[0 0 9 9]/AP<</N 4 0 R>>>>", signed[6], false},
		"pictures anew":    {signed[14], strings.Replace(signed[6], "/SigFlags", "/NeedAppearances true/SigFlags", 1), false},
		"other fonts":      {signed[14], strings.Replace(signed[6], "/SigFlags", "/DR<<>>/SigFlags", 1), false},
		"another size":     {signed[14], strings.Replace(signed[6], "/SigFlags", "/DA(x)/SigFlags", 1), false},
	} {
		update := fonts.with(objects{14: ""})
		if strings.Contains(c.form, "/NeedAppearances") {
			update = update.edit(t, 6, "/SigFlags", "/NeedAppearances true/SigFlags")
		}
		if o := judge(t, signed.with(objects{14: c.annotation, 6: c.form}), update).Objection; (o == nil) != c.accepted {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// TestAmbiguous has files that can be read in two ways.
func TestAmbiguous(t *testing.T) {
	for name, c := range map[string]struct {
		first, said string
	}{
		"linearized before":    {"40 0 obj\n<</Linearized 1/L 9>>\nendobj\n", ""},
		"linearized for later": {"40 0 obj\n<</Linearized 1/L 99999>>\nendobj\n", "linearization"},
		"linearized somehow":   {"40 0 obj\n<</Linearized 1>>\nendobj\n", "linearization"},
		"hidden":               {"4 7 obj\n<<>>\nendobj\n", "hidden"},
	} {
		d := &document{data: []byte("%PDF-1.7\n" + c.first), root: trailer}
		end := len(d.update(signed).data)
		if _, o := d.chain(t, end).After(end); o != nil {
			t.Errorf("%s, nothing behind: %+v", name, o)
		}
		_, o := d.update(seal).chain(t, end).After(end)
		if (o == nil) != (c.said == "") || o != nil && (o.Changed || !strings.Contains(o.What.EN, c.said)) {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// TestRefused has an update with one fault each.
func TestRefused(t *testing.T) {
	for name, c := range misses() {
		t.Run(name, func(t *testing.T) {
			update := c.of.edit(t, c.num, c.old, c.new)
			update[c.num] = measured(update[c.num])
			o := judge(t, signed, update).Objection
			switch {
			case o == nil:
				t.Error("is accepted")
			case !strings.Contains(o.What.EN, c.said) || o.Changed != strings.HasPrefix(name, "changed"):
				t.Errorf("%v, %s", o.Changed, o.What.EN)
			}
		})
	}
}
