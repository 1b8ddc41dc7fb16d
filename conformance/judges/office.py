"""Judges the DOCX by what LibreOffice makes of it: its pages, its lines, its
text."""

import functools
import itertools
import re
from difflib import SequenceMatcher

import pikepdf

from . import compose, fontnames, paging, trace
from .docxtext import edited, paragraph_lost, pieces, unmerged
from .expectation import Paragraph, squeeze, where
from .pdftext import another_figure, another_order, poppler_pages
from .tools import call
from .verdict import Remark, judge

LEAST = 0.90  # of the lines agree; to be raised to 0.995


@functools.cache
def converted(docx, kind, folder, conf):
    """The file that LibreOffice makes of a DOCX, with a profile of its own and
    with no fonts but the bundled ones."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{docx.stem}.{kind.split(':')[0]}"
    target.unlink(missing_ok=True)
    done = call("soffice", f"-env:UserInstallation={(conf.parent / 'profile').as_uri()}", "--headless", "--norestore",
                "--convert-to", kind, "--outdir", folder, docx, env={"FONTCONFIG_FILE": str(conf)})
    if done.returncode or not target.exists():
        raise RuntimeError(f"LibreOffice did not convert {docx.name}: {done.stdout}{done.stderr}")
    return target


def converse(sample, kind):
    return converted(sample.docx, kind, sample.scratch / "office" / sample.docx.parent.name, fontnames.write(sample))


page_break = edited(lambda xml: xml.replace(b"<w:body>", b'<w:body><w:p><w:r><w:br w:type="page"/></w:r></w:p>', 1))
larger_type = edited(lambda xml: re.sub(rb'<w:sz w:val="32"/>', b'<w:sz w:val="36"/>', xml), "word/styles.xml")


@judge("LibreOffice: pages", "docx", page_too_many=page_break)
def pages(sample):
    """As many pages as our PDF has."""
    with pikepdf.open(converse(sample, "pdf")) as theirs, pikepdf.open(sample.pdf) as ours:
        a, b = len(theirs.pages), len(ours.pages)
    return [] if a == b else [f"LibreOffice sets {a} pages, our PDF has {b}"]


@judge("LibreOffice: text", "docx", another_figure=another_figure, another_order=another_order, paragraph_lost=paragraph_lost)
def text(sample):
    """The text that LibreOffice exports: cells row by row, a label that runs
    over a page break twice."""
    expected = compose.expect(sample)
    breaks = paging.follow(expected, poppler_pages(sample.pdf)).breaks
    want = "".join(squeeze(b.text) if isinstance(b, Paragraph) else
                   "".join(piece[4] for piece in pieces(b, breaks.get(b.key, []))) for b in expected.blocks)
    return where(want, squeeze(converse(sample, "txt:Text (encoded):UTF8").read_text("utf-8-sig")))


def for_libreoffice(sample):
    """The same report, set with LibreOffice's habits instead of Word's. A copy
    that a spoiler made of it already is."""
    if sample.docx.is_relative_to(sample.scratch):
        return sample
    return sample.spoiled(pdf=sample.pdf.parent / "libreoffice" / sample.pdf.name,
                          docx=sample.docx.parent / "libreoffice" / sample.docx.name)


def of_libreoffice(spoil):
    """A spoiler that starts from the file made for LibreOffice."""
    return lambda sample, folder: spoil(for_libreoffice(sample), folder)


def drawn(pdf):
    """The text of each page in the order in which it is drawn, but for glyphs
    on one baseline, which LibreOffice draws font by font."""
    for page in trace.pages(pdf):
        lines = itertools.groupby(page.glyphs, key=lambda g: round(g.y, 1))
        yield "".join(g.char for _, line in lines for g in sorted(line, key=lambda g: g.x))


@judge("LibreOffice: text of its pages", "docx",
       another_figure=another_figure, page_too_many=of_libreoffice(page_break), labels_lost=of_libreoffice(unmerged))
def page_text(sample):
    """The same text on its pages as on ours: page numbers, header rows and
    labels repeated, tables broken before the same rows."""
    sample = for_libreoffice(sample)
    expected = compose.expect(sample)
    theirs = paging.follow(expected, drawn(converse(sample, "pdf")))
    ours = paging.follow(expected, poppler_pages(sample.pdf))
    if not theirs.complaints and theirs.breaks != ours.breaks:
        return [f"tables break before rows {theirs.breaks}, ours before {ours.breaks}"]
    return theirs.complaints


def set_lines(pdf):
    """The lines of each page: prose, and each column of a table by itself."""
    result = []
    for n, page in enumerate(trace.pages(pdf), 1):
        found = [line.text for line in trace.prose(page, paging.page_number(n))]
        upright = trace.rules(page)[1]
        for top, low in trace.tables(page):
            inside = [g for g in page.glyphs if top <= g.y <= low]
            edges = sorted({round(r.x) for r in upright if top - 1 <= r.y <= low})
            for left, right in zip(edges, edges[1:]):
                found += [line.text for line in trace.lines([g for g in inside if left <= g.x + g.size / 4 < right])]
        result.append(found)
    return result


def agreement(sample):
    """Lines that agree, lines there are, and remarks on those that differ."""
    ours, theirs = set_lines(sample.pdf), set_lines(converse(sample, "pdf"))
    agree, remarks = 0, []
    for n, mine in enumerate(ours):
        yours = theirs[n] if n < len(theirs) else []
        match = SequenceMatcher(None, mine, yours, autojunk=False)
        same = sum(b.size for b in match.get_matching_blocks())
        agree += same
        remarks.append(f"page {n + 1}: {same} of {len(mine)} lines agree")
        remarks += [f"    ours {mine[a:b][:3]}, LibreOffice's {yours[c:d][:3]}"
                    for op, a, b, c, d in match.get_opcodes() if op != "equal"]
    total = sum(map(len, ours))
    return agree / total, [Remark(r) for r in [f"{agree} of {total} lines agree ({agree / total:.1%})", *remarks]]


@judge("LibreOffice: lines", "docx", larger_type=of_libreoffice(larger_type))
def lines(sample):
    """The same lines on the same pages, counted."""
    share, remarks = agreement(for_libreoffice(sample))
    return remarks + ([f"fewer than {LEAST:.1%} of the lines agree"] if share < LEAST else [])
