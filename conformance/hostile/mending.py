"""Files that readers read in several ways: some mend what does not please them, look
for objects themselves, or take for white space, numbers and parameters what others
do not."""

import zlib

from . import office, raw
from .attacks import COVER, OTHER
from .case import Case, der_stream, evidence
from .raw import CONTENT, PAGE, XMP, base, stream, text

FORMS = ("table", "stream")
BLANK = b" " * 5000  # behind it no reader finds the end
NOTHING = b"/Type/XObject/Subtype/Form/BBox[0 0 0 0]"
DRAWN = b"Q Q q BT /F1 24 Tf 72 700 Td (PAY %s YUAN) Tj ET Q"

HEADS = {  # of an object, as some readers read them
    "comment": b"4 %\n0 %\nobj", "comment-behind": b"4 0 %\nobj", "x80": b"4\x800\x80obj", "xff": b"4\xff0\xffobj", "vt": b"4\x0b0\x0bobj",
    "nbsp": b"4\xa00\xa0obj", "plus": b"4 +0 obj", "minus": b"4 -0 obj", "real": b"4 0. obj", "zeros": b"0004 00 obj",
}


def holding(d, head):
    """A stream whose length is elsewhere, with an object in it; numbers and objects."""
    n, length = d.new(), d.new()
    inner = b"\nendstream\nendobj\n%s\n%s\nendobj\n" % (head, stream(OTHER))
    inner = b"\x04\x82" + (len(inner)).to_bytes(2, "big") + inner
    d.marks.setdefault("loose", set()).update((n, length))
    return n, {n: b"<</Length %d 0 R>>\nstream\n%s\nendstream" % (length, inner), length: b"%d" % len(inner)}


def in_evidence(head, form):
    d = base(form).sign(2)
    n, objects = holding(d, head)
    store = d.new()
    return d.update({**objects, store: b"<</Type/DSS/Certs[%d 0 R]>>" % n, raw.CATALOG: d.catalog(b"/DSS %d 0 R" % store)}, behind=BLANK)


def in_stamp(head, form):
    d = base(form).sign(2)
    n, objects = holding(d, head)
    looks = d.new()
    objects[looks] = stream(b"", NOTHING + b"/Resources<</XObject<</X %d 0 R>>>>" % n)
    return d.sign(3, stamp=True, extra=objects, widget=b"/AP<</N %d 0 R>>" % looks, behind=BLANK)


