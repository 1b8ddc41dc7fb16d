"""Judges reports made by chance: builds each, and looks whether every character
stands once in the PDF and in the Word file, every cell in its place, and nothing
outside the text area, over something else or alone.

    chance --cache FOLDER --reports FOLDER

A report may be refused, with a message that names a place; the program may not
fall over.
"""

import argparse
import dataclasses
import re
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pikepdf

from . import compose, docxtext, inside, trace
from .flow import placed
from .pdftext import page_twice
from .ruler import moved
from .tools import call
from .verdict import Sample

REFUSED = 0.1  # of the reports that may be refused
UNREPEATED = "各页都不重复表头"  # what the program says where heading rows cannot be repeated


def sample_of(report, root):
    out = report.parent / "out"
    return Sample(report.stem, report, out / f"{report.stem}.pdf", out / f"{report.stem}.docx", root, Path(), out)


def judge(job):
    """Builds a report and gives its complaints; None: it was refused, and told so."""
    report, root, program = job
    built = call(program, "build", report, "-o", report.parent / "out", "--allow-errors")
    said = built.stdout + built.stderr
    if built.returncode:
        told = built.returncode == 1 and re.search(rf"{re.escape(report.name)}:\d+:\d+: 错误", said) and "goroutine" not in said
        return report, None if told else [f"exit {built.returncode}", *said.splitlines()[-3:]]
    try:
        return report, complaints(sample_of(report, root), UNREPEATED in said)
    except Exception:  # a judge that falls over has something to say
        return report, traceback.format_exc().splitlines()[-3:]


def complaints(sample, unrepeated=False):
    if unrepeated:  # of one table at least; its pages cannot be followed
        return inside.outside(trace.pages(sample.pdf)) + inside.overlaps(trace.pages(sample.pdf))
    return docxtext.text(sample) + inside.look(sample)


# Faults made on purpose: complaints must name them.

def drawn_twice(sample, folder):
    """The text of the first page again, half a character to the right."""
    target = folder / "twice.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(content + b"\nq 1 0 0 1 8 0 cm\n" + content + b"\nQ")
        pdf.save(target)
    return sample.spoiled(pdf=target)


def controls(sample):
    """The faults that were not noticed."""
    folder = sample.scratch / "controls"
    folder.mkdir(exist_ok=True)
    pages, lines, expected = trace.pages(sample.pdf), placed(sample), compose.expect(sample)
    date = [dataclasses.replace(p, page=p.page + (p is lines[-1])) for p in lines if p.page <= lines[-1].page]
    heading = next(i for i, p in enumerate(lines) if p.paragraph.role == "h1")
    bare = [dataclasses.replace(p, page=1 + (i > heading)) for i, p in enumerate(lines[:heading + 2])]
    spoiled = {
        "5 mm to the left": inside.outside(trace.pages(moved("left", b"1 0 0 1 -14 0")(sample, folder).pdf)),
        "5 mm down": inside.outside(trace.pages(moved("low", b"1 0 0 1 0 -14")(sample, folder).pdf)),
        "text over text": inside.overlaps(trace.pages(drawn_twice(sample, folder).pdf)),
        "a page twice": inside.look(page_twice(sample, folder)),
        "another figure": docxtext.text(sample.spoiled(edits={"figure": True})),
        "merged cells lost": docxtext.text(docxtext.unmerged(sample, folder)),
        "a paragraph lost": docxtext.text(docxtext.paragraph_lost(sample, folder)),
        "date on another page": inside.alone(date, [*pages, pages[0]]),
        "a heading alone": inside.alone(bare, [dataclasses.replace(pages[0], rects=[], pictures=[])] * 2),
        "a page within a group": inside.groups(expected, {"disclosure": [2]}),
        "a single row": inside.groups(expected, {"applications": [4]}),
        "a caption alone": inside.captions(expected, [dataclasses.replace(p, page=1) for p in lines], [dataclasses.replace(pages[0], pictures=[])], [{}]),
    }
    for what, found in spoiled.items():
        print(f"control: {what}: {found[0] if found else 'NOT NOTICED'}")
    return [what for what, found in spoiled.items() if not found]


def options():
    parser = argparse.ArgumentParser(prog="conformance/chance", description=__doc__)
    parser.add_argument("--reports", type=Path, required=True, help="the folder with the reports")
    parser.add_argument("--control", type=Path, required=True, help="a report of which faulty copies are made")
    parser.add_argument("--program", type=Path, default=Path("bin/nianbao"), help="the program to be judged")
    return parser.parse_args()


def main():
    opt, root = options(), Path.cwd()
    reports = sorted(opt.reports.resolve().glob("*.toml"), key=lambda p: int(p.stem))
    program, faulty, refused = opt.program.resolve(), 0, 0
    with ProcessPoolExecutor(2) as pool:
        for report, found in pool.map(judge, [(r, root, program) for r in reports]):
            refused += found is None
            if found:
                faulty += 1
                for line in found[:4]:
                    print(f"{report.stem}: {line}", flush=True)
    print(f"{len(reports)} reports made by chance: {faulty} at fault, {refused} refused")
    judge((opt.control.resolve(), root, program))
    missed = controls(sample_of(opt.control.resolve(), root))
    return 1 if faulty or missed or not reports or refused > REFUSED * len(reports) else 0


if __name__ == "__main__":
    sys.exit(main())
