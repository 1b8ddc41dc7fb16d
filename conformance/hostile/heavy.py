"""Small files that are made to stop the program or to fill the memory: each may
take SECONDS of processor time and MEMORY at most, whatever is said of it."""

import os
import pathlib
import resource
import subprocess
import zlib

from . import raw
from .raw import base, stream

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS, MEMORY = 2.0, 200 << 20


def packed(data, extra=b""):
    data = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (extra, len(data), data)


def chain(first, body, last, levels):
    """Objects of which each leads to the next several times."""
    return {first + i: body.replace(b"@", b"%d 0 R" % (first + i + 1)) for i in range(levels)} | {first + levels: last}


def plain(more, catalog=b"", **options):
    return base("table", catalog=catalog, more=more, **options)


def rows(sections):
    """Cross-reference streams of eight million rows."""
    out, prev, data = b"%PDF-1.7\n", b"", zlib.compress(bytes(8 << 20), 9)
    for _ in range(sections):
        at = len(out)
        out += b"4 0 obj\n<</Type/XRef/Size 8388607/W[0 1 0]/Index[0 8388607]/Root 1 0 R%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (prev, len(data), data)
        prev = b"/Prev %d" % at
        out += b"startxref\n%d\n%%%%EOF\n" % at
    return out


def loop():
    """Two sections, each before the other."""
    d = base("table")
    first = d.start
    d.update({}, prev=first)
    return d.data.replace(b"/Info 6 0 R>>", b"/Prev %5d>>" % d.start, 1)


def wide(entries):
    """A section whose numbers are far beyond its rows."""
    body = b"<</Type/XRef/Root 1 0 R%s/Length 0>>\nstream\n\nendstream" % entries
    return b"%%PDF-1.7\n4 0 obj\n%s\nendobj\nstartxref\n9\n%%%%EOF\n" % body


def dictionary(size):
    return b"<<%s>>" % b"".join(b"/K%d 0" % i for i in range(size))


def signatures(d, count):
    n = d.held
    d.fields += range(5000, 5000 + count)
    return d.update({**{i: b"<</FT/Sig/T(F%d)/V %d 0 R>>" % (i, n) for i in range(5000, 5000 + count)}, raw.FORM: d.acroform()}, size=5000 + count)


def packs(count):
    """Object streams of 60 MB each, that hold one thing."""
    d = base("stream", more={}, annots=range(30, 30 + count))
    homes = {60 + i: packed(b"%d 0 <<>>" % (30 + i) + b" " * (60 << 20), b"/Type/ObjStm/N 1/First 5") for i in range(count)}
    return d.update(homes, entries={30 + i: (2, 60 + i, 0) for i in range(count)}, size=60 + count + 1)


def xmp(text):
    """A's signature, and metadata of this kind behind it, signed by B."""
    d = base("table").sign(2)
    return d.update({raw.XMP: packed(text, b"/Type/Metadata/Subtype/XML")}).sign(3)


BOMB = packed(bytes(64 << 20))
ATTACHED = b"/Names<</EmbeddedFiles 20 0 R>>"
SPECS = b"<</Names[%s]>>" % b"".join(b"(f%d) 21 0 R" % i for i in range(60))

