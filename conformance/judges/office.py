"""Judges the DOCX by what LibreOffice makes of it: its pages and its text. How
far lines and tables agree is measured by meter.py."""

import functools
import itertools
from pathlib import Path

import pikepdf

from . import compose, engines, paging, trace
from .docxtext import edited, paragraph_lost, pieces, unmerged
from .expectation import Paragraph, squeeze, where
from .pdftext import another_figure, another_order, poppler_pages
from .verdict import Sample, judge


@functools.cache
def converted(docx, kind, folder, root, cache):
    return engines.libreoffice([docx], folder, Sample("", docx, docx, docx, root, cache, folder), kind)[0]


def converse(sample, kind):
    return converted(sample.docx, kind, sample.scratch / "office" / sample.docx.parent.name, sample.root, sample.cache)


page_break = edited(lambda xml: xml.replace(b"<w:body>", b'<w:body><w:p><w:r><w:br w:type="page"/></w:r></w:p>', 1))


def for_libreoffice(sample):
    """The same report, set with LibreOffice's habits instead of Word's. A copy
    that a spoiler made of it already is."""
    if sample.docx.is_relative_to(sample.scratch):
        return sample
    depth = len(Path(sample.name).parts) - 1
    out = sample.pdf.parents[depth]
    pdf, docx = (out / "libreoffice" / p.relative_to(out) for p in (sample.pdf, sample.docx))
    return sample.spoiled(pdf=pdf, docx=docx)


def of_libreoffice(spoil):
    """A spoiler that starts from the file made for LibreOffice."""
    return lambda sample, folder: spoil(for_libreoffice(sample), folder)


@judge("LibreOffice: pages", "docx", page_too_many=of_libreoffice(page_break))
def pages(sample):
    """As many pages as our PDF has: the file made for LibreOffice, which has a
    gap between Chinese and Latin whatever the file for Word says."""
    sample = for_libreoffice(sample)
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
    # noBreakHyphen is read as U+2011, NON-BREAKING HYPHEN.
    got = converse(sample, "txt:Text (encoded):UTF8").read_text("utf-8-sig").replace("\u2011", "-")
    return where(want.replace("\u2011", "-"), squeeze(got))


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
