"""Files that can be read in two ways: what stands behind A's signature turns
readers from the one to the other, though it changes nothing by itself."""

from . import raw
from .attacks import COVER, OTHER
from .case import FORMS, Case, add_evidence
from .raw import CONTENT, FORM, PAGE, base, stream

LIN = b"40 0 obj\n<</Linearized 1/L %s/H[0 0]/O 3/E 0/N 1/T 0>>\nendobj\n"
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
SHADOW = b"\n4 0 obj\n" + stream(OTHER) + b"\nendobj\n"


def linearized(length, lin=LIN):
    """A file with a first section of its own, which counts at this length only."""
    d = base("table")
    d.data, d.start, d.size = b"", 0, 50
    front = HEAD + lin % b"%010d" % length
    at = len(front) + 1
    front += SHADOW
    front += b"xref\n4 1\n%010d 00000 n\r\ntrailer\n<</Size 50/Root 1 0 R/Info 6 0 R/Prev 9999999999>>\nstartxref\n0\n%%%%EOF\n" % at
    d.update(dict(d.objects), before=front)
    d.data = d.data.replace(b"9999999999", b"%010d" % d.start)
    return d.sign(2)


def by_length(close, lin=LIN):
    """Closed so that the file has just the length of its linearization."""
    length = len(close(linearized(0, lin)).data)
    return close(linearized(length, lin))


# Linearization dictionaries that not all readers can read.
ODD = {
    "key-twice": LIN.replace(b"/T 0", b"/T 0/T 0"), "name": LIN.replace(b"/T 0", b"/T 0/X#zz 1"), "plus": b"+" + LIN, "word": LIN.replace(b"/T 0", b"/T 0/X abc"),
    "exponent": LIN.replace(b"/T 0", b"/T 0/X 1e5"), "signs": LIN.replace(b"/T 0", b"/T 0/X --5"), "hex": LIN.replace(b"/T 0", b"/T 0/X<zz>"),
    "open": LIN.replace(b">>\nendobj", b"\nendobj"), "escaped": LIN.replace(b"/Linearized 1", b"/#4cinearized 1").replace(b"/T 0", b"/T 0/T 0"),
}


def said_otherwise(contents):
    """A page whose contents some readers take for more."""
    def change(form):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %s/Resources<</Font<</F1 5 0 R>>>>%%s%%s>>" % contents
        return base(form, page=page, more={15: stream(OTHER)}, catalog=b"/X 15 0 R").sign(2)
    return change


TWOFOLD = {"number": b"[4 0 R 4294967311 0 R]", "name-x80": b"4 0 R/Contents\x8015\x800\x80R null", "name-xff": b"4 0 R/Contents\xff15\xff0\xffR null", "name-vt": b"4 0 R/Contents\x0b15\x0b0\x0bR null"}


def shadowed(form):
    """A later version of the content is in the file, and no section lists it."""
    return base(form, more={20: stream(SHADOW, b"/X 1")}).sign(2)


def trailing(form):
    body = b"\ntrailer\n<</Size 30/Root 21 0 R>>\n"
    return base(form, more={20: stream(body, b"/X 1"), 21: b"<</Type/Catalog/Pages 22 0 R>>", 22: b"<</Type/Pages/Kids[]/Count 0>>"}).sign(2)


def framed(looks):
    """A seen signature whose picture is this stream."""
    def change(form):
        d = base(form).sign(2)
        n = d.new()
        return d.sign(3, rect=b"[100 100 150 150]", widget=b"/AP<</N %d 0 R>>" % n, extra={n: looks})
    return change


def default_resources(annotation, form):
    """The form gets fonts by which an annotation without a picture is drawn."""
    d = base(form, annots=[20], more={20: annotation}).sign(2)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"
    n = d.new()
    d.marks["form"] = b"/DA(/F9 99 Tf)/DR<</Font<</F9 %d 0 R>>>>" % n
    return d.update({n: font, FORM: d.acroform()}).sign(3)


