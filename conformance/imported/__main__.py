"""Has nianbao import files of other hands and looks what became of them. With
--all every shape goes through every program, else a few; --keep DIR keeps the
files."""

import argparse
import copy
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

from . import convert, judge, mutants, portal, second, workbook
from .program import PROGRAM, ROOT, Imported, folder
from .report import Report

UNREADABLE = {"divs"}       # no table at all: every figure has to be marked
UNRULED = {"epoint", "hanweb", "two_columns", "divs", "kaipu"}  # tables, or those of facts, are printed without rules
OFF_PAPER = {"hanweb"}      # LibreOffice prints its frame beyond the paper, labels too: may be refused
MOST_MARKED = 0.01          # of the figures of clean files: with rules, and all on the paper
SAMPLED = ["trs", "wps_html", "pieces", "breaks", "strokes"]
DAMAGED = 2000
PRINT = """%%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>
endobj
4 0 obj
<</Length 33>>stream
BT /F 12 Tf 400 700 Td (17) Tj ET
endstream
endobj
trailer
<</Size 5/Root 1 0 R>>
"""


class Run:
    def __init__(self, scratch, all_):
        self.scratch, self.all = scratch, all_
        scratch.mkdir(parents=True, exist_ok=True)
        self.reports = {name: Report(i + 1) for i, name in enumerate(portal.SHAPES)}
        self.failed, self.absent, self.env = [], [], convert.fonts(ROOT, scratch)

    def fresh(self, name):
        path = self.scratch / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def imported(self, files):
        got, bad = folder(files, self.fresh(f"{files.name}-imported"))
        self.failed += bad
        return got

    def line(self, what, files, figures, marked, wrong):
        print(f"{what:44} {files:6} {figures:8} {marked:8} {wrong:7}", flush=True)

    def shapes(self, what, files, skip=()):
        """Compares what was made of pages with the reports that they show."""
        got, n, wrong = self.imported(files), 0, 0
        clean, cut = Counter(), Counter()
        for name, x in got.items():
            shape = pathlib.Path(name).stem
            want = self.reports[shape]
            if x.refused and shape in OFF_PAPER and "pdf" in what:
                continue
            bad = list(judge.figures(x, want) if shape in skip and not x.refused else judge.complaints(x, want))
            self.failed += [f"{what}: {shape}: {b}" for b in bad]
            figures = sum(map(len, want.figures.values()))
            n, wrong = n + figures, wrong + len(bad)
            if shape not in skip:
                kind = cut if name.endswith(".pdf") and second.cut(files / name) else clean
                kind.update(files=1, figures=figures, marked=len(x.marked), wrong=len(bad))
        if clean["marked"] > MOST_MARKED * clean["figures"]:
            self.failed.append(f"{what}: {clean['marked']} of {clean['figures']} figures are marked")
        self.line(what, len(got), n, clean["marked"] + cut["marked"], wrong)
        if cut:
            self.line("  of them cut off by the paper", *(cut[k] for k in ("files", "figures", "marked", "wrong")))
        return got

    def pages(self):
        files = self.fresh("pages")
        for name, shape in portal.SHAPES.items():
            (files / f"{name}.html").write_text(shape(self.reports[name]), "utf-8")
        return files, self.shapes("pages of portals", files, UNREADABLE)

    def workbooks(self):
        files = self.fresh("workbooks")
        for name, report in self.reports.items():
            (files / f"{name}.xlsx").write_bytes(workbook.written(report))
        self.shapes("workbooks", files)

    def conversions(self, pages):
        names = list(portal.SHAPES) if self.all else SAMPLED
        sources = [pages / f"{n}.html" for n in names]
        for kind in convert.OFFICE if self.all else ("docx", "pdf"):
            out = self.fresh(f"office-{kind}")
            convert.office(sources, kind, out, self.env, self.scratch)
            if len(list(out.iterdir())) != len(names):
                self.absent.append(f"LibreOffice made {len(list(out.iterdir()))} of {len(names)} {kind} files")
            self.shapes(f"LibreOffice: {kind}", out, UNRULED if kind == "pdf" else UNREADABLE)
        out = self.fresh("chromium")
        gone = convert.chromium(sources if self.all else sources[:3], out, self.env)
        if gone:
            self.absent.append(gone)
            return
        self.shapes("Chromium: pdf", out, UNRULED)

    def ours(self):
        """Our own files, beside other readers of them."""
        reports, files = self.fresh("reports"), self.fresh("ours")
        for path in sorted((ROOT / "samples").rglob("*.toml")):
            if self.all or path.parent.name != "county" or int(path.stem) % 3 == 0:
                shutil.copy(path, reports / f"{path.parent.name}-{path.name}")
        shutil.copytree(ROOT / "samples" / "county" / "charts", reports / "charts")
        subprocess.run([PROGRAM, "batch", reports, "-o", files, "--allow-errors"], capture_output=True, check=False, timeout=900)
        for path in files.iterdir():
            if path.suffix not in (".docx", ".pdf"):
                path.unlink() if path.is_file() else shutil.rmtree(path)
        for kind in ("docx", "pdf"):
            some = self.fresh(f"ours-{kind}")
            for path in files.glob(f"*.{kind}"):
                shutil.copy(path, some)
            got = self.imported(some)
            parts = figures = 0
            read = [n for n in got if kind == "docx" or self.all or n.startswith(("samples-", "county-2021"))]
            for name in read:
                bad = list(self.beside(some / name, got[name]))
                self.failed += [f"{name}: {b}" for b in bad]
                parts += len(bad)
                figures += sum(len(f) for _, f, _ in second.written(got[name]))
            self.line(f"our {kind} beside {'python-docx' if kind == 'docx' else 'pdfplumber'}", len(read), figures, sum(len(x.marked) for x in got.values()), parts)
        return self.scratch / "ours-docx" / "samples-2020.docx"

    def beside(self, path, got):
        """Complaints where another reader of the same file has other figures."""
        if got.refused:
            yield f"refused: {got.refused}"
            return
        if path.suffix == ".docx":
            tables = second.word(path)
            for part, figures, marked in second.written(got):
                if not marked and not any(second.within(figures, t) for t in tables):
                    yield f"{part}: python-docx has no table with {figures}"
            return
        theirs = second.pdf(path)
        for part, figures, marked in second.written(got):
            if not marked and not any(t[i:i + len(figures)] == figures for t in (theirs, second.uncoded(theirs)) for i in range(len(t))):
                yield f"{part}: pdfplumber does not find {figures} in this order"

    def damaged(self, word):
        page, report = self.scratch / "pages" / "plain.html", self.reports["plain"]
        docx = self.fresh("one-docx") / "plain.docx"
        convert.office([page], "docx", docx.parent, self.env, self.scratch)
        seeds = {"html": [page], "docx": [p for p in (word, docx) if p.exists()], "pdf": [word.parents[1] / "ours-pdf" / "samples-2020.pdf"],
                 "xlsx": [self.scratch / "workbooks" / "plain.xlsx"]}
        files = self.fresh("damaged")
        for kind, paths in seeds.items():
            for path in paths:
                n = DAMAGED // 4 // len(paths)
                for i, data in enumerate(mutants.mutants(path.read_bytes(), kind, path.stem, n)):
                    (files / f"{kind}-{path.stem}-{i}.{kind}").write_bytes(data)
        got, wrong, n = self.imported(files), 0, 0
        for name, x in got.items():
            if x.refused:
                continue
            n += 1
            bad = list(self.damage(files / name, x, report))
            wrong += len(bad)
            self.failed += [f"damaged: {name}: {b}" for b in bad]
        self.line(f"damaged, {len(got) - n} of them refused", len(got), 0, sum(len(x.marked) for x in got.values()), wrong)

    def damage(self, path, got, report):
        """A silent error: figures that the file does not have, and no mark."""
        if path.suffix in (".html", ".xlsx"):
            yield from judge.figures(got, report)
        if path.suffix == ".docx":
            tables = second.word(path)
            for part, figures, marked in second.written(got) if tables is not None else ():
                if not marked and not any(second.within(figures, t) for t in tables):
                    yield f"{part}: python-docx has no table with {figures}"


