"""Reads the marked content of a PDF: the text of every MCID, decoded through
the fonts' ToUnicode maps, and the structure tree above it."""

import re
from dataclasses import dataclass, field

import pikepdf

HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass
class Element:
    tag: str
    attributes: dict
    kids: list = field(default_factory=list)  # Elements and texts

    def text(self):
        return "".join(k if isinstance(k, str) else k.text() for k in self.kids)

    def walk(self):
        yield self
        for k in self.kids:
            if isinstance(k, Element):
                yield from k.walk()

    def all(self, tag):
        return [e for e in self.walk() if e.tag == tag]


def tounicode(font):
    """Code -> text of a font's ToUnicode map (ISO 32000-1 9.10.3)."""
    table = {}
    cmap = font.ToUnicode.read_bytes()
    for kind, body in re.findall(rb"beginbf(char|range)(.*?)endbf", cmap, re.S):
        if kind == b"char":
            codes = HEX.findall(body)
            for code, text in zip(codes[::2], codes[1::2]):
                table[int(code, 16)] = decode(text)
            continue
        for first, last, to in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^\]]*\])", body):
            lo, hi = int(first, 16), int(last, 16)
            if to.startswith(b"["):
                for code, text in zip(range(lo, hi + 1), HEX.findall(to)):
                    table[code] = decode(text)
                continue
            start = bytes.fromhex(to[1:-1].decode())
            for code in range(lo, hi + 1):
                table[code] = (start[:-2] + (int.from_bytes(start[-2:], "big") + code - lo).to_bytes(2, "big")).decode("utf-16-be")
    return table


def decode(text):
    return bytes.fromhex(text.decode()).decode("utf-16-be")


def page_texts(page):
    """Text of every MCID of a page, and the text of its artifacts."""
    fonts = {name: (2 if f.Subtype == "/Type0" else 1, tounicode(f)) for name, f in page.Resources.get("/Font", {}).items()}
    texts, loose, artifacts = {}, "", ""
    marks, length, font = [], 0, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        op = str(operator)
        if op in ("BMC", "BDC"):
            properties = operands[1] if op == "BDC" else {}
            mcid = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
            marks.append("artifact" if str(operands[0]) == "/Artifact" else mcid)
        elif op == "EMC":
            marks.pop()
        elif op == "Tf":
            length, font = fonts[str(operands[0])]
        elif op in ("Tj", "TJ", "'", '"'):
            pieces = operands[0] if op == "TJ" else [operands[-1]]
            codes = b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String))
            text = "".join(font[int.from_bytes(codes[i:i + length], "big")] for i in range(0, len(codes), length))
            inside = next((m for m in reversed(marks) if m is not None), None)
            if inside == "artifact":
                artifacts += text
            elif inside is None:
                loose += text
            else:
                texts[int(inside)] = texts.get(int(inside), "") + text
    return texts, loose, artifacts


@dataclass
class Marked:
    root: Element
    loose: str  # text that is neither in the tree nor an artifact
    artifacts: list  # text by page
    unused: list  # (page, MCID) that no element holds


def read(path):
    with pikepdf.open(path) as pdf:
        return read_open(pdf)


def read_open(pdf):
    pages = {page.objgen: page_texts(page) for page in pdf.pages}
    number = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
    used = set()

    def attributes(node):
        found = {}
        owners = node.get("/A", [])
        for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
            if isinstance(owner, pikepdf.Dictionary):
                found.update({k: v for k, v in owner.items()})
        return found

    def content(page, mcid):
        used.add((page, mcid))
        return pages[page][0].get(mcid, "")

    def element(node, page):
        if "/Pg" in node:
            page = node.Pg.objgen
        result = Element(str(node.get("/S", "/Root"))[1:], attributes(node))
        kids = node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                result.kids.append(content(page, kid))
            elif kid.get("/Type") == "/MCR":
                result.kids.append(content(kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)))
            elif "/S" in kid:
                result.kids.append(element(kid, page))
        return result

    root = element(pdf.Root.StructTreeRoot, None)
    every = {(p, m) for p, (texts, _, _) in pages.items() for m in texts}
    return Marked(root, "".join(p[1] for p in pages.values()), [p[2] for p in pages.values()],
                  [(number[p], m) for p, m in sorted(every - used)])
