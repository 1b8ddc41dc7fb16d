"""Files that other programs made, signed by nianbao and by pyHanko, twice."""

import pathlib
import shutil
import subprocess
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from . import office
from .case import Case
from .honest import signed

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORD = "hostile"  # for the key file
TEXT = """<html><head><title>Report</title></head><body><h1>Report 2020</h1><p>PAY 100 YUAN</p>
<table border="1"><tr><td>1</td><td>2</td></tr></table></body></html>"""


def call(*args):
    subprocess.run([str(a) for a in args], check=True, capture_output=True, timeout=900)


def makers(folder):
    """What each program makes of one page; LibreOffice's is the first."""
    page, made = folder / "page.html", {n: folder / f"{n}.pdf" for n in ("libreoffice", "ghostscript", "linearized", "packed", "mutool")}
    page.write_text(TEXT)
    call("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", folder, page)
    shutil.move(folder / "page.pdf", made["libreoffice"])
    first = made["libreoffice"]
    call("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-o", made["ghostscript"], first)
    call("qpdf", "--linearize", first, made["linearized"])
    call("qpdf", "--object-streams=generate", first, made["packed"])
    call("mutool", "clean", "-gggg", "-z", first, made["mutool"])
    return made


def key_file(folder):
    file = folder / "signer.p12"
    cert = x509.load_der_x509_certificate(office.der(2))
    file.write_bytes(pkcs12.serialize_key_and_certificates(
        b"signer", office.key(2), cert, [office.ROOT], serialization.BestAvailableEncryption(WORD.encode())))
    (folder / "word").write_text(WORD)
    return file


def ours(folder, data):
    """What nianbao sign makes of a file."""
    source, target = folder / "source.pdf", folder / "target.pdf"
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    call(ROOT / "bin" / "nianbao", "sign", source, "--key", folder / "signer.p12", "--passphrase-file", folder / "word", "-o", target)
    return target.read_bytes()


def cases():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        key_file(folder)
        for name, file in makers(folder).items():
            data = file.read_bytes()
            mine = ours(folder, data)
            made = {"ours": mine, "ours-twice": ours(folder, mine)}
            if name != "mutool":  # object 0 of its files has generation 65536, which pyHanko does not read
                theirs = signed(data)
                made |= {"ours-theirs": signed(mine, 3), "ours-theirs-LTA": signed(mine, 3, lt=True, lta=True), "theirs": theirs, "theirs-twice": signed(theirs, 3),
                         "theirs-ours": ours(folder, theirs), "theirs-ours-theirs": signed(ours(folder, theirs), 3), "theirs-LTA": signed(data, lt=True, lta=True)}
            for who, result in made.items():
                yield Case(f"{name}-{who}", result, True, "foreign")
