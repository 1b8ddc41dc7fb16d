"""Files that must be accepted, and those that break what a signature permits."""

import asyncio
import hashlib
import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext

from . import office, raw
from .case import FORMS, Case, add_evidence
from .raw import CONTENT, FORM, INFO, PAGE, XMP, base

SEAL = b"1 0 0 RG 5 w 100 100 300 300 re S"
EMPTY = {20: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 132/P 3 0 R/Rect[50 50 150 150]%s>>"}
INFO_NEW = b"<</Title(Title)/ModDate(D:20260301000000Z)/Producer(Other)>>"


def certify(level):
    return b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P %d/V/1.2>>>>]" % level


def certified(d, level):
    """A certifies: the catalog names the signature that comes two numbers on."""
    return d.sign(2, value=certify(level), extra={raw.CATALOG: d.catalog(b"/Perms<</DocMDP %d 0 R>>" % (d.size + 1))})


def prepared(form, lock=b"", at=None):
    return base(form, fields=[20], annots=[20], more={20: EMPTY[20] % lock, **(at or {})})


def fill(d, who, lock=b"", **more):
    """Signs the field that was prepared."""
    body = EMPTY[20][:-4] + lock + b"/V %d 0 R>>" % d.size
    return d.sign(who, field_number=20, extra={20: body}, **more)


