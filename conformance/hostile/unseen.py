"""What nobody sees on a page and yet is read out, hides the tags of the text, or is
painted by some reader: elements and nodes of a structure tree that no seal brings,
pictures in rectangles without an area, and such as cannot be fitted into theirs. Beside
each is what an honest program writes."""

from .attacks import COVER, FORM_X, tagged, tree
from .case import Case, evidence
from .honest import SEAL
from .raw import base, stream

FORMS = ("table", "stream")
SAID = b"<</S/Form/Alt(PAY 999999 YUAN)>>"
FORM = b"<</Type/StructElem/S/Form/P 21 0 R/Pg 3 0 R/Alt(Seal)/K<</Type/OBJR/Obj %d 0 R/Pg 3 0 R>>>>"
DOCUMENT = b"<</Type/StructElem/S/Document/P 20 0 R/K[%s]>>"
ROOT = b"<</Type/StructTreeRoot/K 21 0 R/ParentTree 23 0 R/ParentTreeNextKey %d/RoleMap 24 0 R>>"
LEAVES = {23: b"<</Kids[25 0 R]>>", 25: b"<</Limits[0 0]/Nums[0[22 0 R]]>>"}
OWN = b"<</Limits[1 1]/Nums[1 %d 0 R]>>"


def unsigned(body, objects, before=None):
    """Validation data, with one object more and others that lead to it."""
    def change(form):
        d = base(form, **tagged(objects=before or {})).sign(2)
        n = d.new()
        return d.update({**evidence(d), n: body, **objects(n)})
    return change


def sealed(parents=None, before=None, kids=b"22 0 R %d 0 R", body=FORM, next_key=2, rect=b"[100 100 200 200]", picture=SEAL, key=b"/StructParent 1", more=None, **options):
    """A signature with its element, as a program writes it that tags a seal."""
    def change(form):
        d = base(form, **tagged(objects=before or {})).sign(2)
        n, leaf = d.new(), d.new()
        extra = {n: body % d.size, 20: ROOT % next_key, 21: DOCUMENT % (kids.replace(b"%d", b"%d" % n)), **(parents or (lambda n, leaf: {23: b"<</Nums[0[22 0 R]1 %d 0 R]>>" % n}))(n, leaf)}
        return d.sign(3, rect=rect, picture=picture, widget=key, extra=extra, **options)
    return change


def leaf(kids, body=OWN):
    return dict(before=LEAVES, parents=lambda n, leaf: {23: b"<</Kids[%s]>>" % kids.replace(b"%d", b"%d" % leaf), leaf: body % n})


def elements(list_):
    return lambda n: {21: DOCUMENT % list_.replace(b"%d", b"%d" % n)}


def nodes(body):
    return lambda n: {23: body % n}


def pictured(rect, content=COVER, entries=b"/BBox[0 0 595 842]", **options):
    """A signature or a time stamp with a picture of that box in that rectangle."""
    def change(form):
        d = base(form).sign(2)
        n = d.new()
        looks = stream(content, b"/Type/XObject/Subtype/Form/Resources<</Font<</F1 5 0 R>>>>" + entries)
        return d.sign(3, rect=rect, widget=b"/AP<</N %d 0 R>>" % n, extra={n: looks}, **options)
    return change


def states(content):
    def change(form):
        d = base(form).sign(2)
        a, b = d.new(), d.new()
        return d.sign(3, widget=b"/AP<</N<</On %d 0 R/Off %d 0 R>>>>" % (a, b), extra={a: stream(b"", FORM_X), b: stream(content, FORM_X)})
    return change


def pictureless(**options):
    return lambda form: base(form).sign(2).sign(3, **options)


FLAT = {"point": b"[0 0 0 0]", "line": b"[0 0 595 0]", "upright": b"[0 0 0 842]", "hair": b"[0 0 0.0009 842]", "thin": b"[70 708 160 708.9]", "far": b"[100000000 0 100000001 9]"}
EMPTY_BOX = b"/BBox[0 0 0 0]"
MATRICES = {"none": b"[0 0 0 0 0 0]", "flat": b"[1 0 0 0 0 0]", "singular": b"[1 1 1 1 0 0]", "short": b"[1 0 0]", "words": b"[1 0 0 1 (x) 0]", "tiny": b"[0.0000001 0 0 0.0000001 0 0]", "far": b"[1 0 0 1 1000000000 0]"}
NOTHING_MORE = b"<</Limits[0 9999]/Nums[]>>"

