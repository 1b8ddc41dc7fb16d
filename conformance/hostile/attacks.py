"""Attacks on a file that A signed: what is prepared before, and what is changed
behind it."""

from . import raw
from .case import FORMS, Case, der_stream, with_attack
from .raw import CATALOG, CONTENT, FONT, FORM, INFO, PAGE, PAGES, XMP, base, stream, text

OTHER = text("PAY 999999 YUAN")
COVER = b"1 g 0 0 595 842 re f 0 g " + OTHER
FORM_X = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>"
PAGE_WITH = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%%s%%s>>"


def changed(n, body):
    return lambda d: ({n: body(d) if callable(body) else body}, {})


def options(**o):
    return lambda d: ({}, o)


def catalog(extra):
    return changed(CATALOG, lambda d: d.catalog(extra))


def page(extra):
    return changed(PAGE, lambda d: d.page(extra))


def swapped(old, new):
    """The page with something else in it."""
    return changed(PAGE, lambda d: d.page().replace(old, new))


def added(body, into):
    """A new object, and one that leads to it."""
    def change(d):
        n = d.new()
        return {n: body, **into(d, n)}, {}
    return change


def annotation(body):
    def into(d, n):
        d.annots.append(n)
        return {PAGE: d.page()}
    return added(body, into)


def new_field(body, in_form=True, in_page=True):
    def change(d):
        n, looks = d.new(), d.new()
        objects = {n: body % looks, looks: stream(COVER, FORM_X)}
        if in_form:
            d.fields.append(n)
            objects[FORM] = d.acroform()
        if in_page:
            d.annots.append(n)
            objects[PAGE] = d.page()
        return objects, {}
    return change


WIDGET = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Extra)/F 4/P 3 0 R/Rect[0 0 595 842]/AP<</N %d 0 R>>"

