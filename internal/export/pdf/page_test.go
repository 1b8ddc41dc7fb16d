package pdf

import (
	"bytes"
	"strings"

	"nianbao/internal/unit"
)

// shown is a glyph as a reader of the content stream places it, in points.
type shown struct {
	x, y, size float64
	turned     bool
	text       string // by ToUnicode
	mcid       int    // -1: artifact
	artifact   string // its subtype
	after      float64
}

// painted is a filled rectangle.
type painted struct {
	box    [4]float64
	colour string
}

// drawn is an image: its resource and where its unit square goes.
type drawn struct {
	name string
	box  [4]float64 // left, bottom, width, height
	mcid int
}

type content struct {
	images []drawn
	glyphs []shown
	rects  []painted
	marks  map[int]string // text by MCID, ActualText in the place of what it stands for
	tags   map[int]string
}

// read interprets a page's content stream.
func (r *reader) read(page ref) *content {
	d := r.dict(page)
	fonts := r.dict(r.dict(d["Resources"])["Font"])
	c := &content{marks: map[int]string{}, tags: map[int]string{}}
	l := &lexer{t: r.t, b: r.get(d["Contents"]).(stream).data}
	type level struct {
		mcid     int
		artifact string
		actual   bool
	}
	open := []level{{mcid: -2}}
	var (
		args      []any
		font      ref
		size, tc  float64
		x, y      float64 // line origin
		turned    bool
		along     float64
		inText    bool
		colour    = "0 g"
		box       [4]float64
		toUnicode map[uint16]string
		width     func(uint16) float64
	)
	number := func(i int) float64 { return args[i].(float64) }
	for v := l.value(); v != nil; v = l.value() {
		o, ok := v.(op)
		if !ok {
			args = append(args, v)
			continue
		}
		top := open[len(open)-1]
		switch o {
		case "BT", "ET":
			if inText == (o == "BT") {
				r.t.Fatalf("%s in the wrong place", o)
			}
			inText = !inText
			x, y, along, turned = 0, 0, 0, false
		case "BMC", "BDC":
			tag := args[0].(name)
			props := dict{}
			if o == "BDC" {
				props = args[1].(dict)
			}
			switch {
			case tag == "Artifact":
				sub, _ := props["Subtype"].(name)
				top.mcid, top.artifact = -1, string(sub)
			case tag == "Span" && props["ActualText"] != nil:
				c.marks[top.mcid] += text(props["ActualText"])
				top.actual = true
			default:
				top.mcid = int(props["MCID"].(float64))
				if _, again := c.tags[top.mcid]; again {
					r.t.Fatalf("MCID %d twice", top.mcid)
				}
				c.tags[top.mcid] = string(tag)
			}
			open = append(open, top)
		case "EMC":
			open = open[:len(open)-1]
		case "Tf":
			font, size = fonts[string(args[0].(name))].(ref), number(1)
			toUnicode, width = r.toUnicode(font), r.widths(font)
		case "Tc":
			tc = number(0)
		case "Td":
			if turned {
				r.t.Fatal("Td in turned text")
			}
			x, y, along = x+number(0), y+number(1), 0
		case "Tm":
			turned = number(1) == -1
			x, y, along = number(4), number(5), 0
		case "TJ":
			if !inText || top.mcid == -2 {
				r.t.Fatal("text outside a text object or unmarked")
			}
			for _, a := range args[0].(array) {
				if v, ok := a.(float64); ok {
					along -= v / 1000 * size
					continue
				}
				s := a.([]byte)
				if len(s) > 32767 {
					r.t.Fatal("a string is too long")
				}
				for ; len(s) > 1; s = s[2:] {
					code := uint16(s[0])<<8 | uint16(s[1])
					g := shown{x: x + along, y: y, size: size, turned: turned, mcid: top.mcid, artifact: top.artifact}
					if turned {
						g.x, g.y = x, y-along
					}
					var ok bool
					if g.text, ok = toUnicode[code]; !ok {
						r.t.Fatalf("code %d has no ToUnicode", code)
					}
					if !top.actual {
						c.marks[top.mcid] += g.text
					}
					along += width(code)/1000*size + tc
					g.after = along
					c.glyphs = append(c.glyphs, g)
				}
			}
		case "g", "rg":
			var s []string
			for _, a := range args {
				s = append(s, trim(a.(float64)))
			}
			colour = strings.Join(append(s, string(o)), " ")
		case "re":
			if top.mcid != -1 {
				r.t.Fatal("a rectangle is no artifact")
			}
			c.rects = append(c.rects, painted{[4]float64{number(0), number(1), number(2), number(3)}, colour})
		case "f":
		case "q", "Q":
			box = [4]float64{}
		case "cm":
			box = [4]float64{number(4), number(5), number(0), number(3)}
		case "Do":
			c.images = append(c.images, drawn{string(args[0].(name)), box, top.mcid})
		default:
			r.t.Fatalf("operator %s", o)
		}
		args = args[:0]
	}
	if len(open) != 1 || inText {
		r.t.Fatal("marked content or text without an end")
	}
	return c
}

