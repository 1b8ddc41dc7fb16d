"""Judges what a page looks like whatever stands on it: nothing outside the text
area, nothing over something else, nothing left alone."""

from . import compose, paging, trace
from .expectation import HEADINGS, Paragraph, Table
from .flow import placed
from .paging import page_number
from .pdftext import poppler_pages
from .ruler import BOTTOM, LEFT, PITCH, RIGHT, TOP
from .trace import mm

SLACK = 0.4  # mm by which a rule or a glyph may stick out
CORE = 0.25  # of a glyph's box, all round, that may touch its neighbour
TALL = 150  # mm; a picture of that height may leave its heading behind


def without_number(n, page):
    """The glyphs of a page but for those of its number."""
    text, glyphs = page_number(n), list(page.glyphs)
    own = "".join(g.char for g in glyphs[-len(text):])
    return glyphs[:-len(text)] if own == text else glyphs


def outside(pages):
    """What stands outside the text area."""
    complaints = []
    for n, page in enumerate(pages, 1):
        for g in without_number(n, page):
            right = g.x + (g.size if g.turned else g.advance)
            if mm(g.x) < LEFT - SLACK or mm(right) > RIGHT + SLACK or mm(g.y - 0.8 * g.size) < TOP - SLACK or mm(g.y) > BOTTOM + SLACK:
                complaints.append(f"page {n}: {g.char} outside the text area, at {mm(g.x):.1f}, {mm(g.y):.1f} mm")
        for what, boxes in (("rule", page.rects), ("picture", page.pictures)):
            for r in boxes:
                if mm(r.x) < LEFT - SLACK or mm(r.x + r.w) > RIGHT + SLACK or mm(r.y) < TOP - SLACK or mm(r.y + r.h) > BOTTOM + SLACK:
                    complaints.append(f"page {n}: a {what} outside the text area, at {mm(r.x):.1f}, {mm(r.y):.1f} mm")
    return complaints


def core(g):
    """The inner part of a glyph's box."""
    wide = g.size if g.turned else g.advance
    return (g.x + CORE * wide, g.y - 0.8 * g.size + CORE * g.size, g.x + wide - CORE * wide, g.y + 0.1 * g.size - CORE * g.size)


def meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def overlaps(pages):
    """Glyphs over each other, over a rule or over a picture."""
    complaints = []
    for n, page in enumerate(pages, 1):
        near, solid = {}, [(r.x, r.y, r.x + r.w, r.y + r.h) for r in [*page.pictures, *(r for rs in trace.rules(page) for r in rs)]]
        for g in page.glyphs:
            box = core(g)
            if any(meet(box, s) for s in solid):
                complaints.append(f"page {n}: {g.char} over a rule or a picture, at {mm(g.x):.1f}, {mm(g.y):.1f} mm")
            place = int(g.x // 24), int(g.y // 24)
            for other, char in (o for i in (-1, 0, 1) for k in (-1, 0, 1) for o in near.get((place[0] + i, place[1] + k), ())):
                if meet(box, other):
                    complaints.append(f"page {n}: {g.char} over {char}, at {mm(g.x):.1f}, {mm(g.y):.1f} mm")
            near.setdefault(place, []).append((box, g.char))
    return complaints


def alone(lines, pages):
    """Lines that are left alone: the first or the last of a paragraph, a part of
    a signature, a heading without anything below it, a caption without its
    picture, the mark of an attachment without it."""
    complaints = []
    for at, (a, b) in enumerate(zip(lines, lines[1:])):
        if a.page == b.page:
            continue
        if a.paragraph is b.paragraph and (a.first or b.last or a.paragraph.role in (*HEADINGS, "signature")):
            complaints.append(f"page {a.page} ends inside of {a.paragraph.role}: {a.line.text} / {b.line.text}")
        if a.paragraph.role == b.paragraph.role == "signature" and a.paragraph is not b.paragraph:
            complaints.append(f"name and date are on two pages: {a.line.text} / {b.line.text}")
    for at, p in enumerate(lines):
        page = pages[p.page - 1]
        below = any(mm(r.y) > mm(p.line.y) for r in [*page.rects, *page.pictures]) or any(q.page == p.page for q in lines[at + 1:at + 2])
        tall = p.page < len(pages) and any(mm(r.h) > TALL for r in pages[p.page].pictures)
        ends = at + 1 == len(lines) or lines[at + 1].paragraph.new_page  # nothing follows that it could stand above
        if p.paragraph.role in (*HEADINGS, "mark", "attachment", "appendix") and p.last and not below and not tall and not ends:
            complaints.append(f"page {p.page} ends with {p.paragraph.role}: {p.line.text}")
    return complaints


def captions(expected, lines, pages, rows):
    """Captions that are not on the page of what they name."""
    complaints, blocks = [], expected.blocks
    for i, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role != "caption":
            continue
        mine = [p for p in lines if p.paragraph is block]
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        if not mine:
            continue
        first, last = mine[0], mine[-1]
        if isinstance(after, Table) and after.key.startswith("table."):
            good = first.page == last.page and 0 in rows[first.page - 1].get(after.key, ())
        else:
            good = first.page == last.page and any(r.y + r.h < first.line.y for r in pages[first.page - 1].pictures)
        if not good:
            complaints.append(f"page {first.page}: a caption without what it names: {first.line.text}")
    return complaints


def groups(expected, breaks):
    """Pages that begin within a group 第二十条第（x）项, or with a table's second
    or last row."""
    complaints = []
    for table in expected.tables():
        first = {c.row: c.text for c in table.cells if c.col == 0}
        for row in breaks.get(table.key, ()):
            if any(t.startswith("第二十条第") for t in first.values()) and not first.get(row, "").startswith("第二十条第"):
                complaints.append(f"{table.key}: a page begins with row {row}, within a group")
            if table.key == "applications" and row in (table.header_rows + 1, table.rows - 1):
                complaints.append(f"{table.key}: a single row on a page, before row {row}")
    return complaints


def look(sample):
    """All complaints about a PDF's pages."""
    expected, pages = compose.expect(sample), trace.pages(sample.pdf)
    followed = paging.follow(expected, poppler_pages(sample.pdf))
    pictures = {f"page {n} is blank" for n, page in enumerate(pages, 1) if page.pictures}
    if wrong := [c for c in followed.complaints if c not in pictures]:
        return wrong
    lines = placed(sample)
    return (outside(pages) + overlaps(pages) + alone(lines, pages) +
            captions(expected, lines, pages, followed.rows) + groups(expected, followed.breaks))