def unlisted(form):
    """An object stream with the page, which no section leads to."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 31 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    return base(form, more={30: stream(b"3 0 " + page, b"/Type/ObjStm/N 1/First 4"), 31: stream(OTHER)}, catalog=b"/X 31 0 R").sign(2)


INHERITS = {"page": b"<</Type/Page/Parent 2 0 R/Contents 4 0 R%s%s>>", "content": stream(b"/X Do " + text("HELLO", at=(72, 620))),
            "pages": b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]/Rotate 90/Resources<</Font<</F1 5 0 R>>/XObject<</X 20 0 R>>>>/CropBox[50 600 500 842]>>",
            "form": stream(text("PAY 100 YUAN"), b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>")}


def nulled(number, key):
    """An object written again, with null under a key that it had not."""
    def change(form):
        d = base(form, page=INHERITS["page"], pages=INHERITS["pages"], more={CONTENT: INHERITS["content"], 20: INHERITS["form"]}).sign(2)
        body = d.page() if number == PAGE else d.objects[number]
        return d.update({number: b"<</%s null" % key + body[2:], **evidence(d)})
    return change


WIDGET = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 132/P 3 0 R/Rect[0 0 595 842]%s>>"


def covering(stamp, **prepared):
    """A prepared field on a page that verifiers may not find, filled with a picture of
    the whole page."""
    def change(form):
        more = {20: WIDGET % b"", **prepared.get("more", {})}
        d = base(form, fields=[20], annots=[20], **{**prepared, "more": more}).sign(2)
        looks, held = d.new(), d.size
        cover = stream(COVER, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>")
        return d.sign(3, stamp=stamp, field_number=20, extra={20: WIDGET % (b"/AP<</N %d 0 R>>/V %d 0 R" % (looks, held)), looks: cover})
    return change


FAR = b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[10000 10000 10001 10001]>>"
BOXED = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%%s%%s>>"
DEEP = {100 + i: b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (3 if i == 119 else 101 + i, 2 if i == 0 else 99 + i) for i in range(120)}
PLACES = {
    "deep": {"pages": b"<</Type/Pages/Kids[100 0 R]/Count 1>>", "more": DEEP,
             "page": b"<</Type/Page/Parent 219 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s%s>>"},
    "direct": {"pages": b"<</Type/Pages/Kids[<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[20 0 R]/Resources<</Font<</F1 5 0 R>>>>>>]/Count 1>>"},
    "box-of-five": {"pages": FAR, "page": BOXED % b"[0 0 595 842 0]"},
    "box-nowhere": {"pages": FAR, "page": BOXED % b" 30 0 R"},
    "box-null": {"pages": FAR, "page": BOXED % b" null"},
}


def drawn_xmp(sum):
    return raw.xmp(date=DRAWN % sum)


def redated(d, unsigned):
    """The metadata, which are drawn, written again with another date."""
    d.sign(2, in_page=False).update({XMP: drawn_xmp(b"999999"), **evidence(d)})
    return d if unsigned else d.sign(3, in_page=False)


def drawn(contents, more=None, then=None, **options):
    """The page draws the metadata, for some readers."""
    def change(form):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %s/Resources<</Font<</F1 5 0 R>>>>%%s%%s>>" % contents
        d = base(form, page=page, more={XMP: drawn_xmp(b"100"), **(more or {})}, **options)
        return redated(then(d) if then else d, form == "table")
    return change


def twice_listed(form):
    """A section that lists the page twice: the first is the one that we take."""
    other = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    d = base("table", more={XMP: drawn_xmp(b"100"), 21: other})
    d.data = d.data.replace(b"\n21 0 obj", b"\n3  0 obj", 1)
    d.data = d.data.replace(b"trailer\n", b"3 1\n%010d 00000 n\r\ntrailer\n" % (d.data.index(b"\n3  0 obj") + 1), 1)
    return redated(d, True)


ROW = 24  # bytes, a whole number of pixels of 12 bits
TWELVE = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 4/Columns %d>>" % (ROW * 8 // 12)


def sub(row, pixel):
    """A row with the predictor Sub, by bytes of a pixel."""
    return b"\1" + bytes((b - (row[i - pixel] if i >= pixel else 0)) & 255 for i, b in enumerate(row))


def rows(data):
    return [data[i:i + ROW].ljust(ROW) for i in range(0, len(data), ROW)]


def twofold():
    """A row that says /Contents 4 0 R to those who take a byte for a pixel; it is
    inside of a string for those who take two, as they should."""
    one = lambda head: (bytes([head]) + b")/Contents 4 0 R").ljust(ROW, b"%")
    for head in range(65, 127):
        two = [head]
        for b in one(head)[1:]:
            two.append((b - two[-1]) & 255)
        if not set(two) & set(b"()\\"):
            return sub(bytes(two), 2)
    raise ValueError("no row")


def pixels(attack):
    """The page is in an object stream with pixels of 12 bits."""
    head, font = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]", b"/Resources<</Font<</F1 5 0 R>>>>"
    if attack:
        body = [b"\0" + r for r in rows(head + font + b"/X(")] + [twofold()] + [b"\0" + r for r in rows(b")/Contents 8 0 R\n>>")]
    else:
        body = [sub(r, 2) for r in rows(head + font + b"/Contents 4 0 R>>")]
    packed = zlib.compress(b"\0" + b"3 0".ljust(ROW) + b"".join(body))
    pack = b"<</Type/ObjStm/N 1/First %d%s/Length %d>>\nstream\n%s\nendstream" % (ROW, TWELVE, len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>%.0s%.0s"

    def change(_):
        d = base("stream", page=page, more={40: pack, **({XMP: drawn_xmp(b"100")} if attack else {})})
        d.update({}, entries={PAGE: (2, 40, 0)})
        return redated(d, True) if attack else d.sign(2, in_page=False).sign(3, in_page=False)
    return change


def section(parameters, widths=(1, 4, 2), columns=None):
    """An unsigned update whose section some readers unpack otherwise."""
    def change(_):
        d = base("stream").sign(2)
        d.update(evidence(d))
        out, places = bytearray(d.data), {}
        more = d.new()
        for n, body in {CONTENT: d.objects[CONTENT], d.marks["store"]: d.objects[d.marks["store"]].replace(b"/Certs[", b"/Certs[%d 0 R " % more), more: der_stream(office.der(3))}.items():
            places[n] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
        numbers = [d.new(), *places]
        rows = b"".join(v.to_bytes(w, "big") for n in numbers for v, w in zip((int(n in places), places.get(n, 0), 0), widths))
        data = rows if not parameters else b"\1" + bytes((b - a) & 255 for a, b in zip(b"\0" + rows, rows))
        packed, at = zlib.compress(data), len(out)
        listed = b" ".join(b"%d 1" % n for n in numbers)
        out += b"%d 0 obj\n<</Type/XRef/W[%d %d %d]/Index[%s]/Size %d/Root 1 0 R/Info 6 0 R/Prev %d%s/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
            d.new(), *widths, listed, d.size, d.start, parameters % (columns or len(rows)) if parameters else b"/Filter/FlateDecode", len(packed), packed, at)
        d.data = bytes(out)
        return d
    return change


def short_names(entries, parameters=b""):
    """An unsigned update with the page, as it was, in an object stream that some
    readers unpack otherwise: what stands in the second half of a row they add to the
    first."""
    def change(_):
        d = base("stream").sign(2)
        lines = [b"<</Type/Page/Parent 2 0 R", b"/MediaBox[0 0 595 842]", b"/Contents 4 0 R", b"/Resources<</Font<</F1 5 0 R>>>>", b"/Annots[%d 0 R]>>" % d.annots[0]]
        body = b"".join((b"\0 " if line.startswith(b"/Contents") else b"").ljust(32, b"\0") + line.ljust(32) for line in lines)
        home = d.new()
        packed = zlib.compress(b"3 32".ljust(64) + body)
        pack = b"<</Type/ObjStm/N 1/First 64/Filter/FlateDecode%s%s/Length %d>>\nstream\n%s\nendstream" % (parameters, entries, len(packed), packed)
        return d.update({home: pack, **evidence(d)}, entries={PAGE: (2, home, 0)})
    return change


TIFF = b"<</Predictor 2/Colors 32/Columns 2>>"
SHORT = {"DP": b"/DP" + TIFF, "DP-list": b"/DP[%s]" % TIFF, "DP-escaped": b"/D#50" + TIFF, "F": b"/F/FlateDecode", "F-list": b"/F[]", "FFilter": b"/FFilter/FlateDecode",
         "FDecodeParms": b"/FDecodeParms" + TIFF, "other": b"/X 1"}


def in_proof(text, where):
    """An unsigned update whose validation data hold what a page may show."""
    def change(form):
        d = base(form).sign(2)
        n, store = d.new(), d.new()
        blob = raw.stream(text, b"") if where in ("Certs", "CRLs", "OCSPs") else der_stream(office.der(1))
        held = {"TU": b"/Certs[%d 0 R]/VRI<</%s<</TU(%s)>>>>" % (n, b"0123" * 10, text), "name": b"/Certs[%d 0 R]/VRI<</%s<<>>>>" % (n, b"PAY#20999999")}
        body = held.get(where, b"/%s[%d 0 R]" % (where.encode(), n))
        return d.update({n: blob, store: b"<</Type/DSS%s>>" % body, raw.CATALOG: d.catalog(b"/DSS %d 0 R" % store)})
    return change


OCTETS = b"\x04" + bytes([len(OTHER)]) + OTHER

CASES = {
    **{f"short-names-{n}": short_names(e) for n, e in SHORT.items()},
    "short-names-BPC": short_names(b"", b"/DecodeParms<</Predictor 1/BPC 4>>"),
    **{f"proof-{where}": in_proof(OCTETS if where[-1] == "s" else b"/Contents 8 0 R", where) for where in ("Certs", "CRLs", "OCSPs", "TU", "name")},
    "proof-list-for-certificate": in_proof(office.revocation_list(), "Certs"),
    "proof-certificate-for-list": in_proof(office.der(2), "CRLs"),
    **{f"head-{n}-evidence": lambda form, h=h: in_evidence(h, form) for n, h in HEADS.items()},
    **{f"head-{n}-stamp": lambda form, h=h: in_stamp(h, form) for n, h in HEADS.items()},
    "unlisted-pack+B": lambda form: unlisted(form).sign(3, behind=BLANK),
    "unlisted-pack-evidence": lambda form: (d := unlisted(form)).update(evidence(d), behind=BLANK),
    **{f"null-page-{k.decode()}": nulled(PAGE, k) for k in (b"Resources", b"MediaBox", b"Rotate", b"CropBox")},
    **{f"null-content-{k.decode()}": nulled(CONTENT, k) for k in (b"F", b"Filter")},
    **{f"null-form-{k.decode()}": nulled(20, k) for k in (b"OC", b"Filter")},
    **{f"cover-{n}-{'stamp' if stamp else 'B'}": covering(stamp, **p) for n, p in PLACES.items() for stamp in (True, False)},
    "metadata-drawn": drawn(b"8 0 R"),
    "metadata-drawn-generation": drawn(b"20 1 R", {20: b"[8 0 R]"}),
    "metadata-drawn-name": drawn(b"4 0 R/Contents\x808\x800\x80R/Z/Y 1"),
    "metadata-drawn-later-kind": drawn(b"20 0 R", {20: b"[8 0 R]"}, lambda d: d.update({}, form="stream", entries={20: (3, 0, 0)})),
    "metadata-drawn-twice-listed": twice_listed,
    "section-filter-array": section(b"/Filter[/FlateDecode]/DecodeParms<</Predictor 15/Columns %d>>"),
    "section-wide": section(b"", (8, 8, 8)),
    "section-pixels-of-12-bits": section(b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 4/Columns %d>>", (1, 4, 1), 16),
    "section-pixels-of-16-bits": section(b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 2/Columns %d>>", (1, 4, 1), 12),
    "packed-pixels-of-12-bits": pixels(True),
}

HONEST = {"short-names-none": short_names(b""), "proof-alike": in_proof(office.der(2), "Certs"), "proof-list-alike": in_proof(office.revocation_list(), "CRLs"), "section-predictor": section(b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %d>>"), "section-plain": section(b""), "packed-pixels-of-12-bits-alike": pixels(False)}


def cases():
    for made, accept in ((CASES, False), (HONEST, True)):
        for name, make in made.items():
            for form in FORMS[:1] if name.startswith(("section", "packed", "short")) or name.endswith("twice-listed") else FORMS:
                yield Case(f"{name}.{form}", make(form).data, accept, "honest" if accept else "A")
