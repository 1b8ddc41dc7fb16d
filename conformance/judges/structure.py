"""Judges the structure tree of the PDF: its text in tree order, its headings,
and each table's grid cell by cell against the layout's."""

import pikepdf

from . import compose, marked
from .expectation import Paragraph, squeeze, where
from .pdftext import another_figure, another_order
from .tools import output
from .verdict import judge


TOP = ("title", "h1", "appendix", "attachment")  # what is an H1 or an H2


def edited(change):
    """A spoiler that edits the structure tree of an opened PDF."""
    def spoil(sample, folder):
        target = folder / "tree.pdf"
        with pikepdf.open(sample.pdf) as pdf:
            change(pdf)
            pdf.save(target)
        return sample.spoiled(pdf=target)

    return spoil


def elements(pdf, tag):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/" + tag]


def swap_rows(pdf):
    """The first two kids of the widest structure element change places."""
    node = max((o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o
                and isinstance(o.get("/K"), pikepdf.Array)), key=lambda o: len(o.K))
    node.K[0], node.K[1] = node.K[1], node.K[0]


def lose_spans(pdf):
    """Every attribute of the cells is lost."""
    for tag in ("TH", "TD"):
        for cell in elements(pdf, tag):
            if "/A" in cell:
                del cell["/A"]


def lose_headings(pdf):
    """Every heading is an ordinary paragraph."""
    for o in pdf.objects:
        if isinstance(o, pikepdf.Dictionary) and str(o.get("/S", "")) in ("/H1", "/H2", "/H3", "/H4", "/H5"):
            o.S = pikepdf.Name.P


@judge("tree: text", "pdf", kids_swapped=edited(swap_rows), another_figure=another_figure)
def text(sample):
    """The tree holds the report's text once, in order, and all other text is
    an artifact."""
    tree = marked.read(sample.pdf)
    complaints = where(compose.expect(sample).text(), squeeze(tree.root.text()))
    if squeeze(tree.loose):
        complaints.append(f"text that is neither tagged nor an artifact: {tree.loose[:40]}")
    complaints += [f"page {p}: marked content {m} belongs to no element" for p, m in tree.unused]
    return complaints


@judge("tree: text by poppler", "pdf", kids_swapped=edited(swap_rows), another_order=another_order)
def text_by_poppler(sample):
    """What poppler finds in the tree: quoted text, a line for each piece."""
    found = []
    for line in output("pdfinfo", "-struct-text", "-enc", "UTF-8", sample.pdf).splitlines():
        line = line.strip()
        if len(line) > 1 and line[0] == line[-1] == '"':
            found.append(line[1:-1])
    return where(compose.expect(sample).text(), squeeze("".join(found)))


@judge("tree: headings", "pdf", headings_lost=edited(lose_headings), another_order=another_order)
def headings(sample):
    """The title is the one H1; parts, chapters, appendices and attachments are
    H2 and also the bookmarks; no level is left out."""
    tree = marked.read(sample.pdf).root
    expected = compose.expect(sample)
    want = [squeeze(b.text) for b in expected.blocks if isinstance(b, Paragraph) and b.role in TOP]
    got = [squeeze(e.text()) for e in tree.walk() if e.tag in ("H1", "H2")]
    complaints = [] if want == got else [f"H1 and H2: expected {want}, got {got}"]
    levels = [int(e.tag[1]) for e in tree.walk() if e.tag in ("H1", "H2", "H3", "H4", "H5", "H6")]
    for before, after in zip([0, *levels], levels):
        if after > before + 1:
            complaints.append(f"heading level {after} after level {before}")
    if levels.count(1) != 1:
        complaints.append(f"{levels.count(1)} elements H1")
    with pikepdf.open(sample.pdf) as pdf, pdf.open_outline() as outline:
        marks = [squeeze(item.title) for item in outline.root]
    named = [squeeze(b.bookmark or b.text) for b in expected.blocks if isinstance(b, Paragraph) and b.role in TOP[1:]]
    if marks != named:
        complaints.append(f"bookmarks: expected {named}, got {marks}")
    return complaints


def grid(table):
    """Cells of a Table element as (row, col, rows, cols, text, tag); the grid
    is filled row by row as HTML and ISO 32000-1 14.8.4.3.4 have it."""
    taken, cells = set(), []
    for r, row in enumerate(table.all("TR")):
        col = 0
        for cell in [k for k in row.kids if isinstance(k, marked.Element)]:
            while (r, col) in taken:
                col += 1
            rows, cols = int(cell.attributes.get("/RowSpan", 1)), int(cell.attributes.get("/ColSpan", 1))
            taken |= {(r + i, col + j) for i in range(rows) for j in range(cols)}
            cells.append((r, col, rows, cols, squeeze(cell.text()), cell.tag, str(cell.attributes.get("/Scope", ""))))
            col += cols
    return cells


@judge("tree: tables", "pdf", spans_lost=edited(lose_spans), another_figure=another_figure)
def tables(sample):
    """Rows, columns, spans and text of every cell; figures are TD, the header
    rows' cells are TH, and every TH says of what it is the heading."""
    complaints = []
    got = marked.read(sample.pdf).root.all("Table")
    want = compose.expect(sample).tables()
    if len(got) != len(want):
        return [f"{len(got)} Table elements, expected {len(want)}"]
    for element, table in zip(got, want):
        cells = {c[:2]: c for c in grid(element)}
        for c in table.cells:
            found = cells.pop((c.row, c.col), None)
            expected = (c.row, c.col, c.rows, c.cols, squeeze(c.text))
            if not found or found[:5] != expected:
                complaints.append(f"{table.key}: expected {expected}, got {found and found[:5]}")
                continue
            tag, scope = found[5:]
            if tag != ("TD" if c.value else "TH"):
                complaints.append(f"{table.key}: row {c.row} column {c.col} {c.text}: is a {tag}")
            if tag == "TH" and scope not in ("/Row", "/Column", "/Both"):
                complaints.append(f"{table.key}: {c.text}: a TH without Scope")
        complaints += [f"{table.key}: unexpected cell {c}" for c in cells.values()]
    return complaints[:20]
