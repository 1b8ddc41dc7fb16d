"""Judges the text and the tables of the DOCX as python-docx reads them."""

import re
import zipfile

import docx
from docx.oxml.ns import qn

from . import compose, paging
from .expectation import Paragraph, squeeze, where
from .pdftext import another_figure, another_order, poppler_pages
from .verdict import judge


def rewrite(source, target, part, change):
    """A copy of a package with one part's bytes changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item, change(data) if item.filename == part else data)
    return target


def edited(change, part="word/document.xml"):
    """A spoiler that changes one part of the DOCX."""
    def spoil(sample, folder):
        return sample.spoiled(docx=rewrite(sample.docx, folder / "edited.docx", part, change))

    return spoil


unmerged = edited(lambda xml: re.sub(rb"<w:vMerge[^>]*/>", b"", xml))
paragraph_lost = edited(lambda xml: re.sub(rb"<w:p>.*?</w:p>|<w:p .*?</w:p>", b"", xml, count=1, flags=re.S))


def body(path):
    """Paragraph texts and tables of the body in document order."""
    document = docx.Document(str(path))
    for child in document.element.body:
        if child.tag == qn("w:p"):
            yield text_of(child)
        elif child.tag == qn("w:tbl"):
            yield grid(child)


def text_of(paragraph):
    return docx.text.paragraph.Paragraph(paragraph, None).text


def grid(table):
    """Cells of a w:tbl as (row, col, rows, cols, text)."""
    cells, open_at = [], {}
    for r, row in enumerate(table.findall(qn("w:tr"))):
        col = 0
        for cell in row.findall(qn("w:tc")):
            props = cell.find(qn("w:tcPr"))
            span = props.find(qn("w:gridSpan")) if props is not None else None
            cols = int(span.get(qn("w:val"))) if span is not None else 1
            merge = props.find(qn("w:vMerge")) if props is not None else None
            text = squeeze("".join(text_of(p) for p in cell.findall(qn("w:p"))))
            if merge is not None and merge.get(qn("w:val"), "continue") == "continue":
                if col in open_at:
                    open_at[col][2] += 1
                if text:
                    cells.append([r, col, 1, cols, text])
            else:
                cells.append([r, col, 1, cols, text])
                open_at.pop(col, None)
                if merge is not None:
                    open_at[col] = cells[-1]
            col += cols
    return [tuple(c) for c in cells]


def pieces(table, breaks):
    """The table's cells as (row, col, rows, cols, text): one that runs over a
    page break is two cells with the same text."""
    cells = []
    for c in table.cells:
        cuts = [c.row, *(b for b in breaks if c.row < b < c.row + c.rows), c.row + c.rows]
        cells += [(a, c.col, b - a, c.cols, squeeze(c.text)) for a, b in zip(cuts, cuts[1:])]
    return sorted(cells)


SPOILERS = dict(another_figure=another_figure, another_order=another_order,
                paragraph_lost=paragraph_lost, merges_lost=unmerged)


@judge("text: python-docx", "docx", **SPOILERS)
def text(sample):
    """Paragraphs and cells in document order; tables break where the PDF's do."""
    expected = compose.expect(sample)
    breaks = paging.follow(expected, poppler_pages(sample.pdf)).breaks
    complaints, run = [], ""
    want, wanted = iter(expected.blocks), ""
    for item in body(sample.docx):
        if isinstance(item, str):
            run += squeeze(item)
            continue
        for block in want:
            if not isinstance(block, Paragraph):
                break
            wanted += squeeze(block.text)
        else:
            return complaints + ["a table too many"]
        complaints += where(wanted, run)
        run = wanted = ""
        cells, found = pieces(block, breaks.get(block.key, [])), sorted(item)
        complaints += [f"{block.key}: missing cell {c}" for c in cells if c not in found]
        complaints += [f"{block.key}: unexpected cell {c}" for c in found if c not in cells]
    wanted += "".join(squeeze(b.text) if isinstance(b, Paragraph) else "a table" for b in want)
    return (complaints + where(wanted, run))[:20]