CASES = {  # and whether it must pass
    "seal-tagged": (True, sealed()),
    "seal-tagged-leaf": (True, sealed(**leaf(b"25 0 R %d 0 R"))),
    "seal-key-kept": (True, sealed(next_key=1)),
    "seal-key-far": (False, sealed(next_key=9)),
    "seal-leaf-first": (False, sealed(**leaf(b"%d 0 R 25 0 R"))),
    "seal-leaf-wide": (False, sealed(**leaf(b"25 0 R %d 0 R", OWN.replace(b"[1 1]", b"[0 1]")))),
    "seal-leaf-instead": (False, sealed(**leaf(b"%d 0 R"))),
    "seal-no-pair": (False, sealed(parents=lambda n, leaf: {}, next_key=1)),
    "seal-no-key": (False, sealed(key=b"")),
    "seal-no-kid": (False, sealed(body=SAID.replace(b"PAY", b"PAY %d"))),
    "seal-two-elements": (False, sealed(kids=b"22 0 R %d 0 R %d 0 R")),
    "unseen-tagged": (False, sealed(rect=b"[0 0 0 0]", picture=None)),
    "stamp-tagged": (False, sealed(rect=b"[0 0 0 0]", picture=None, stamp=True)),
    "element-of-nothing": (False, unsigned(SAID, elements(b"%d 0 R 22 0 R"))),
    "element-with-parent": (False, unsigned(SAID.replace(b"/S", b"/P 21 0 R/Pg 3 0 R/S"), elements(b"22 0 R %d 0 R"))),
    "element-of-old-field": (False, unsigned(FORM % 9, elements(b"22 0 R %d 0 R"))),
    "element-at-top": (False, unsigned(SAID, lambda n: {20: tree(elements=b"[21 0 R %d 0 R]" % n)[20]})),
    "node-first": (False, unsigned(NOTHING_MORE, nodes(b"<</Kids[%d 0 R 25 0 R]>>"), LEAVES)),
    "node-last": (False, unsigned(NOTHING_MORE, nodes(b"<</Kids[25 0 R %d 0 R]>>"), LEAVES)),
    "node-beside": (False, unsigned(NOTHING_MORE, nodes(b"<</Nums[0[22 0 R]]/Kids[%d 0 R]>>"))),
    "node-without-pairs": (False, unsigned(b"<</Limits[0 9999]>>", nodes(b"<</Nums[0[22 0 R]]/Kids[%d 0 R]>>"))),
    **{f"{who}-{name}": (False, pictured(rect, stamp=stamp)) for who, stamp in (("signature", False), ("stamp", True)) for name, rect in FLAT.items()},
    **{f"{who}-{name}-empty": (True, pictured(rect, b"", EMPTY_BOX, stamp=stamp)) for who, stamp in (("signature", False), ("stamp", True)) for name, rect in FLAT.items()},
    "signature-empty-large": (True, pictured(b"[0 0 0 0]", b"q Q")),
    "states-paint": (False, states(COVER)), "states-empty": (True, states(b"")),
    **{f"matrix-{name}": (False, pictured(b"[10 10 20 20]", entries=b"/BBox[0 0 595 842]/Matrix" + m)) for name, m in MATRICES.items()},
    "matrix-turned": (True, pictured(b"[10 10 20 20]", entries=b"/BBox[0 0 595 842]/Matrix[0 1 -1 0 842 0]")),
    "box-huge": (False, pictured(b"[10 10 20 20]", entries=b"/BBox[-99999999 -99999999 99999999 99999999]")),
    "box-thin": (False, pictured(b"[10 10 20 20]", entries=b"/BBox[0 0 595 0.001]")),
    "wide-without-picture": (True, pictureless(rect=b"[100 100 200 200]")),
    "wide-all-over": (False, pictureless(rect=b"[0 0 595 842]")),
    "wide-stamp": (False, pictureless(rect=b"[50 650 500 750]", stamp=True)),
    "wide-stamp-hidden": (True, lambda form: hidden_stamp(form)),
}


def hidden_stamp(form):
    d = base(form).sign(2)
    n = d.new()
    body = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Stamp)/F 134/P 3 0 R/Rect[50 650 500 750]/V %d 0 R>>"
    d.fields.append(n)
    d.annots.append(n)
    return d.sign(3, stamp=True, field_number=n, extra={n: body % d.size, 3: d.page(), 7: d.acroform()})


def cases():
    for name, (accept, make) in CASES.items():
        for form in FORMS:
            yield Case(f"unseen-{name}.{form}", make(form).data, accept, "honest" if accept else "A")