TURNED = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Rotate 90%s%s>>"
FREE_TEXT = b"<</Type/Annot/Subtype/FreeText/Rect[72 600 400 700]/Contents(100)/DA(/F9 20 Tf)>>"
WIDGET = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/V(100)/F 4/Rect[72 600 400 700]/DA(/F9 20 Tf)>>"
BOX = b"/Type/XObject/Subtype/Form/Resources<</Font<</F1 5 0 R>>>>"


def rewritten(number, old, new, **prepared):
    """An object written again, with a number of another kind."""
    def change(form):
        d = base(form, **prepared).sign(2)
        body = d.page() if number == PAGE else d.objects[number]
        assert old in body
        return d.update({number: body.replace(old, new)}).sign(3)
    return change


CASES = {
    **{f"linearized-odd-{n}": ("A", lambda form, lin=lin: by_length(lambda d: add_evidence(d.copy()), lin)) for n, lin in ODD.items()},
    **{f"twofold-{n}+evidence": ("A", lambda form, c=c: add_evidence(said_otherwise(c)(form))) for n, c in TWOFOLD.items()},
    **{f"twofold-{n}+B": ("A", lambda form, c=c: said_otherwise(c)(form).sign(3)) for n, c in TWOFOLD.items()},
    "linearized-for-later": ("A", lambda form: by_length(lambda d: d.copy().sign(3))),
    "linearized-for-stamp": ("A", lambda form: by_length(lambda d: d.copy().sign(3, stamp=True))),
    "linearized-for-now": ("A", lambda form: linearized(len(linearized(0).data)).sign(3)),
    "shadow+B": ("C", lambda form: shadowed(form).sign(3)),
    "shadow+blank": ("A", lambda form: shadowed(form).sign(3, behind=b" " * 2000)),
    "shadow+kind-of-row": ("A", lambda form: shadowed(form).sign(3, form="stream", entries={90: (3, 0, 0)}, size=91)),
    "shadow+other-section": ("A", lambda form: shadowed(form).sign(3, form="table" if form != "table" else "stream")),
    "shadow+size": ("A", lambda form: shadowed(form).sign(3, size=9_000_000)),
    "size-far": ("C", lambda form: base(form).sign(2).sign(3, size=9_000_000)),
    "shadow-trailer": ("A", lambda form: trailing(form).sign(3, behind=b" " * 2000)),
    "count-real": ("C", rewritten(raw.PAGES, b"/Count 1", b"/Count 1.0")),
    "rotate-real": ("A", rewritten(PAGE, b"/Rotate 90", b"/Rotate 90.0", page=TURNED)),
    "length-real": ("A", rewritten(CONTENT, b"/Length 45", b"/Length 45.0") if b"/Length 45>" in base().objects[CONTENT] else rewritten(CONTENT, b"/Length ", b"/Length +0.0")),
    "picture-without-box": ("A", framed(stream(COVER, BOX))),
    "picture-with-flat-box": ("A", framed(stream(COVER, BOX + b"/BBox[0 0 0 0]"))),
    "picture-box-elsewhere": ("A", framed(stream(COVER, BOX + b"/BBox 2 0 R"))),
    "picture-no-form": ("A", framed(stream(b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/BBox[0 0 1 1]"))),
    "fonts-for-text": ("A", lambda form: default_resources(FREE_TEXT, form)),
    "fonts-for-field": ("A", lambda form: default_resources(WIDGET, form)),
}


def cases():
    for name, (kind, make) in CASES.items():
        for form in FORMS[:1] if name.startswith("linearized") else FORMS:
            yield Case(f"{name}.{form}", make(form).data, False, kind)
    for form in FORMS:
        box = rewritten(PAGE, b"[0 0 595 842]", b"[0.0 0 595.00 842.]")(form)
        yield Case(f"box-real.{form}", box.data, True, "honest")
        link = default_resources(b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>", form)
        yield Case(f"fonts-for-none.{form}", link.data, True, "honest")
