"""Judges the PDF by programs that read PDF files: they must read it without a
word of complaint."""

import re

import pikepdf

from .tools import call, output, silent
from .verdict import judge

# What Debian's MuPDF says of itself when a file has an output intent.
NO_ICC = "warning: ICC support is not available"


def broken_xref(sample, folder):
    """The cross-reference table is somewhere else than the file says."""
    data = sample.pdf.read_bytes()
    target = folder / "xref.pdf"
    target.write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n7", data))
    return sample.spoiled(pdf=target)


def broken_content(sample, folder):
    """Operators that do not exist, a text object that never ends."""
    target = folder / "content.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nBT /Nofont 12 Tf (x) Tj frob ) >> Q Q\n")
        pdf.save(target)
    return sample.spoiled(pdf=target)


def damaged_font(sample, folder):
    """Font programs that end after a quarter."""
    target = folder / "font.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary):
                for key in ("/FontFile2", "/FontFile3"):
                    if key in obj:
                        data = obj[key].read_bytes()
                        obj[key].write(data[: len(data) // 4])
        pdf.save(target)
    return sample.spoiled(pdf=target)


def no_embedding(sample, folder):
    """Font descriptors without a font program."""
    target = folder / "unembedded.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary):
                for key in ("/FontFile2", "/FontFile3"):
                    if key in obj:
                        del obj[key]
        pdf.save(target)
    return sample.spoiled(pdf=target)


def no_unicode(sample, folder):
    target = folder / "tounicode.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary) and "/ToUnicode" in obj:
                del obj["/ToUnicode"]
        pdf.save(target)
    return sample.spoiled(pdf=target)


def in_colour(sample, folder):
    """A red page."""
    target = folder / "red.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(b"1 0 0 rg 0 0 100 100 re f\n" + page.Contents.read_bytes())
        pdf.save(target)
    return sample.spoiled(pdf=target)


@judge("qpdf --check", "pdf", any_pdf=True, broken_xref=broken_xref)
def qpdf(sample):
    done = call("qpdf", "--check", sample.pdf)
    good = done.returncode == 0 and "No syntax or stream encoding errors found" in done.stdout
    return [] if good else [f"exit {done.returncode}", *(done.stdout + done.stderr).splitlines()[:20]]


@judge("MuPDF: read and rewrite", "pdf", any_pdf=True, broken_xref=broken_xref)
def mutool(sample):
    info = call("mutool", "info", sample.pdf)
    said = info.stderr.splitlines() + ([f"mutool info: exit {info.returncode}"] if info.returncode else [])
    clean = sample.scratch / "clean.pdf"
    return said + silent("mutool", "clean", "-gggg", sample.pdf, clean)


@judge("MuPDF: draw", "pdf", any_pdf=True, broken_content=broken_content, damaged_font=damaged_font)
def draw(sample):
    said = silent("mutool", "draw", "-q", "-r", "40", "-F", "pgm", "-o", sample.scratch / "draw%d.pgm", sample.pdf)
    return [line for line in said if line != NO_ICC]


@judge("poppler: draw", "pdf", any_pdf=True, broken_content=broken_content, damaged_font=damaged_font)
def poppler(sample):
    return silent("pdftoppm", "-r", "40", "-gray", sample.pdf, sample.scratch / "poppler")


@judge("Ghostscript", "pdf", any_pdf=True, broken_content=broken_content)
def ghostscript(sample):
    return silent("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dPDFSTOPONWARNING", "-sDEVICE=bit", "-r40",
                  "-o", "/dev/null", sample.pdf)


@judge("Ghostscript: black only", "pdf", any_pdf=True, red_page=in_colour)
def ink(sample):
    """An official document is printed in black: no other ink on any page."""
    complaints = []
    for n, line in enumerate(output("gs", "-q", "-sDEVICE=inkcov", "-o", "-", sample.pdf).splitlines(), 1):
        c, m, y, k = map(float, line.split()[:4])
        if c or m or y or not k:
            complaints.append(f"page {n}: inks {line.strip()}")
    return complaints or ([] if n else ["no page"])


@judge("pdffonts", "pdf", any_pdf=True, no_font_embedded=no_embedding, no_ToUnicode=no_unicode)
def fonts(sample):
    rows = output("pdffonts", sample.pdf).splitlines()[2:]
    complaints = [] if rows else ["no fonts"]
    for row in rows:
        embedded, subset, unicode = row.split()[-5:-2]
        if (embedded, subset, unicode) != ("yes", "yes", "yes"):
            complaints.append(f"not embedded, subset and with ToUnicode: {row.strip()}")
    return complaints
