"""A report as a workbook of one sheet, written by hand: text in the cells, merged
as the tables are."""

import zipfile
from html import escape
from io import BytesIO

from .report import HEADINGS

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="年报" sheetId="1" r:id="rId1"/></sheets></workbook>',
}


def axis(row, column):
    return chr(ord("A") + column) + str(row + 1)


def written(report):
    rows, merges, tables = [[(0, report.title)], *([(0, s)] for s in report.preamble)], [], report.tables()
    for i, heading in enumerate(HEADINGS):
        rows += [[(0, heading)], *([(0, s)] for s in report.prose[i])]
        if 1 <= i <= 3:
            rows += laid(tables[i - 1], len(rows), merges)
    rows += [[(0, report.body)], [(0, report.date)]]
    return packed(rows, merges)


def laid(table, first, merges):
    """The rows of a table, each cell in the first free column."""
    taken, out = set(), []
    for r, row in enumerate(table):
        cells, column = [], 0
        for text, down, across in row:
            while (r, column) in taken:
                column += 1
            cells.append((column, text))
            taken |= {(r + i, column + k) for i in range(down) for k in range(across)}
            if down * across > 1:
                merges.append(f"{axis(first + r, column)}:{axis(first + r + down - 1, column + across - 1)}")
        out.append(cells)
    return out


def cell(row, column, text):
    if text.replace(".", "", 1).isdigit():
        return f'<c r="{axis(row, column)}"><v>{text}</v></c>'
    return f'<c r="{axis(row, column)}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def packed(rows, merges):
    data = "".join(f'<row r="{r + 1}">' + "".join(cell(r, c, t) for c, t in cells) + "</row>" for r, cells in enumerate(rows))
    sheet = (f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData>'
             f'<mergeCells count="{len(merges)}">' + "".join(f'<mergeCell ref="{m}"/>' for m in merges) + "</mergeCells></worksheet>")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            z.writestr(name, text)
    return out.getvalue()
