"""The agreement meter: sets every report's DOCX with LibreOffice and counts how
far its pages, lines and table edges agree with our PDF.

    meter --cache FOLDER --out FOLDER

The folders in --out hold the PDF and the DOCX of each report, made with
--word-processor libreoffice.
"""

import argparse
import re
import sys
from pathlib import Path

import pikepdf

from . import agreement, fontnames
from .docxtext import rewrite
from .office import convert
from .verdict import Sample, pad, width


def options():
    parser = argparse.ArgumentParser(prog="conformance/meter", description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where the judges' programs are")
    parser.add_argument("--out", type=Path, default=Path("out/agreement"), help="where the program wrote its files")
    parser.add_argument("--control", type=Path, required=True, help="the PDF of which broken copies are made, as controls")
    parser.add_argument("--all", action="store_true", help="tell every disagreement, not only the first")
    return parser.parse_args()


# Copies with one deliberate fault each: a meter that finds them good is blind.

def shifted(ours, target):
    """Everything 2 mm lower, as an upper margin that is too large would do."""
    with pikepdf.open(ours) as pdf:
        for page in pdf.pages:
            page.contents_add(b"q 1 0 0 1 0 -5.67 cm", prepend=True)
            page.contents_add(b"Q")
        pdf.save(target)


def squeezed(ours, target):
    """Tables and text 1 % narrower."""
    with pikepdf.open(ours) as pdf:
        for page in pdf.pages:
            page.contents_add(b"q 0.99 0 0 1 0 0 cm", prepend=True)
            page.contents_add(b"Q")
        pdf.save(target)


def page_gone(ours, target):
    with pikepdf.open(ours) as pdf:
        del pdf.pages[-1]
        pdf.save(target)


SPOILED_PDF = {"pages 2 mm lower": shifted, "pages 1 % narrower": squeezed, "last page gone": page_gone}

SPOILED_DOCX = {  # part of the package, what is changed in it
    "larger type": ("word/styles.xml", lambda xml: re.sub(rb'<w:sz w:val="32"/>', b'<w:sz w:val="34"/>', xml)),
    "right margin 6 mm wider": ("word/document.xml", lambda xml: re.sub(
        rb'w:right="(\d+)"(?=[^>]*w:header)', lambda m: b'w:right="%d"' % (int(m[1]) + 340), xml)),
    "rows 1 mm higher": ("word/document.xml", lambda xml: re.sub(
        rb'(<w:trHeight w:val=")(\d+)', lambda m: m[1] + b"%d" % (int(m[2]) + 57), xml)),
}


def controls(ours, conf, folder):
    """Controls that were not noticed."""
    docx = ours.with_suffix(".docx")
    folder.mkdir(parents=True, exist_ok=True)
    missed, made = [], {}
    for n, (what, spoil) in enumerate(SPOILED_PDF.items()):
        made[what] = folder / f"pdf-{n}.pdf"
        spoil(ours, made[what])
    edited = []
    for n, (what, (part, change)) in enumerate(SPOILED_DOCX.items()):
        edited.append(rewrite(docx, folder / f"docx-{n}.docx", part, change))
    made |= dict(zip(SPOILED_DOCX, convert(edited, "pdf", folder / "set", conf)))
    for what, pdf in made.items():
        faults = agreement.compare(ours, pdf).faults()
        print(f"control: {what}: {faults[0] if faults else 'NOT NOTICED'}")
        if not faults:
            missed.append(what)
    return missed


def tell(name, told, most):
    for line in told[:most]:
        print(f"{name}: {line}")
    if most is not None and len(told) > most:
        print(f"{name}: … and {len(told) - most} more (--all tells them)")


def show(rows):
    sizes = [max(width(r[i]) for r in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(pad(c, n) for c, n in zip(row, sizes)).rstrip())


def main():
    opt = options()
    root, cache = Path.cwd(), opt.cache.resolve()
    scratch = cache / "work" / "meter"
    sample = Sample("", Path(), Path(), Path(), root, cache, scratch)
    conf = fontnames.write(sample)
    rows, total = [agreement.HEADS], agreement.Agreement()
    for folder in sorted(p for p in opt.out.resolve().rglob("*") if p.is_dir()):
        docx = sorted(folder.glob("*.docx"))
        for source, theirs in zip(docx, convert(docx, "pdf", scratch / "set" / folder.name, conf) if docx else []):
            found = agreement.compare(source.with_suffix(".pdf"), theirs)
            name = f"{folder.name}/{source.stem}"
            rows.append(found.row(name))
            tell(name, found.told, None if opt.all else agreement.SHOWN)
            total += found
    rows.append(total.row("in total"))
    show(rows)
    faults = total.faults()
    missed = controls(opt.control.resolve(), conf, scratch / "controls")
    for line in faults:
        print(f"FAIL: {line}")
    return 1 if faults or missed else 0


sys.exit(main())