# Changes that need nothing prepared: name -> (kind, change).
PLAIN = {
    "content": ("A", changed(CONTENT, stream(OTHER))),
    "content-other-object": ("A", added(stream(OTHER), lambda d, n: {PAGE: d.page().replace(b"/Contents 4 0 R", b"/Contents %d 0 R" % n)})),
    "content-added": ("A", added(stream(OTHER), lambda d, n: {PAGE: d.page().replace(b"/Contents 4 0 R", b"/Contents[4 0 R %d 0 R]" % n)})),
    "content-empty": ("A", changed(CONTENT, stream(b""))),
    "content-null": ("A", changed(CONTENT, b"null")),
    "generation-shift": ("A", lambda d: ({CONTENT: d.objects[CONTENT]}, {"gens": {CONTENT: 1}})),
    "generation-shift-page": ("A", lambda d: ({PAGE: d.objects[PAGE]}, {"gens": {PAGE: 1}})),
    "key-twice": ("A", changed(CONTENT, stream(OTHER, b"/A 1/A 2"))),
    "wrong-length": ("A", changed(CONTENT, stream(OTHER).replace(b"/Length 45", b"/Length 9999").replace(b"/Length %d" % len(OTHER), b"/Length 9999"))),
    "length-short": ("A", changed(CONTENT, stream(OTHER).replace(b"/Length %d" % len(OTHER), b"/Length 3"))),
    "length-missing": ("A", changed(CONTENT, stream(OTHER).replace(b"/Length %d" % len(OTHER), b""))),
    "unknown-filter": ("A", changed(CONTENT, stream(OTHER, b"/Filter/Nothing"))),
    "font": ("A", changed(FONT, b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")),
    "rotate": ("A", page(b"/Rotate 180")),
    "cropped": ("A", page(b"/CropBox[0 0 10 10]")),
    "unit": ("A", page(b"/UserUnit 9")),
    "page-action": ("A", page(b"/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>")),
    "media-box": ("A", swapped(b"[0 0 595 842]", b"[0 0 595 84]")),
    "resources": ("A", swapped(b"/F1 5 0 R", b"/F2 5 0 R")),
    "page-gone": ("A", changed(PAGES, b"<</Type/Pages/Kids[]/Count 0>>")),
    "page-added": ("A", added(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", lambda d, n: {PAGES: b"<</Type/Pages/Kids[3 0 R %d 0 R]/Count 2>>" % n})),
    "page-before": ("A", added(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", lambda d, n: {PAGES: b"<</Type/Pages/Kids[%d 0 R 3 0 R]/Count 2>>" % n})),
    "page-twice": ("A", changed(PAGES, b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>")),
    "pages-inherit": ("A", changed(PAGES, b"<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90>>")),
    "pages-other": ("A", added(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", lambda d, n: {CATALOG: d.catalog().replace(b"/Pages 2 0 R", b"/Pages %d 0 R" % n)})),
    "page-becomes-tree": ("A", changed(PAGE, lambda d: d.page().replace(b"/Type/Page", b"/Type/Pages/Kids[]"))),
    "stamp-annotation": ("A", annotation(b"<</Type/Annot/Subtype/FreeText/Rect[72 600 400 700]/Contents(PAY 999999)/DA(/Helv 20 Tf)>>")),
    "square-annotation": ("A", annotation(b"<</Type/Annot/Subtype/Square/Rect[0 0 595 842]/IC[1 1 1]/C[1 1 1]>>")),
    "link-annotation": ("A", annotation(b"<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(http://example.org)>>>>")),
    "text-field": ("A", annotation(b"<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/V(PAY)/Rect[0 0 595 842]>>")),
    "unsigned-field": ("A", new_field(WIDGET + b">>")),
    "unsigned-field-script": ("A", new_field(WIDGET + b"/AA<</E<</S/JavaScript/JS(1)>>>>>>")),
    "unsigned-field-null": ("A", new_field(WIDGET + b"/V null>>")),
    "unsigned-field-dict": ("A", new_field(WIDGET + b"/V<</Type/Sig>>>>")),
    "widget-in-page-only": ("A", new_field(WIDGET + b">>", in_form=False)),
    "widget-not-on-page": ("C", new_field(WIDGET + b">>", in_page=False)),
    "field-with-old-value": ("A", new_field(WIDGET + b"/V 10 0 R>>")),
    "open-action": ("A", catalog(b"/OpenAction<</S/JavaScript/JS(1)>>")),
    "catalog-action": ("A", catalog(b"/AA<</WS<</S/JavaScript/JS(1)>>>>")),
    "names": ("A", catalog(b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>")),
    "layers": ("A", catalog(b"/OCProperties<</OCGs[]/D<<>>>>")),
    "labels": ("C", catalog(b"/PageLabels<</Nums[0<</P(999)>>]>>")),
    "viewer": ("C", catalog(b"/ViewerPreferences<</DisplayDocTitle true>>")),
    "requirements": ("C", catalog(b"/Requirements[<</S/EnableJavaScripts>>]")),
    "language": ("C", catalog(b"/Lang(en)")),
    "collection": ("A", catalog(b"/Collection<</View/D>>")),
    "certified-later": ("B", catalog(b"/Perms<</DocMDP 10 0 R>>")),
    "version-lower": ("C", catalog(b"/Version/1.0x")),
    "title": ("A", changed(INFO, b"<</Title(PAY 999999)/ModDate(D:20260101000000Z)>>")),
    "producer-object": ("C", changed(INFO, b"<</Title(Title)/Producer 4 0 R/ModDate(D:20260101000000Z)>>")),
    "info-key": ("C", changed(INFO, b"<</Title(Title)/ModDate(D:20260101000000Z)/Amount(9)>>")),
    "xmp-title": ("A", changed(XMP, raw.xmp(title=b"PAY 999999"))),
    "xmp-broken": ("C", changed(XMP, stream(b"<x", b"/Type/Metadata/Subtype/XML"))),
    "xmp-form": ("C", changed(XMP, raw.xmp().replace(b"/Type/Metadata", b"/Type/XObject"))),
    "xmp-new-object": ("C", added(raw.xmp(title=b"PAY"), lambda d, n: {CATALOG: d.catalog().replace(b"/Metadata 8", b"/Metadata %d" % n)})),
    "need-appearances": ("A", changed(FORM, lambda d: d.acroform(b"/NeedAppearances true"))),
    "xfa": ("A", changed(FORM, lambda d: d.acroform(b"/XFA(x)"))),
    "calculation": ("A", changed(FORM, lambda d: d.acroform(b"/CO[9 0 R]"))),
    "fields-emptied": ("A", changed(FORM, b"<</Fields[]/SigFlags 3>>")),
    "flags-cleared": ("C", changed(FORM, lambda d: d.acroform().replace(b"SigFlags 3", b"SigFlags 0"))),
    "flags-name": ("C", changed(FORM, lambda d: d.acroform().replace(b"SigFlags 3", b"SigFlags/Do"))),
    "evidence-is-content": ("A", lambda d: ({CATALOG: d.catalog(b"/DSS<</Certs[4 0 R]>>"), CONTENT: stream(OTHER)}, {})),
    "evidence-no-der": ("C", added(stream(OTHER), lambda d, n: {CATALOG: d.catalog(b"/DSS<</Certs[%d 0 R]>>" % n)})),
    "evidence-xobject": ("C", added(der_stream(b"0\0").replace(b"<<", b"<</Subtype/Form"), lambda d, n: {CATALOG: d.catalog(b"/DSS<</Certs[%d 0 R]>>" % n)})),
    "evidence-unknown": ("C", catalog(b"/DSS<</Certs[]/Do 1>>")),
    "evidence-page": ("C", catalog(b"/DSS 3 0 R")),
    "evidence-pages": ("C", catalog(b"/DSS<</VRI 2 0 R>>")),
    "extension-object": ("C", catalog(b"/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 3/Do 4 0 R>>>>")),
    "private": ("C", catalog(b"/PieceInfo<</X<</Private 1>>>>")),
    "section-is-content": ("A", options(form="stream", section=CONTENT)),
    "section-is-font": ("A", options(form="stream", section=FONT)),
    "pack-is-content": ("A", lambda d: ({CATALOG: d.catalog()}, {"form": "packed", "pack": CONTENT})),
    "orphan": ("C", lambda d: ({d.new(): stream(OTHER)}, {})),
    "orphan-xobject": ("C", lambda d: ({d.new(): stream(OTHER, FORM_X)}, {})),
    "freed-content": ("A", lambda d: ({}, {"free": (CONTENT,)})),
    "freed-page": ("A", lambda d: ({}, {"free": (PAGE,)})),
    "freed-metadata": ("C", lambda d: ({}, {"free": (XMP,)})),
    "size-small": ("C", lambda d: ({INFO: b"<</Title(Title)/ModDate(D:20260301000000Z)>>"}, {"size": 3})),
    "size-one-less": ("C", lambda d: ({INFO: b"<</Title(Title)/ModDate(D:20260301000000Z)>>"}, {"size": d.size - 1})),
    "unlisted-before": ("C", lambda d: ({}, {"before": b"4 0 obj\n" + stream(OTHER) + b"\nendobj\n"})),
    "junk": ("C", lambda d: ({}, {"before": b"junk\n"})),
    "comment": ("C", lambda d: ({}, {"before": b"% 4 0 obj <<>> endobj\n"})),
    "between": ("C", lambda d: ({INFO: b"<</Title(Title)/ModDate(D:20260301000000Z)>>"}, {"between": b"endobj\n"})),
    "second-end": ("C", lambda d: ({}, {"before": b"startxref\n%d\n%%%%EOF\n" % d.start})),
    "behind": ("C", lambda d: ({}, {"behind": b"% more\n"})),
    "string-object": ("C", changed(INFO, b"<</Title(Title)/ModDate(D:20260101000000Z)/Producer(\n4 0 obj\n<<>>\nendobj\n)>>")),
    "comment-inside": ("C", changed(INFO, b"<</Title(Title) % 4 0 obj\n/ModDate(D:20260301000000Z)>>")),
    "prev-skips": ("A", lambda d: ({CONTENT: stream(OTHER)}, {"prev": d.marks["first"]})),
    "prev-itself": ("C", lambda d: ({}, {"prev": len(d.data)})),
    "no-prev": ("A", lambda d: (dict(d.objects) | {CONTENT: stream(OTHER)}, {"prev": 0})),
    "offset-wrong": ("A", lambda d: ({CONTENT: d.objects[CONTENT]}, {"rows": lambda p, o: {CONTENT: (p[CONTENT][0] + 1, 0, b"n")} if CONTENT in p else {}})),
    "offset-zero": ("A", lambda d: ({}, {"rows": {CONTENT: (0, 0, b"n")}})),
    "offset-far": ("A", lambda d: ({}, {"rows": {CONTENT: (9999999, 0, b"n")}})),
    "offset-other-object": ("A", lambda d: ({}, {"rows": {CONTENT: (d.data.index(b"8 0 obj"), 0, b"n")}})),
    "offset-back": ("C", lambda d: ({}, {"rows": {CONTENT: (d.data.index(b"4 0 obj"), 0, b"n")}})),
    "object-zero": ("C", lambda d: ({}, {"rows": {0: (17, 1, b"n")}})),
    "encrypt": ("A", lambda d: ({}, {"more": b"/Encrypt<</Filter/Standard>>"})),
    "identifier": ("C", lambda d: ({}, {"more": b"/ID[(a)(b)(c)]"})),
    "trailer-key": ("C", lambda d: ({}, {"more": b"/Foo 4 0 R"})),
    "hybrid": ("C", lambda d: ({}, {"more": b"/XRefStm 20"})),
    "own-field-moved": ("A", lambda d: ({d.fields[0]: d.objects[d.fields[0]].replace(b"[0 0 0 0]", b"[100 100 200 200]")}, {})),
    "own-field-hidden": ("A", lambda d: ({d.fields[0]: d.objects[d.fields[0]].replace(b"/F 132", b"/F 2")}, {})),
    "own-field-renamed": ("A", lambda d: ({d.fields[0]: d.objects[d.fields[0]].replace(b"(Signature1)", b"(Other)")}, {})),
    "own-field-looks": ("A", added(stream(COVER, FORM_X), lambda d, n: {d.fields[0]: d.objects[d.fields[0]].replace(b"/T(", b"/AP<</N %d 0 R>>/T(" % n)})),
    "own-field-action": ("A", lambda d: ({d.fields[0]: d.objects[d.fields[0]].replace(b"/T(", b"/A<</S/JavaScript/JS(1)>>/T(")}, {})),
    "own-value": ("A", lambda d: ({d.held: b"<</Type/Sig>>"}, {})),
}

KIDS = b"/StructTreeRoot 20 0 R/MarkInfo<</Marked true>>"


def tree(d=None, nums=b"[0[22 0 R]]", elements=b"21 0 R"):
    """A small structure tree."""
    return {20: b"<</Type/StructTreeRoot/K %s/ParentTree 23 0 R/ParentTreeNextKey 1/RoleMap 24 0 R>>" % elements,
            21: b"<</Type/StructElem/S/Document/P 20 0 R/K[22 0 R]>>", 22: b"<</Type/StructElem/S/P/P 21 0 R/Pg 3 0 R/K 0/Alt(x)>>",
            23: b"<</Nums%s>>" % nums, 24: b"<</Standard/P>>"}


def tagged(**more):
    return dict(catalog=KIDS, more=tree() | more.pop("objects", {}), **more)


def resources(extra, content, objects=None, **more):
    """A page whose resources are an object that may change for another reason."""
    content_stream = stream(content.encode() if isinstance(content, str) else content)
    return dict(page=PAGE_WITH % extra, more={CONTENT: content_stream, **(objects or {})}, **more)


CLEAN = stream(text("PAY 100 YUAN"), FORM_X)
BAD = stream(OTHER, FORM_X)

# Attacks with something prepared before A signs: name -> (kind, base, change).
PREPARED = {
    "metadata-is-content": ("A", dict(page=(PAGE_WITH % b"").replace(b"/Contents 4", b"/Contents 8"), more={XMP: stream(text("PAY 100 YUAN"), b"/Type/Metadata/Subtype/XML")}),
                            changed(XMP, stream(OTHER, b"/Type/Metadata/Subtype/XML"))),
    "info-is-resources": ("A", resources(b"/XObject 6 0 R", "/Producer Do", {20: CLEAN}, info=b"/Producer 20 0 R"),
                          added(BAD, lambda d, n: {INFO: b"<</Title(Title)/ModDate(D:20260101000000Z)/Producer %d 0 R>>" % n})),
    "info-is-resources-date": ("A", resources(b"/XObject 6 0 R", text("PAY 100 YUAN") + b" /ModDate Do"),
                               added(BAD, lambda d, n: {INFO: b"<</Title(Title)/ModDate %d 0 R>>" % n})),
    "form-is-resources": ("A", resources(b"/XObject 7 0 R", text("PAY 100 YUAN") + b" /SigFlags Do"),
                          added(BAD, lambda d, n: {FORM: d.acroform().replace(b"/SigFlags 3", b"/SigFlags %d 0 R" % n)})),
    "form-is-resources-dr": ("A", resources(b"/XObject 7 0 R", text("PAY 100 YUAN") + b" /DR Do"),
                             added(BAD, lambda d, n: {FORM: d.acroform(b"/DR %d 0 R" % n)})),
    "catalog-is-resources": ("A", resources(b"/XObject 1 0 R", text("PAY 100 YUAN") + b" /DSS Do"), added(BAD, lambda d, n: {CATALOG: d.catalog(b"/DSS %d 0 R" % n)})),
    "catalog-is-resources-extensions": ("A", resources(b"/XObject 1 0 R", text("PAY 100 YUAN") + b" /Extensions Do"), added(BAD, lambda d, n: {CATALOG: d.catalog(b"/Extensions %d 0 R" % n)})),
    "catalog-is-fonts": ("A", resources(b"/Font 1 0 R", text("PAY 100 YUAN").replace(b"F1", b"DSS")).__or__({"page": b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font 1 0 R>>%s%s>>", "catalog": b"/DSS 5 0 R"}),
                         added(b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>", lambda d, n: {CATALOG: d.catalog().replace(b"/DSS 5 0 R", b"/DSS %d 0 R" % n)})),
    "tree-is-content": ("A", dict(catalog=KIDS, more=tree(nums=b" 4 0 R")), changed(CONTENT, stream(OTHER))),
    "tree-nums-array": ("A", dict(catalog=KIDS, more=tree(nums=b" 25 0 R") | {25: b"[0 22 0 R]"}, page=(PAGE_WITH % b"").replace(b"/Contents 4 0 R", b"/Contents 25 0 R")),
                        added(stream(OTHER), lambda d, n: {25: b"[0 22 0 R 1 %d 0 R]" % n})),
    "annots-is-contents": ("A", dict(page=b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 20 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots 20 0 R>>%.0s%.0s", more={20: b"[4 0 R]"}),
                           added(stream(OTHER, b"/Type/Annot/Subtype/Widget/FT/Sig"), lambda d, n: {20: b"[4 0 R %d 0 R]" % n})),
    "store-is-resources": ("A", resources(b"/XObject 20 0 R", text("PAY 100 YUAN") + b" /VRI Do", {20: b"<</Certs[]>>"}, catalog=b"/DSS 20 0 R"), added(BAD, lambda d, n: {20: b"<</Certs[]/VRI %d 0 R>>" % n})),
    "vri-is-resources": ("A", resources(b"/XObject 21 0 R", text("PAY 100 YUAN") + b" /Fm Do", {20: b"<</VRI 21 0 R>>", 21: b"<<>>"}, catalog=b"/DSS 20 0 R"), added(BAD, lambda d, n: {21: b"<</Fm %d 0 R>>" % n})),
    "proof-is-resources": ("A", resources(b"/XObject 22 0 R", text("PAY 100 YUAN") + b" /TS Do", {20: b"<</VRI 21 0 R>>", 21: b"<</AA 22 0 R>>", 22: b"<<>>"}, catalog=b"/DSS 20 0 R"), added(BAD, lambda d, n: {22: b"<</TS %d 0 R>>" % n})),
    "certs-is-contents": ("A", dict(page=(PAGE_WITH % b"").replace(b"/Contents 4 0 R", b"/Contents 21 0 R"), catalog=b"/DSS 20 0 R", more={20: b"<</Certs 21 0 R>>", 21: b"[4 0 R]"}),
                          added(stream(OTHER), lambda d, n: {21: b"[4 0 R %d 0 R]" % n})),
    "store-emptied": ("C", dict(catalog=b"/DSS 20 0 R", more={20: b"<</Certs[21 0 R]>>", 21: der_stream(b"0\0")}), changed(20, b"<</Certs[]>>")),
    "store-stream-switched": ("C", dict(catalog=b"/DSS 20 0 R", more={20: b"<</Certs[21 0 R]>>", 21: der_stream(b"0\0")}), changed(21, der_stream(b"0\x02\x05\0"))),
    "store-gone": ("C", dict(catalog=b"/DSS 20 0 R", more={20: b"<</Certs[21 0 R]>>", 21: der_stream(b"0\0")}), changed(CATALOG, lambda d: d.catalog().replace(b"/DSS 20 0 R", b""))),
    "dangling-content": ("A", dict(page=(PAGE_WITH % b"").replace(b"/Contents 4 0 R", b"/Contents[4 0 R 30 0 R]")), lambda d: ({30: stream(OTHER)}, {})),
    "dangling-annotation": ("A", dict(page=(PAGE_WITH % b"").replace(b"%s%s", b"/Annots[30 0 R]%.0s%.0s")), lambda d: ({30: b"<</Type/Annot/Subtype/FreeText/Rect[0 0 500 500]/Contents(PAY 9)/DA(/Helv 9 Tf)>>"}, {})),
    "dangling-widget": ("A", dict(page=(PAGE_WITH % b"").replace(b"%s%s", b"/Annots[30 0 R]%.0s%.0s")), lambda d: ({30: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(x)/Rect[0 0 500 500]/AP<</N 31 0 R>>>>", 31: stream(COVER, FORM_X)}, {})),
    "dangling-xobject": ("A", resources(b"/XObject<</X 30 0 R>>", text("PAY 100 YUAN") + b" /X Do"), lambda d: ({30: BAD}, {})),
    "dangling-font": ("A", resources(b"/XObject<</X 30 0 R>>", text("PAY 100 YUAN")), lambda d: ({30: BAD}, {})),
    "freed-cover": ("A", dict(page=(PAGE_WITH % b"").replace(b"%s%s", b"/Annots[20 0 R]%.0s%.0s"), more={20: b"<</Type/Annot/Subtype/FreeText/Rect[0 0 500 500]/Contents(x)/DA(/Helv 9 Tf)>>"}), lambda d: ({}, {"free": (20,)})),
    "cover-generation": ("A", dict(page=(PAGE_WITH % b"").replace(b"%s%s", b"/Annots[20 0 R]%.0s%.0s"), more={20: b"<</Type/Annot/Subtype/FreeText/Rect[0 0 500 500]/Contents(x)/DA(/Helv 9 Tf)>>"}),
                         lambda d: ({20: d.objects[20]}, {"gens": {20: 1}})),
    "prepared-looks-switched": ("A", dict(fields=[20], annots=[20], more={20: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 4/P 3 0 R/Rect[50 650 500 750]>>"}),
                                added(stream(COVER, FORM_X), lambda d, n: {20: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 4/P 3 0 R/Rect[50 650 500 750]/AP<</N %d 0 R>>>>" % n})),
    "prepared-moved": ("A", dict(fields=[20], annots=[20], more={20: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 4/P 3 0 R/Rect[50 650 500 750]>>"}),
                       changed(20, b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 4/P 3 0 R/Rect[0 0 500 750]>>")),
    "text-field-filled": ("A", dict(fields=[20], annots=[20], more={20: b"<</Type/Annot/Subtype/Widget/FT/Tx/T(Amount)/V(100)/DA(/F1 12 Tf)/F 4/P 3 0 R/Rect[50 650 500 750]>>"}),
                          changed(20, b"<</Type/Annot/Subtype/Widget/FT/Tx/T(Amount)/V(999999)/DA(/F1 12 Tf)/F 4/P 3 0 R/Rect[50 650 500 750]>>")),
    "link-switched": ("A", dict(annots=[20], more={20: b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://a)>>>>"}), changed(20, b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://b)>>>>")),
    "link-gone": ("A", dict(annots=[20], more={20: b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>"}), changed(PAGE, lambda d: d.page().replace(b"20 0 R", b""))),
    "annots-order": ("A", dict(annots=[20, 21], more={20: b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>", 21: b"<</Type/Annot/Subtype/Link/Rect[0 0 9 8]>>"}), changed(PAGE, lambda d: d.page().replace(b"20 0 R 21 0 R", b"21 0 R 20 0 R"))),
    "length-object": ("A", dict(more={CONTENT: stream(text("PAY 100 YUAN") + b" " + text("PAY 9")).replace(b"/Length %d" % len(text("PAY 100 YUAN") + b" " + text("PAY 9")), b"/Length 20 0 R"), 20: b"%d" % len(text("PAY 100 YUAN") + b" " + text("PAY 9"))}),
                      changed(20, b"%d" % len(text("PAY 100 YUAN")))),
    "mediabox-object": ("A", dict(page=(PAGE_WITH % b"").replace(b"[0 0 595 842]", b" 20 0 R"), more={20: b"[0 0 595 842]"}), changed(20, b"[0 0 10 10]")),
    "contents-array": ("A", dict(page=(PAGE_WITH % b"").replace(b"/Contents 4 0 R", b"/Contents 20 0 R"), more={20: b"[4 0 R]", 21: stream(OTHER)}), changed(20, b"[21 0 R]")),
    "kids-array": ("A", dict(pages=b"<</Type/Pages/Kids 20 0 R/Count 1>>", more={20: b"[3 0 R]", 21: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"}), changed(20, b"[21 0 R]")),
    "outline": ("C", dict(catalog=b"/Outlines 20 0 R", more={20: b"<</First 21 0 R/Last 21 0 R/Count 1>>", 21: b"<</Title(a)/Parent 20 0 R>>"}), changed(21, b"<</Title(b)/Parent 20 0 R>>")),
    "layer-switched": ("A", dict(catalog=b"/OCProperties 20 0 R", more={20: b"<</OCGs[21 0 R]/D<</ON[21 0 R]>>>>", 21: b"<</Type/OCG/Name(a)>>"}), changed(20, b"<</OCGs[21 0 R]/D<</OFF[21 0 R]>>>>")),
    "attachment-switched": ("A", dict(catalog=b"/Names<</EmbeddedFiles<</Names[(a) 20 0 R]>>>>", more={20: b"<</Type/Filespec/F(a)/EF<</F 21 0 R>>>>", 21: stream(b"100")}), changed(21, stream(b"999999"))),
    "element-gone": ("A", tagged(), changed(21, b"<</Type/StructElem/S/Document/P 20 0 R/K[]>>")),
    "element-words": ("A", tagged(), changed(22, b"<</Type/StructElem/S/P/P 21 0 R/Pg 3 0 R/K 0/Alt(PAY 999999)>>")),
    "element-kind": ("A", tagged(), changed(22, b"<</Type/StructElem/S/Artifact/P 21 0 R/Pg 3 0 R/K 0/Alt(x)>>")),
    "element-added": ("A", tagged(), added(b"<</Type/StructElem/S/P/P 21 0 R/Pg 3 0 R/ActualText(PAY 999999)>>", lambda d, n: {21: b"<</Type/StructElem/S/Document/P 20 0 R/K[22 0 R %d 0 R]>>" % n})),
    "element-form-alone": ("A", tagged(), added(b"<</Type/StructElem/S/Form/P 21 0 R/Pg 3 0 R/Alt(PAY 999999)/K<</Type/OBJR/Obj 9 0 R>>>>", lambda d, n: {21: b"<</Type/StructElem/S/Document/P 20 0 R/K[22 0 R %d 0 R]>>" % n})),
    "element-order": ("A", tagged(objects={21: b"<</Type/StructElem/S/Document/P 20 0 R/K[22 0 R 25 0 R]>>", 25: b"<</Type/StructElem/S/P/P 21 0 R/Pg 3 0 R/K 1>>"}), changed(21, b"<</Type/StructElem/S/Document/P 20 0 R/K[25 0 R 22 0 R]>>")),
    "element-is-filter": ("A", dict(catalog=KIDS, page=PAGE_WITH % b"/XObject<</I 26 0 R>>", more=tree() | {22: b"<</Type/StructElem/S/P/P 21 0 R/Pg 3 0 R/K -1/Columns 8/Rows 8>>", 25: b"[22 0 R]",
                          26: stream(b"\0\1\2\3", b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms 25 0 R"),
                          CONTENT: stream(text("PAY 100 YUAN") + b" q 100 0 0 100 0 0 cm /I Do Q")}),
                          added(b"<</Type/StructElem/S/Form/P 22 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 9 0 R>>>>", lambda d, n: {22: b"<</Type/StructElem/S/P/P 21 0 R/Pg 3 0 R/K[-1 %d 0 R]/Columns 8/Rows 8>>" % n})),
    "roles": ("A", tagged(), changed(24, b"<</Standard/Artifact>>")),
    "parent-pair": ("A", tagged(), changed(23, b"<</Nums[0[21 0 R]]>>")),
    "parent-pair-added": ("C", tagged(), changed(23, b"<</Nums[0[22 0 R]1 22 0 R]>>")),
    "tree-other": ("A", tagged(), added(b"<</Type/StructTreeRoot/K 21 0 R>>", lambda d, n: {CATALOG: d.catalog().replace(b"/StructTreeRoot 20 0 R", b"/StructTreeRoot %d 0 R" % n)})),
    "tree-class-map": ("C", tagged(), changed(20, lambda d: d.objects[20][:-2] + b"/ClassMap<</A<</O/Layout>>>>>>")),
    "page-is-form": ("A", dict(page=(PAGE_WITH % b"/XObject 3 0 R"), more={CONTENT: stream(text("PAY 100 YUAN") + b" /Annots Do")}), added(BAD, lambda d, n: {PAGE: d.page(b"/Annots %d 0 R" % n)})),
    "hidden-old-version": ("A", dict(more={20: stream(b"\n4 0 obj\n" + stream(OTHER) + b"\nendobj\n", b"/X 1")}), lambda d: ({}, {"rows": {CONTENT: (d.data.index(b"4 0 obj\n<</Length 45") if b"4 0 obj\n<</Length 45" in d.data else d.data.rindex(b"\n4 0 obj") + 1, 0, b"n")}})),
    "name-with-slash": ("A", resources(b"/XObject<</X#2FP 3 0 R>>", text("PAY 100 YUAN") + b" /X#2FP Do"), page(b"/Rotate 90")),
}

# What these come to is no attack: the page is written after all; B signs a file
# in which A's signature is not.
LEFT_OUT = {("freed-page", "same"), ("prev-skips", "B"), ("prev-skips", "same"), ("prev-skips", "evidence-B")}
CLOSERS = ("B", "stamp", "same", "evidence-B")


def cases():
    """Every attack, in turn in every kind of section, with everything that may
    stand behind it."""
    every = [(name, kind, {}, change) for name, (kind, change) in PLAIN.items()]
    every += [(name, kind, before, change) for name, (kind, before, change) in PREPARED.items()]
    for i, (name, kind, before, change) in enumerate(every):
        for k, how in enumerate(CLOSERS):
            if how == "evidence-B" and (i % 3 or "/DSS" in repr(before)):
                continue
            form = FORMS[(i + k) % len(FORMS)]
            if (name, how) in LEFT_OUT or name == "string-object" and form == "packed":
                continue
            d = base(form, **before)
            d.marks["first"] = d.start
            d.sign(2)
            yield Case(f"{name}+{how}.{form}", with_attack(d, change, how).data, False, kind)
