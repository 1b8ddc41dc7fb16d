"""What other programs write with a further signature, and beside each what differs
from it and must not pass."""

from .attacks import OTHER
from .case import Case
from .raw import PAGE, base, stream

FORMS = ("table", "stream")
NOTHING = b"/Subtype/Form/BBox[0 0 0 0]"
BOX = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%%s%%s>>"
FIELD = b"<</FT/Sig/T(Later)/Kids[21 0 R]%s>>"
KID = b"<</Type/Annot/Subtype/Widget/Parent 20 0 R/F 4/P 3 0 R/Rect%s%s>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/%s>>"


def given_up(body, page=b"", widget=b"/F 148/Border[0 0 0]/AS/N", looks=None):
    """As pdfsig signs: an object with generation 1 that nothing refers to."""
    def change(form):
        d = base(form, page=BOX.replace(b"/Font", page + b"/Font") % b"[0 0 595 842]").sign(2)
        old, n = d.new(), d.new()
        d.marks.setdefault("loose", set()).update((old, n))
        extra = {old: body, n: stream(b"", NOTHING)}
        number = d.size
        value = number + 1
        extra[number] = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Second)/P 3 0 R/Rect[0 0 0 0]%s/AP<</N %s>>/V %d 0 R>>" % (widget, looks or b"%d 0 R" % n, value)
        return d.sign(3, extra=extra, gens={old: 1})
    return change


def rounded(old, new):
    """As endesive and poppler write boxes."""
    def change(form):
        d = base(form, page=BOX % old).sign(2)
        d.marks["page"] = BOX % new
        return d.sign(3)
    return change


def moved(out, lose=False, shared=False):
    """The list of annotations, into the page (PDFBox) or out of it."""
    links = {n: b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>" for n in (20, 22)}
    def change(form):
        def page(d, annots):
            d.marks["page"] = (BOX % b"[0 0 595 842]").replace(b"%s%s", annots + b"%s%s")
            d.annots = []
        kids = b"<</Type/Pages/Kids[3 0 R 23 0 R]/Count 2>>"
        d = base(form, more={**links, 21: b"[20 0 R 22 0 R]", **({23: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots 21 0 R>>"} if shared else {})},
                 pages=kids if shared else None, page=(BOX % b"[0 0 595 842]").replace(b"%s%s", (b"/Annots[20 0 R 22 0 R]" if out else b"/Annots 21 0 R") + b"%.0s%s"))
        d.sign(2, in_page=False)
        number = d.new() if out else 0
        widget = d.size
        members = b"20 0 R %s%d 0 R" % (b"" if lose else b"22 0 R ", widget)
        page(d, b"/Annots %d 0 R" % number if out else b"/Annots[%s]" % members)
        return d.sign(3, in_page=False, extra={PAGE: d.page(), **({number: b"[%s]" % members} if out else {})})
    return change


def by_kid(rect=b"[50 50 150 150]", then=None, sibling=False, signs=True):
    """A prepared field whose widget is its kid."""
    def change(form):
        d = base(form, fields=[20], annots=[21], more={20: FIELD % b"", 21: KID % (b"[50 50 150 150]", b"")}).sign(2)
        looks, value = d.new(), d.size
        extra = {20: FIELD % (b"/V %d 0 R" % value), 21: KID % (then or rect, b"/AP<</N %d 0 R>>" % looks),
                 looks: stream(b"1 0 0 RG 0 0 100 100 re S", b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]")}
        if not signs:
            return d.update({21: extra[21], looks: extra[looks]}).sign(3)
        return d.sign(3, field_number=20, extra=extra)
    return change


def fonts(name, font, first=b"/F1 5 0 R"):
    """Default resources with one font more, as iText and OpenPDF write them."""
    def change(form):
        d = base(form, acroform=b"/DA(/F1 0 Tf)/DR<</Font<</F1 5 0 R>>>>").sign(2)
        n = d.new()
        d.marks["form"] = b"/DA(/F1 0 Tf)/DR<</Font<<%s/%s %d 0 R>>>>" % (first, name, n)
        return d.sign(3, extra={n: font})
    return change


def noted(again):
    """A private note of the first trailer, left out by the second."""
    def change(form):
        d = base(form)
        d.trailer += b"/DocChecksum/AB"
        d.update({})
        d.sign(2)
        d.trailer = d.trailer.replace(b"/DocChecksum/AB", b"")
        d.sign(3)
        d.trailer += again
        return d.sign(3)
    return change


EMPTY = stream(b"", NOTHING)
SAME = b"[0 0 595.303937007874 841.889763779528]"

CASES = {  # and whether it must pass
    "given-up": (True, given_up(EMPTY)),
    "given-up-paints": (False, given_up(stream(OTHER, b"/Subtype/Form/BBox[0 0 595 842]"))),
    "given-up-page": (False, given_up(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")),
    "given-up-used": (False, given_up(EMPTY, looks=b"9 1 R")),
    "given-up-states": (False, given_up(EMPTY, looks=b"<</N 9 1 R>>")),
    "frame": (False, given_up(EMPTY, widget=b"/F 148/Border[0 0 1]/AS/N")),
    "box-rounded": (True, rounded(SAME, b"[0 0 595.303937 841.889764]")),
    "box-rounded-more": (True, rounded(SAME, b"[0 0 595.304 841.89]")),
    "box-other": (False, rounded(SAME, b"[0 0 595.305 841.8898]")),
    "box-rounded-unit": (False, rounded(SAME + b"/UserUnit 10", b"[0 0 595.303937 841.889764]/UserUnit 10")),
    "annots-in": (True, moved(False)), "annots-out": (True, moved(True)),
    "annots-in-fewer": (False, moved(False, lose=True)), "annots-out-fewer": (False, moved(True, lose=True)),
    "annots-in-shared": (False, moved(False, shared=True)),
    "kid": (True, by_kid()), "kid-moved": (False, by_kid(then=b"[0 0 150 150]")), "kid-not-signed": (False, by_kid(signs=False)),
    "font-customary": (True, fonts(b"ZaDb", FONT % b"ZapfDingbats")),
    "font-other-name": (False, fonts(b"F9", FONT % b"ZapfDingbats")),
    "font-other-letters": (False, fonts(b"Helv", FONT % b"Symbol")),
    "font-instead": (False, fonts(b"Helv", FONT % b"Helvetica", first=b"/F1 8 0 R")),
    "note-again": (True, noted(b"/DocChecksum/AB")), "note-other": (False, noted(b"/DocChecksum/AC")),
}


def cases():
    for name, (accept, make) in CASES.items():
        for form in FORMS:
            yield Case(f"others-{name}.{form}", make(form).data, accept, "honest" if accept else "A")