def controls(run, got):
    """A judge that is blind to a wrong figure, a lost sentence or a mark is found out."""
    x, want = got["plain.html"], run.reports["plain"]
    if list(judge.complaints(x, want)):
        return []
    other = copy.copy(want)
    other.figures = want.figures | {("disclosure", "licence"): ["4711"]}
    blind = [] if list(judge.complaints(x, other)) else ["a wrong figure is not noticed"]
    lost = Imported(report=x.report, text=x.text.replace(want.prose[0][1], ""))
    blind += [] if list(judge.complaints(lost, want)) else ["a lost sentence is not noticed"]
    blind += [] if list(judge.complaints(Imported(refused="no"), want)) else ["a refusal is not noticed"]
    return blind + paper(run)


def paper(run):
    """What the paper cuts off is found out, and nothing else is taken for that."""
    files = run.fresh("paper")
    for width in (595, 300):
        (files / f"{width}.pdf").write_text(PRINT % width, "ascii")
    blind = ["what is on the paper is taken for cut off"] if second.cut(files / "595.pdf") else []
    return blind if second.cut(files / "300.pdf") else [*blind, "narrow paper is not noticed"]


def main():
    options = argparse.ArgumentParser(prog="conformance/imports", description=__doc__)
    options.add_argument("--all", action="store_true")
    options.add_argument("--keep", type=pathlib.Path)
    o = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        run = Run((o.keep or pathlib.Path(scratch)).resolve(), o.all)
        print(f"{'':44} {'files':>6} {'figures':>8} {'marked':>8} {'wrong':>7}")
        pages, got = run.pages()
        run.workbooks()
        run.conversions(pages)
        run.damaged(run.ours())
        blind = controls(run, got)
    for line in [*run.failed, *blind, *run.absent][:60]:
        print(line)
    print(f"{len(run.failed)} wrong; " + ("; ".join(blind) or "controls noticed") + (f"; NOT RUN: {'; '.join(run.absent)}" if run.absent else ""))
    return bool(run.failed or blind or run.absent and os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
