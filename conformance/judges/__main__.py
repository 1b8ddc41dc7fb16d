"""Runs every judge on every sample, and those of any PDF file on the guide, and
shows the verdicts."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from . import (  # noqa: F401 (they register themselves)
    archive, breaks, columns, docxtext, folio, forms, golden, lines, office, ooxml, pdftext, programs, signatures, structure, vera,
)
from .verdict import ABSENT, FAIL, JUDGES, NOTE, PASS, Sample, run, table


def options():
    parser = argparse.ArgumentParser(prog="conformance/run", description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, help="default: all samples")
    parser.add_argument("--cache", type=Path, required=True, help="where the judges' programs are")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the program wrote its files")
    parser.add_argument("--only", default="", help="only judges whose name has this in it")
    parser.add_argument("--controls", action="store_true", help="controls for every report, not only for samples/2020.toml")
    parser.add_argument("--verbose", action="store_true", help="also show how each control was caught")
    parser.add_argument("--golden", action="store_true", help="draw the golden images anew")
    return parser.parse_args()


def samples(opt):
    root, cache = Path.cwd(), opt.cache.resolve()
    folder = root / "samples"
    # The one without a folder comes first.
    reports = opt.reports or sorted(folder.rglob("*.toml"), key=lambda p: (len(p.parts), p))
    for report in map(Path.resolve, reports):
        name = (report.relative_to(folder) if report.is_relative_to(folder) else Path(report.name)).with_suffix("").as_posix()
        yield Sample(name, report, (opt.out / f"{name}.pdf").resolve(), (opt.out / f"{name}.docx").resolve(),
                     root, cache, fresh(cache / "work" / name))
    if not opt.reports:
        guide = opt.out / "guide" / "年报使用说明.pdf"
        yield Sample("guide", None, guide.resolve(), None, root, cache, fresh(cache / "work" / "guide"))


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def main():
    opt = options()
    rows = []
    for sample in samples(opt):
        if opt.golden:
            golden.keep(sample)
            continue
        for judge in JUDGES:
            if opt.only not in judge.name or not (sample.report or judge.any_pdf):
                continue
            found = run(judge, sample, controls=opt.controls or sample.name == "2020")
            rows += found
            for row in found:
                if row.complaints and (row.verdict != PASS or not row.control or opt.verbose):
                    report(row)
    if opt.golden:
        return 0
    print("\n" + table(rows))
    count = {v: sum(r.verdict == v for r in rows) for v in (PASS, FAIL, ABSENT, NOTE)}
    failed = count[FAIL]
    if count[ABSENT]:
        print(f"\n!!! {count[ABSENT]} JUDGES DID NOT RUN: what they judge is not known to be good.")
        if os.environ.get("CI") == "true":
            failed += count[ABSENT]
            print("!!! In CI that is a failure.")
    if not count[PASS]:
        failed += 1
        print("\n!!! No judge has judged anything.")
    print(f"\n{count[PASS]} passed, {failed} failed")
    return 1 if failed else 0


def report(row):
    print(f"{row.verdict}: {row.judge}: {row.file}", flush=True)
    for line in row.complaints:
        print(f"    {line}", flush=True)


sys.exit(main())
