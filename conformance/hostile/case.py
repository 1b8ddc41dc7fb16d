"""What a case of the corpus is, and how an attack becomes many: in each kind of
section, and with each thing that may stand behind it."""

from dataclasses import dataclass

from . import office, raw

FORMS = ("table", "stream", "packed")


@dataclass
class Case:
    name: str
    data: bytes
    accept: bool  # the right verdict
    kind: str     # honest; A: content changed, hidden or covered, or nobody signed; B: a lock, a certificate; C: nothing vouches for it
    told: str = ""  # what the verdict must say besides


def der_stream(data):
    return raw.stream(data, packed=True)


def evidence(d, vri=False, more=()):
    """The objects of a document security store, and the catalog with it."""
    held = d.marks.setdefault("evidence", [])
    objects = {}
    for blob in (office.der(1), office.der(2), *more) if not held else more:
        n = d.new()
        objects[n] = der_stream(blob)
        held.append(n)
    if "crl" not in d.marks:
        d.marks["crl"] = d.new()
        objects[d.marks["crl"]] = der_stream(office.revocation_list())
    refs = b" ".join(b"%d 0 R" % n for n in held)
    if vri:
        at = d.new()
        objects[at] = b"<</Type/VRI/Cert[%s]/CRL[%d 0 R]/TU(D:20260102000000Z)>>" % (refs, d.marks["crl"])
        d.marks["vri"] = b"/VRI<</0123456789ABCDEF0123456789ABCDEF01234567 %d 0 R>>" % at
    store = b"<</Type/DSS/Certs[%s]/CRLs[%d 0 R]%s>>" % (refs, d.marks["crl"], d.marks.get("vri", b""))
    if "store" not in d.marks:
        d.marks["store"] = d.new()
        objects[raw.CATALOG] = d.catalog(b"/DSS %d 0 R" % d.marks["store"])
    objects[d.marks["store"]] = store
    return objects


def add_evidence(d, **options):
    return d.update(evidence(d, **options))


def close(d, how):
    """What stands behind an attack, to vouch for the whole file."""
    match how:
        case "B":
            return d.sign(3)
        case "stamp":
            return d.sign(3, stamp=True)
        case "evidence-B":
            return add_evidence(d).sign(3)
    raise ValueError(how)


def with_attack(d, change, how):
    """Applies a change: change(d) gives the objects of an update and its
    options."""
    objects, options = change(d)
    if how == "same":
        return d.sign(3, extra=objects, **options)
    d.update(objects, **options)
    return close(d, how)
