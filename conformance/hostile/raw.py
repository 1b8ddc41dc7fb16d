"""PDF files written by hand: every byte of an update can be other than it should
be."""

import copy
import hashlib
import re
import zlib
from dataclasses import dataclass, field

from . import office

CATALOG, PAGES, PAGE, CONTENT, FONT, INFO, FORM, XMP = range(1, 9)
ROOM = 6000  # bytes for a signature


def stream(data, extra=b"", packed=False):
    if packed:
        data, extra = zlib.compress(data), extra + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(data), data)


def text(words, size=24, at=(72, 700)):
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, *at, words.encode())


METADATA = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><xmp:ModifyDate>%s</xmp:ModifyDate><dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def xmp(date=b"2026-01-01T00:00:00Z", title=b"Title"):
    return stream(METADATA % (date, title), b"/Type/Metadata/Subtype/XML")


@dataclass
class Doc:
    """A file and what its objects hold now, by number."""
    data: bytes = b""
    objects: dict = field(default_factory=dict)
    size: int = 1
    start: int = 0
    form: str = "table"  # how sections are written: table, stream, packed
    trailer: bytes = b"/Info 6 0 R"
    fields: list = field(default_factory=list)
    annots: list = field(default_factory=list)
    marks: dict = field(default_factory=dict)
    packed_at: dict = field(default_factory=dict)

    def copy(self):
        return copy.deepcopy(self)

    def new(self):
        self.size += 1
        return self.size - 1

    def page(self, extra=b""):
        """The first page as it should be."""
        annots = b"/Annots[%s]" % b" ".join(b"%d 0 R" % n for n in self.annots) if self.annots else b""
        return self.marks.get("page", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s%s>>") % (annots, extra)

    def acroform(self, extra=b""):
        return b"<</Fields[%s]/SigFlags 3%s>>" % (b" ".join(b"%d 0 R" % n for n in self.fields), self.marks.get("form", b"") + extra)

    def catalog(self, extra=b""):
        self.marks["catalog"] = self.marks.get("catalog", b"") + extra
        return b"<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R%s%s>>" % (self.marks.get("metadata", b"/Metadata 8 0 R"), self.marks["catalog"])

    def update(self, objects, *, form=None, gens=None, rows=None, unlisted=(), size=None, prev=None, more=b"", before=b"", between=b"",
               behind=b"", patch=None, entries=None, free=(), section=None, pack=None):
        """Appends an update. section and pack are the numbers of its streams. rows changes what the section says of a number:
        number -> (offset, generation, b'n' or b'f')."""
        form, gens = form or self.form, gens or {}
        out = bytearray(self.data)
        if out and out[-1:] != b"\n":
            out += b"\n"
        out += before
        places, packs = {}, []
        loose = dict(objects)
        if form == "packed":
            packs = [n for n, o in sorted(objects.items()) if b"stream\n" not in o and not gens.get(n) and n not in self.marks.get("loose", ())]
            loose = {n: o for n, o in objects.items() if n not in packs}
            if packs:
                head, body = b"", b""
                for n in packs:
                    head += b"%d %d " % (n, len(body))
                    body += objects[n] + b"\n"
                home = pack or self.new()
                loose[home] = stream(head + body, b"/Type/ObjStm/N %d/First %d" % (len(packs), len(head)), packed=True)
        for n, o in loose.items():
            places[n] = (len(out), gens.get(n, 0), b"n")
            out += b"%d %d obj\n%s\nendobj\n" % (n, gens.get(n, 0), o) + between
        for n in free:
            places[n] = (0, 0, b"f")
        for n in unlisted:
            del places[n]
        if rows:
            places.update(rows(places, out) if callable(rows) else rows)
        start = len(out)
        prev = self.start if prev is None else prev
        number = (section or self.new()) if form != "table" else None
        trailer = b"/Size %d/Root 1 0 R%s%s" % (size or self.size, b"/Prev %d" % prev if prev else b"", self.trailer + more)
        if form == "table":
            out += b"xref\n"
            if not self.data:
                out += b"0 1\n0000000000 65535 f\r\n"
            for n, (at, gen, kind) in sorted(places.items()):
                out += b"%d 1\n%010d %05d %s\r\n" % (n, at, gen, kind)
            out += b"trailer\n<<%s>>\n" % trailer
        else:
            table = {n: ((1 if kind == b"n" else 0), at, gen) for n, (at, gen, kind) in places.items()}
            for i, n in enumerate(packs):
                table[n] = (2, home, i)
            table[number] = (1, start, 0)
            if not self.data:
                table[0] = (0, 0, 65535)
            if entries:
                table.update(entries)
            packed = b"".join(k.to_bytes(1, "big") + a.to_bytes(4, "big") + g.to_bytes(2, "big") for _, (k, a, g) in sorted(table.items()))
            index = b" ".join(b"%d 1" % n for n in sorted(table))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, stream(packed, b"/Type/XRef/W[1 4 2]/Index[%s]%s" % (index, trailer), packed=True))
        out += b"startxref\n%d\n%%%%EOF\n" % start + behind
        data = bytes(out)
        self.data = patch(data) if patch else data
        self.start = start
        self.objects.update(objects)
        return self

    def sign(self, who, *, name=None, stamp=False, rect=b"[0 0 0 0]", picture=None, widget=b"", extra=None, value=b"", page=None,
             form=None, in_page=True, in_form=True, field_number=None, subfilter=b"/ETSI.CAdES.detached", closer=None, **options):
        """Appends an update with a signature; extra are further objects of it."""
        number, held = field_number or self.new(), self.new()
        name = name or f"Signature{len(self.fields) + 1}"
        objects = dict(extra or {})
        looks = b""
        if picture is not None:
            n = self.new()
            objects[n] = stream(picture, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>")
            looks = b"/AP<</N %d 0 R>>" % n
        if field_number is None:
            if in_form:
                self.fields.append(number)
            if in_page:
                self.annots.append(number)
        kind = b"/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161" if stamp else b"/Sig/Filter/Adobe.PPKLite/SubFilter" + subfilter
        objects.setdefault(number, b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/F 132/P 3 0 R/Rect%s/V %d 0 R%s%s>>" % (name.encode(), rect, held, looks, widget))
        objects[held] = b"<</Type%s/ByteRange[0 0000000000 0000000000 0000000000]/Contents<%s>%s>>" % (kind, b"0" * (2 * ROOM), value)
        if field_number is None:
            if in_page:
                objects.setdefault(PAGE, self.page())
            if in_form:
                objects.setdefault(FORM, self.acroform())
        loose = self.marks.setdefault("loose", set())
        loose.add(held)
        self.update(objects, form=form, **options)
        self.seal(stamp, who, closer)
        self.held = held
        return self

    def seal(self, stamp, who, closer=None):
        out = bytearray(self.data)
        at = out.rindex(b"/ByteRange[0 0000000000")
        opened = out.index(b"/Contents<", at) + len(b"/Contents")
        end = opened + 2 * ROOM + 2
        span = b"/ByteRange[0 %d %d %d]" % (opened, end, len(out) - end)
        room = len(b"/ByteRange[0 0000000000 0000000000 0000000000]")
        out[at:at + room] = span.ljust(room)
        digest = hashlib.sha256(out[:opened] + out[end:]).digest()
        der = office.token(digest) if stamp else office.message(who, digest)
        if closer:
            der = closer(der)
        out[opened + 1:opened + 1 + 2 * len(der)] = der.hex().encode()
        self.data = bytes(out)


def base(form="table", catalog=b"", page=None, content="PAY 100 YUAN", more=None, info=b"", annots=(), fields=(), acroform=b"", pages=None, rows=None, metadata=b"/Metadata 8 0 R"):
    """A file of one page."""
    d = Doc(form=form)
    d.size = 9
    if page:
        d.marks["page"] = page
    d.marks["catalog"], d.marks["form"], d.marks["metadata"] = catalog, acroform, metadata
    d.annots, d.fields = list(annots), list(fields)
    d.size = max([d.size, *((n + 1) for n in more or {})])
    objects = {
        CATALOG: d.catalog(), PAGES: pages or b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE: d.page(),
        CONTENT: stream(text(content)), FONT: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        INFO: b"<</Title(Title)/ModDate(D:20260101000000Z)%s>>" % info, FORM: d.acroform(), XMP: xmp(), **(more or {}),
    }
    d.data = b""
    first = Doc.update
    start = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    d.prefix = start
    return _first(d, objects, start, rows)


def _first(d, objects, start, rows):
    # The first section has a row for object 0, and no Prev.
    d.update(objects, before=start, rows=rows)
    return d