def raw_cases(form):
    a = base(form).sign(2)
    yes, no = [], []
    yes.append(("A", a))
    yes.append(("A+B", a.copy().sign(3)))
    yes.append(("A+B-seen", a.copy().sign(3, rect=b"[100 100 200 200]", picture=SEAL)))
    no.append(("A+B-covers", a.copy().sign(3, rect=b"[0 0 595 842]", picture=SEAL), "A"))
    pieces = a.copy()
    for y in range(0, 842, 170):
        pieces.sign(3, rect=b"[0 %d 595 %d]" % (y, y + 170), picture=SEAL)
    no.append(("A+B-covers-in-pieces", pieces, "A"))
    cropped = base(form, page=b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[60 690 400 5000]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s%s>>")
    no.append(("A+B-covers-what-is-seen", cropped.sign(2).sign(3, rect=b"[60 690 400 842]", picture=SEAL), "A"))
    no.append(("A+stamp-seen", a.copy().sign(3, stamp=True, rect=b"[100 100 200 200]", picture=SEAL), "A"))
    no.append(("stamp-alone", base(form).sign(3, stamp=True), "A"))
    yes.append(("A+stamp", a.copy().sign(3, stamp=True)))
    yes.append(("A+B+stamp", a.copy().sign(3).sign(3, stamp=True)))
    yes.append(("A+evidence", add_evidence(a.copy())))
    yes.append(("A+evidence+stamp", add_evidence(a.copy(), vri=True).sign(3, stamp=True)))
    lta = add_evidence(add_evidence(a.copy(), vri=True).sign(3, stamp=True), more=(office.der(3),))
    yes.append(("A+evidence+stamp+evidence", lta))
    yes.append(("A+evidence+stamp+evidence+stamp", lta.copy().sign(3, stamp=True)))
    yes.append(("dates", a.copy().update({INFO: INFO_NEW, XMP: raw.xmp(date=b"2026-03-01T00:00:00Z")}).sign(3)))
    bare = base(form, metadata=b"").sign(2)
    for name, title, where in (("xmp-added", b"Title", yes), ("xmp-added-says-more", b"PAY 999999", no)):
        d = bare.copy()
        n = d.new()
        d.marks["metadata"] = b"/Metadata %d 0 R" % n
        d.update({n: raw.xmp(title=title), raw.CATALOG: d.catalog()}).sign(3)
        where.append((name, d, "A"))
    latin = base(form, info=b"/Author(Jos\\351)").sign(2)
    for name, author, where in (("info-in-utf16", b"<FEFF004A006F007300E9>", yes), ("info-in-utf8", b"<EFBBBF4A6F73C3A9>", yes), ("info-other", b"<FEFF004A006F007300C9>", no)):
        where.append((name, latin.copy().update({INFO: latin.objects[INFO].replace(b"(Jos\\351)", author)}).sign(3), "A"))
    no.append(("dates-unsigned", a.copy().update({INFO: INFO_NEW}), "C"))
    yes.append(("nothing+B", a.copy().update({}).sign(3)))
    yes.append(("written-again+B", a.copy().update({CONTENT: a.objects[CONTENT]}).sign(3)))
    for level in (1, 2, 3):
        c = certified(base(form), level)
        yes.append((f"P{level}", c))
        yes.append((f"P{level}+stamp", c.copy().sign(3, stamp=True)))
        yes.append((f"P{level}+evidence+stamp+evidence", add_evidence(add_evidence(c.copy()).sign(3, stamp=True), more=(office.der(3),))))
        (no if level == 1 else yes).append((f"P{level}+B", c.copy().sign(3), "B"))
        no.append((f"P{level}+B-seen", c.copy().sign(3, rect=b"[100 100 200 200]", picture=SEAL), "B"))
    lock = b"/Lock<</Type/SigFieldLock/Action/All/P 1>>"
    d = prepared(form)
    yes.append(("prepared", d.copy().sign(2)))
    yes.append(("prepared-filled", fill(d.copy().sign(2), 3)))
    yes.append(("prepared-stamped", fill(d.copy().sign(2), 3, stamp=True)))
    looks = b"/AP<</N 21 0 R>>>>"
    seen = base(form, fields=[20], annots=[20], more={20: EMPTY[20][:-4] + looks, 21: raw.stream(SEAL, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")}).sign(2)
    no.append(("prepared-picture-gone", fill(seen.copy(), 3, b"/AP<<>>"), "A"))
    no.append(("prepared-picture-gone+stamp", fill(seen.copy(), 3, b"/AP<<>>", stamp=True), "A"))
    def sign_here(d, who=3, looks=SEAL, **more):
        n, value = d.new(), d.size
        body = EMPTY[20][:-4] + b"/AP<</N %d 0 R>>/V %d 0 R>>" % (n, value)
        return d.sign(who, field_number=20, extra={20: body, n: raw.stream(looks, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")}, **more)
    yes.append(("sign-here", sign_here(seen.copy())))
    yes.append(("sign-here+stamp", sign_here(seen.copy()).sign(3, stamp=True)))
    no.append(("sign-here-emptied", sign_here(seen.copy(), looks=b"q Q"), "A"))
    no.append(("sign-here-stamped", sign_here(seen.copy(), stamp=True), "A"))
    no.append(("sign-here-unsigned", seen.copy().update({21: raw.stream(b"1 g 0 0 595 842 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")}).sign(3), "A"))
    wide = lambda d: {k: v.replace(b"[50 50 150 150]", b"[0 0 595 842]") for k, v in d.items()}
    large = base(form, fields=[20], annots=[20], more=wide({20: EMPTY[20][:-4] + looks, 21: raw.stream(SEAL, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")})).sign(2)
    n, value = large.new(), large.size
    no.append(("sign-here-all-over", large.sign(3, field_number=20, extra=wide({20: EMPTY[20][:-4] + b"/AP<</N %d 0 R>>/V %d 0 R>>" % (n, value)}) | {n: raw.stream(SEAL, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")}), "A"))
    wrong = lambda der: office.message(3, hashlib.sha256(b"another file").digest())
    yes.append(("not-in-form", a.copy().sign(3, in_form=False)))
    yes.append(("not-in-form-remainder", base(form).sign(3, in_form=False, closer=wrong).sign(2)))
    no.append(("not-in-form-broken", a.copy().sign(3, in_form=False, closer=wrong), "A"))
    no.append(("not-in-form-covers", a.copy().sign(3, in_form=False, rect=b"[0 0 595 842]", picture=SEAL), "A"))
    no.append(("not-in-form-locked", base(form).sign(2, widget=b"/Lock<</Type/SigFieldLock/Action/All>>").sign(3, in_form=False), "B"))
    no.append(("not-in-form-alone-stamp", base(form).sign(3, stamp=True, in_form=False), "A"))
    yes.append(("lock-P1", fill(prepared(form, lock), 2, lock)))
    yes.append(("lock-P1+stamp", fill(prepared(form, lock), 2, lock).sign(3, stamp=True)))
    no.append(("lock-P1+B", fill(prepared(form, lock), 2, lock).sign(3), "B"))
    field_lock = b"/Lock<</Type/SigFieldLock/Action/Include/Fields[(Later)]>>"
    no.append(("lock-field+filled", fill(d.copy().sign(2, widget=field_lock), 3), "B"))
    yes.append(("lock-other+filled", fill(d.copy().sign(2, widget=field_lock.replace(b"Later", b"Other")), 3)))
    yes += [(name, x) for name, x in (
        ("annots-object", base(form, page=b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s%s>>").sign(2).sign(3)),
        ("link", base(form, annots=[20], more={20: b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>"}).sign(2).sign(3)),
        ("outline", base(form, catalog=b"/Outlines 20 0 R", more={20: b"<</First 21 0 R/Last 21 0 R/Count 1>>", 21: b"<</Title(a)/Parent 20 0 R/Dest[3 0 R/Fit]>>"}).sign(2).sign(3)),
        ("remark", a.copy().sign(3)),
    )]
    return yes, no


def signed(data, who=2, *, stamp=False, lt=False, lta=False, **meta):
    """What pyHanko makes of a file."""
    context = ValidationContext(trust_roots=[office.theirs(office.ROOT)], crls=[office.their_list()], allow_fetching=False, revocation_mode="soft-fail") if lt else None
    meta = signers.PdfSignatureMetadata(**{"field_name": f"Theirs{who}", "subfilter": SigSeedSubFilter.PADES, "md_algorithm": "sha256",
                                           "embed_validation_info": lt, "use_pades_lta": lta, "validation_context": context, **meta})
    w = IncrementalPdfFileWriter(io.BytesIO(data))
    return signers.PdfSigner(meta, office.signer(who), timestamper=office.stamper() if stamp or lt else None).sign_pdf(w).getvalue()


def their_cases(data):
    """Files by pyHanko over a base file."""
    once = signed(data)
    yield "their-B", once
    w = IncrementalPdfFileWriter(io.BytesIO(data))
    fields.append_signature_field(w, SigFieldSpec("Theirs3", on_page=0, box=(50, 50, 150, 150), empty_field_appearance=True))
    w.write_in_place()
    boxed = signed(w.prev.stream.getvalue())
    yield "their-box", boxed
    w = IncrementalPdfFileWriter(io.BytesIO(boxed))
    meta = signers.PdfSignatureMetadata(field_name="Theirs3", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    yield "their-box-signed", signers.PdfSigner(meta, office.signer(3), stamp_style=TextStampStyle(stamp_text="Signed")).sign_pdf(w).getvalue()
    yield "their-T", signed(data, stamp=True)
    yield "their-LT", signed(data, lt=True)
    yield "their-LTA", signed(data, lt=True, lta=True)
    yield "their-twice", signed(once, 3)
    yield "their-twice-LTA", signed(once, 3, lt=True, lta=True)
    for level in MDPPerm:
        c = signed(data, certify=True, docmdp_permissions=level)
        w = IncrementalPdfFileWriter(io.BytesIO(c))
        stamped = asyncio.run(signers.PdfTimeStamper(office.stamper()).async_timestamp_pdf(w, "sha256"))
        yield f"their-{level.name}+stamp", stamped.getvalue()


def cases():
    for form in FORMS:
        yes, no = raw_cases(form)
        for name, d, *_ in yes:
            yield Case(f"{name}.{form}", d.data, True, "honest")
        for name, d, kind in no:
            yield Case(f"{name}.{form}", d.data, False, kind)
        for name, data in their_cases(base(form).data):
            yield Case(f"{name}.{form}", data, True, "honest")