FILES = {  # what is asked of each: verify, sign or extract
    "parents": ("sign", lambda: plain({20: b"<</ParentTree 21 0 R>>"} | chain(21, b"<</Kids[@ @]>>", b"<</Nums[]>>", 31), b"/StructTreeRoot 20 0 R")),
    "parents-signed": ("verify", lambda: plain({20: b"<</K[]/ParentTree 21 0 R>>"} | chain(21, b"<</Kids[@ @]>>", b"<</Nums[]>>", 31), b"/StructTreeRoot 20 0 R").sign(2).sign(3)),
    "attachments": ("extract", lambda: plain({20: SPECS, 21: b"<</Type/Filespec/F(a)/EF<</F 22 0 R>>>>", 22: BOMB}, ATTACHED)),
    "rows": ("verify", lambda: rows(1)),
    "rows-often": ("verify", lambda: rows(60)),
    "object-streams": ("verify", lambda: packs(6).sign(2).sign(3)),
    "dictionaries": ("verify", lambda: plain({20 + i: dictionary(19999) for i in range(50)} | {19: b"[%s]" % b" ".join(b"%d 0 R" % (20 + i) for i in range(50))}, b"/X 19 0 R").sign(2).sign(3)),
    "signatures": ("verify", lambda: signatures(base("table").sign(2), 3000)),
    "names": ("extract", lambda: plain(chain(20, b"<</Kids[%s]>>" % (b"@ " * 500), b"<</Names[]>>", 18), ATTACHED)),
    "names-round": ("extract", lambda: plain({20: b"<</Kids[%s]>>" % (b"20 0 R " * 500)}, ATTACHED)),
    "pages": ("verify", lambda: plain(chain(20, b"<</Type/Pages/Kids[%s]/Count 9>>" % (b"@ " * 200), b"<</Type/Page>>", 25), pages=b"<</Type/Pages/Kids[3 0 R 20 0 R]/Count 9>>").sign(2).sign(3)),
    "pages-round": ("verify", lambda: plain({20: b"<</Type/Pages/Kids[2 0 R 20 0 R]/Count 9>>"}, pages=b"<</Type/Pages/Kids[3 0 R 20 0 R]/Count 9>>").sign(2).sign(3)),
    "outline": ("verify", lambda: plain({20: b"<</First 21 0 R>>", 21: b"<</Next 21 0 R/Prev 20 0 R/First 20 0 R/Title(a)>>"}, b"/Outlines 20 0 R").sign(2).sign(3)),
    "fields": ("verify", lambda: plain(chain(20, b"<</T(a)/Kids[%s]>>" % (b"@ " * 200), b"<</FT/Sig/T(b)>>", 25), fields=[20]).sign(2).sign(3)),
    "nested-arrays": ("verify", lambda: plain({20: b"[" * 100_000 + b"]" * 100_000}, b"/X 20 0 R").sign(2).sign(3)),
    "filters": ("verify", lambda: plain({20: packed(zlib.compress(zlib.compress(bytes(64 << 20))), b"/Type/ObjStm").replace(b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode/FlateDecode]")}, b"/DSS<</Certs[20 0 R]>>").sign(2).sign(3)),
    "predictor": ("verify", lambda: plain({20: packed(bytes(30 << 20), b"/DecodeParms<</Predictor 15/Columns 1048576/Colors 32/BitsPerComponent 16>>")}, b"/DSS<</Certs[20 0 R]>>").sign(2).sign(3)),
    "predictor-narrow": ("verify", lambda: plain({20: packed(bytes(30 << 20), b"/DecodeParms<</Predictor 12/Columns 1>>")}, b"/DSS<</Certs[20 0 R]>>").sign(2).sign(3)),
    "image": ("verify", lambda: plain({20: packed(b"\0" * 1000, b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"), 21: stream(b"\0", b"/Subtype/Image/Width 99999/Height 99999/Filter/JBIG2Decode")}, b"/X[20 0 R 21 0 R]").sign(2).sign(3)),
    "loop": ("verify", loop),
    "widths": ("verify", lambda: wide(b"/Size 8388607/W[8 8 8]")),
    "index": ("verify", lambda: wide(b"/Size 8388607/W[0 1 0]/Index[0 9223372036854775807]")),
    "object-stream-itself": ("verify", lambda: base("stream").update({}, entries={60: (2, 60, 0), 4: (2, 60, 0)}, size=62).sign(2).sign(3)),
    "length-itself": ("verify", lambda: plain({20: b"<</Length 20 0 R>>\nstream\n\nendstream"}, b"/X 20 0 R").sign(2).sign(3)),
    "xmp-deep": ("verify", lambda: xmp(b'<a b="1">' * 60_000 + b"</a>" * 60_000)),
    "xmp-name": ("verify", lambda: xmp(b'<a:r xmlns:a="%s">' % (b"u" * 500_000) + b"<a:b>1</a:b>" * 30_000 + b"</a:r>")),
    "xmp-wide": ("verify", lambda: xmp(b"<r>" + b'<a b="1"/>' * 90_000 + b"</r>")),
    "xmp-long-names": ("verify", lambda: xmp(nested_names(b"n" * 150, 36, 80_000))),
    "states": ("verify", lambda: many_states(290)),
    "references": ("verify", lambda: referring(b"5 0 R " * 1_300_000)),
    "references-nowhere": ("verify", lambda: referring(b"".join(b"%d 0 R " % i for i in range(100, 1_000_000)))),
    "references-everywhere": ("verify", lambda: referring(b" ".join(b"[%s]" % (b"%d 0 R " % i * 2) for i in range(100, 400_000)))),
}


def many_states(count):
    d = base("table").sign(2)
    for i in range(count):
        d.update({raw.INFO: b"<</Title(Title)/ModDate(D:2026%d)>>" % i})
    return d


def referring(refs):
    """An array of references, walked again in each of many states."""
    d = base("packed", more={30: b"[%s]" % refs}, catalog=b"/X 30 0 R").sign(2, form="packed")
    for _ in range(290):
        d.update({}, form="table")
    return d


def nested_names(name, deep, texts):
    """Short texts below elements with long names."""
    return b"<r>" + (b"<%s>" % name) * deep + b"".join(b"%x<b/>" % i for i in range(texts)) + (b"</%s>" % name) * deep + b"</r>"


def seal():
    """A picture of 100 dots square, the right half of it transparent."""
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    lines = (b"\0" + b"\xff\0\0\xff" * 50 + b"\0" * 200) * 100
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes([0, 0, 0, 100, 0, 0, 0, 100, 8, 6, 0, 0, 0])) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def asked(what, file, folder):
    program = str(ROOT / "bin" / "nianbao")
    if what == "extract":
        return [program, "extract", str(file), "-o", str(folder / "out")]
    if what == "sign":
        return [program, "sign", str(file), "--key", str(folder / "signer.p12"), "--passphrase-file", str(folder / "word"), "--seal", str(folder / "seal.png"), "--place", "1,100,100", "-o", str(folder / "signed.pdf")]
    return [program, "verify", str(file)]


def measure(args):
    """Processor seconds and bytes of memory of a program; it must end by itself, with a word."""
    child = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)))
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, child.returncode


def run(folder):
    """Runs them all; gives those that took too much."""
    (folder / "out").mkdir(exist_ok=True)
    (folder / "seal.png").write_bytes(seal())
    over, most = [], (0.0, 0)
    for name, (what, make) in FILES.items():
        made = make()
        file = folder / f"heavy-{name}.pdf"
        file.write_bytes(made if isinstance(made, bytes) else made.data)
        seconds, memory, code = measure(asked(what, file, folder))
        most = max(most[0], seconds), max(most[1], memory)
        if seconds > SECONDS or memory > MEMORY or code not in (0, 1):
            over.append(f"{name}: {seconds:.1f} s, {memory >> 20} MB, exit code {code}")
    print(f"{len(FILES)} small files that exhaust: at most {most[0]:.1f} s and {most[1] >> 20} MB")
    seconds, memory, _ = measure(["python3", "-c", "b = b'x' * (300 << 20)"])
    if seconds <= SECONDS and memory <= MEMORY:
        over.append("control: a program that takes more is not noticed")
    return over
