package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// What a package may hold. A report's has some dozen parts and less than 1 MB of
// XML; pictures may be large.
const (
	maxParts = 4096
	maxPart  = 64 << 20  // bytes of a part
	maxAll   = 256 << 20 // bytes of all parts that are read
)

// pack is a package of parts (ECMA-376 part 2).
type pack struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be read
	nodes int   // nodes of XML that may still be made
}

// part is an XML part with the parts that it names.
type part struct {
	name string
	root *node
	rels map[string]relation // by id
}

// relations gives them by id, so that every run meets them in the same order.
func (p *part) relations() (out []relation) {
	for _, id := range slices.Sorted(maps.Keys(p.rels)) {
		out = append(out, p.rels[id])
	}
	return out
}

// relation is a part or an address that a part names.
type relation struct {
	kind     string // the last part of the type's address, "image"
	target   string // a part's name; of an external one its address
	external bool
}

func open(data []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged("这不是完整的 Word 文件：%v。", "this is no whole Word file: %v.", err)
	}
	if len(z.File) > maxParts {
		return nil, tooMuch("这个 Word 文件里有 %d 个部件。", "this Word file has %d parts.", len(z.File))
	}
	p := &pack{files: map[string]*zip.File{}, left: maxAll, nodes: maxNodes}
	for _, f := range z.File {
		name := partName(f.Name)
		if p.files[name] != nil {
			return nil, damaged("这个 Word 文件里有两个同名的部件：%s。", "this Word file has two parts of one name: %s.", f.Name)
		}
		p.files[name] = f
	}
	return p, nil
}

// partName makes names comparable: they have no case (part 2, 6.2.2.3).
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// bytes reads a part; nil where there is none.
func (p *pack) bytes(name string) ([]byte, error) {
	f := p.files[partName(name)]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged("部件 %s 读不了：%v。", "part %s cannot be read: %v.", name, err)
	}
	defer r.Close()
	limit := min(p.left, maxPart)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(data)) > limit:
		return nil, tooMuch("部件 %s 展开后太大。", "part %s is too large when unpacked.", name)
	case err != nil:
		return nil, damaged("部件 %s 读不了：%v。", "part %s cannot be read: %v.", name, err)
	}
	p.left -= int64(len(data))
	return data, nil
}

// read reads an XML part; nil where there is none.
func (p *pack) read(name string) (*part, error) {
	data, err := p.bytes(name)
	if data == nil || err != nil {
		return nil, err
	}
	root, err := p.parse(name, data)
	if err != nil {
		return nil, err
	}
	dir, file := path.Split(name)
	rels, err := p.relations(dir, dir+"_rels/"+file+".rels")
	return &part{name, root, rels}, err
}

// relations reads the part that says what another names; dir is that one's
// folder.
func (p *pack) relations(dir, name string) (map[string]relation, error) {
	data, err := p.bytes(name)
	if data == nil || err != nil {
		return nil, err
	}
	root, err := p.parse(name, data)
	if err != nil {
		return nil, err
	}
	out := map[string]relation{}
	for _, n := range root.all("Relationship") {
		r := relation{kind: path.Base(n.attr("Type")), target: n.attr("Target"), external: n.attr("TargetMode") == "External"}
		switch {
		case r.external:
		case strings.HasPrefix(r.target, "/"):
			r.target = path.Clean(r.target[1:])
		default:
			r.target = path.Join(dir, r.target)
		}
		out[n.attr("Id")] = r
	}
	return out, nil
}

// main reads the document's main part.
func (p *pack) main() (*part, error) {
	rels, err := p.relations("", "_rels/.rels")
	if err != nil {
		return nil, err
	}
	for _, r := range (&part{rels: rels}).relations() {
		if r.kind == "officeDocument" && !r.external {
			m, err := p.read(r.target)
			if err != nil || m != nil && m.root.name == "document" {
				return m, err
			}
		}
	}
	return nil, damaged("这个文件里没有 Word 正文。", "there is no Word document in this file.")
}

// related reads the part of a kind that the part names; nil where there is
// none.
func (p *pack) related(from *part, kind string) (*part, error) {
	for _, r := range from.relations() {
		if r.kind == kind && !r.external {
			return p.read(r.target)
		}
	}
	return nil, nil
}