func trim(v float64) string { return string(unit.AppendDecimal(nil, int64(v*1000+0.5), 3)) }

// structure writes the structure tree with the text of its elements, one
// element a line, and checks the parent tree on the way.
func (r *reader) structure() string {
	root := r.dict(r.catalog()["StructTreeRoot"])
	pages := map[ref]*content{}
	parents := map[ref]array{} // by page
	nums := r.dict(root["ParentTree"])["Nums"].(array)
	for _, p := range r.pages() {
		pages[p] = r.read(p)
		key, ok := r.dict(p)["StructParents"].(float64)
		if !ok {
			if len(pages[p].tags) > 0 {
				r.t.Fatal("a page with marks has no StructParents")
			}
			continue
		}
		for i := 0; i < len(nums); i += 2 {
			if nums[i] == key {
				parents[p] = nums[i+1].(array)
			}
		}
		if len(parents[p]) != len(pages[p].tags) {
			r.t.Fatalf("parent tree has %d entries for %d marks", len(parents[p]), len(pages[p].tags))
		}
	}
	var b bytes.Buffer
	var walk func(v, parent any, depth int)
	walk = func(v, parent any, depth int) {
		e := r.dict(v)
		if e["P"] != parent {
			r.t.Fatalf("element %v: P is %v, not %v", v, e["P"], parent)
		}
		b.WriteString(strings.Repeat(" ", depth) + string(e["S"].(name)))
		for _, k := range []string{"T", "Alt"} {
			if e[k] != nil {
				b.WriteString(" " + k + "=" + text(e[k]))
			}
		}
		if a, ok := e["A"].(dict); ok {
			if box, ok := a["BBox"].(array); ok && a["O"] == name("Layout") {
				b.WriteString(" BBox=")
				for _, v := range box {
					b.WriteString(trim(v.(float64)) + ",")
				}
			} else if a["O"] != name("Table") {
				r.t.Fatal("attributes without their owner")
			}
			for _, k := range []string{"Scope", "RowSpan", "ColSpan"} {
				switch v := a[k].(type) {
				case name:
					b.WriteString(" " + k + "=" + string(v))
				case float64:
					b.WriteString(" " + k + "=" + trim(v))
				}
			}
		}
		mark := func(page ref, mcid any) {
			n := int(mcid.(float64))
			if parents[page][n] != v {
				r.t.Fatalf("parent tree: mark %d is not of %v", n, v)
			}
			if pages[page].tags[n] != string(e["S"].(name)) {
				r.t.Fatalf("mark %d is tagged %s", n, pages[page].tags[n])
			}
			b.WriteString(" “" + pages[page].marks[n] + "”")
			delete(pages[page].tags, n)
		}
		var kids []any
		list, _ := e["K"].(array)
		for _, k := range list {
			switch k := k.(type) {
			case float64:
				mark(e["Pg"].(ref), k)
			case dict:
				if k["Type"] == name("OBJR") { // a link's annotation
					continue
				}
				mark(k["Pg"].(ref), k["MCID"])
			default:
				kids = append(kids, k)
				b.WriteString(" ·")
			}
		}
		b.WriteByte('\n')
		for _, k := range kids {
			walk(k, v, depth+1)
		}
	}
	walk(root["K"], r.catalog()["StructTreeRoot"], 0)
	for _, p := range pages {
		for n := range p.tags {
			r.t.Fatalf("mark %d is in no element", n)
		}
	}
	return b.String()
}
