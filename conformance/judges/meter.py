"""The agreement meter: has word processors set every report's DOCX and counts
how far their pages, lines and table edges agree with our PDF.

    meter --cache FOLDER --out FOLDER

--out has a folder for each value of --word-processor; in their folders are the
PDF and the DOCX of each report.
"""

import argparse
import os
import re
import sys
from pathlib import Path

import pikepdf

from . import agreement
from .docxtext import rewrite
from .engines import ENGINES, SAMPLES, STRESS
from .verdict import Missing, Sample, pad, width


def options():
    parser = argparse.ArgumentParser(prog="conformance/meter", description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where the judges' programs are")
    parser.add_argument("--out", type=Path, default=Path("out/agreement"), help="where the program wrote its files")
    parser.add_argument("--control", required=True, help="the PDF in a profile's folder of which broken copies are made, as controls")
    parser.add_argument("--only", default="", help="only word processors whose name has this in it")
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
    "three paragraphs 11 mm narrower": ("word/document.xml", lambda xml: xml.replace(
        b"<w:p><w:r>", b'<w:p><w:pPr><w:ind w:right="640"/></w:pPr><w:r>', 3)),  # no peculiarity may explain that
}


def controls(ours, engine, sample, folder):
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
    made |= dict(zip(SPOILED_DOCX, engine.convert(edited, folder / "set", sample)))
    for what, pdf in made.items():
        faults = agreement.compare(ours, pdf, engine.peculiarities).faults(engine.least[SAMPLES])
        print(f"control: {engine.name}: {what}: {faults[0] if faults else 'NOT NOTICED'}", flush=True)
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


def measure(engine, out, sample, most):
    """Agreement over all reports of each group, and a row for each report."""
    rows, totals = [agreement.HEADS], {}
    files = sorted(out.glob("*/*.docx"))
    for folder in sorted({f.parent for f in files}):
        docx = [f for f in files if f.parent == folder]
        group = STRESS if folder.name == "stress" else SAMPLES
        for source, theirs in zip(docx, engine.convert(docx, sample.scratch / engine.name / folder.name, sample)):
            found = agreement.compare(source.with_suffix(".pdf"), theirs, engine.peculiarities)
            name = f"{folder.name}/{source.stem}"
            rows.append(found.row(name))
            tell(f"{engine.name}: {name}", found.told, most)
            totals[group] = totals.get(group, agreement.Agreement()) + found
    return rows, totals


def explain(engine, total):
    """Every peculiarity and how many lines it made differ."""
    for p in engine.peculiarities:
        print(f"excepted: {total.excepted[p.name]} lines: {p.name}: {p.reason}")


def judge(engine, opt, sample):
    """The engine's rows for the last table, and what it failed."""
    out = opt.out.resolve() / engine.profile
    name = f"{engine.name} {engine.version(sample)}"
    rows, totals = measure(engine, out, sample, None if opt.all else agreement.SHOWN)
    ends = [total.row(f"{name}: {group}") for group, total in totals.items()]
    print(f"\n{name}, files for {engine.profile}")
    show([*rows, *ends])
    explain(engine, sum(totals.values(), agreement.Agreement()))
    faults = [f"{group}: {f}" for group, total in totals.items() for f in total.faults(engine.least[group])]
    faults += [f"control not noticed: {c}" for c in controls(out / opt.control, engine, sample, sample.scratch / engine.name / "controls")]
    if not totals:
        faults.append("no report was judged")
    return ends, [f"{name}: {f}" for f in faults]


def main():
    opt = options()
    root, cache = Path.cwd(), opt.cache.resolve()
    sample = Sample("", Path(), Path(), Path(), root, cache, cache / "work" / "meter")
    rows, failed = [("word processor", *agreement.HEADS[1:])], []
    for engine in ENGINES:
        if opt.only not in engine.name:
            continue
        try:
            ends, faults = judge(engine, opt, sample)
        except Missing as e:
            print(f"\n!!! NOT RUN: {engine.name}: {e}: whether its pages agree is not known.", flush=True)
            faults = [f"{engine.name} was not run"] if os.environ.get("CI") == "true" else []
            ends = [(engine.name, *["not run"] * (len(rows[0]) - 1))]
        rows += ends
        failed += faults
    print()
    show(rows)
    for line in failed:
        print(f"FAIL: {line}")
    return 1 if failed else 0


sys.exit(main())
