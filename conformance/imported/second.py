"""Second readers of the same files: what python-docx and pdfplumber find in the
cells of the tables, in reading order."""

import logging
import re

import docx
import pdfplumber

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # tells of every font without a box
FIGURE = re.compile(r"[+＋－-]?[0-9][0-9.]*")


def word(path):
    """The figures of each table of a Word file; None: it is not opened."""
    try:
        tables = docx.Document(str(path)).tables
        return [figures(c.text for c in cells(t)) for t in tables]
    except Exception:  # damaged ones: whatever their library raises
        return None


def cells(table):
    seen = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                yield cell


def pdf(path):
    """The figures of all tables of a PDF file, one after the other."""
    with pdfplumber.open(path) as file:
        return figures(c or "" for page in file.pages for t in page.extract_tables() for row in t for c in row)


def cut(path):
    """Whether characters of a PDF file stand beyond the paper, where nobody sees them."""
    with pdfplumber.open(path) as file:
        return any(c["text"].strip() and beyond(c, page.bbox) for page in file.pages for c in page.chars)


def beyond(c, paper):
    left, top, right, bottom = paper
    return c["x1"] <= left or c["x0"] >= right or c["bottom"] <= top or c["top"] >= bottom


def within(some, all_):
    """Whether all of some stand in all_ in this order: tables may have other
    numbers too, codes of rows."""
    rest = iter(all_)
    return all(x in rest for x in some)


def uncoded(figures_):
    """The figures without the numbers that count the rows of the forms before 2019."""
    out, code = [], 1
    for x in figures_:
        if x == f"{code:02d}":
            code += 1
        else:
            out.append(x)
    return out


def figures(texts):
    return [t for t in ("".join(x.split()) for x in texts) if FIGURE.fullmatch(t)]


def written(imported):
    """The figures of each part of an imported report, in the order of the file,
    with whether one of them is marked."""
    for part, table in imported.report.items():
        if not isinstance(table, dict) or part in ("agency", "title", "signature", "table", "image"):
            continue
        rows = {k: imported.row(part, k) for k in table if k not in ("text", "heading", "head", "foot", "form", "labels")}
        if rows:
            yield part, figures(v for r in rows.values() for v in r), any(imported.is_marked(part, k) for k in rows)
