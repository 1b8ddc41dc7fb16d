"""Judges the tables with the ruler: columns, edges, dots."""

from . import compose, paging, trace
from .pdftext import poppler_pages
from .ruler import BOTTOM, DOT, LEFT, RIGHT, TOLERANCE, TOP, half_a_dot, off, one_mm_right, one_percent
from .trace import mm
from .verdict import judge


def edges(rects):
    """Middles of vertical rules, in mm, each once."""
    found = []
    for x in sorted(mm(r.x + r.w / 2) for r in rects):
        if not found or x - found[-1] > 0.2:
            found.append(x)
    return found


def column_edges(table, shown):
    """Edges of the columns that cells in the shown rows have, in mm; None for
    those of which nothing is prescribed."""
    if table.columns_mm is None:
        x = [LEFT, *[None] * (max(c.col + c.cols for c in table.cells) - 1), RIGHT]
    else:
        x = [LEFT]
        for w in table.columns_mm:
            x.append(x[-1] + w)
    used = {edge for row in shown for c in table.covering(row) for edge in (c.col, c.col + c.cols)}
    return [x[i] for i in sorted(used)]


@judge("ruler: tables", "pdf", pages_1_mm_right=one_mm_right, pages_1_percent_larger=one_percent)
def columns(sample):
    """Column edges at the layout's widths and within the text area, tables
    within the text area, no text across a rule."""
    complaints = []
    expected = compose.expect(sample)
    layouts = {t.key: t for t in expected.tables()}
    paged = paging.follow(expected, poppler_pages(sample.pdf))
    if paged.complaints:
        return ["the text is not as expected, so the tables cannot be told apart", *paged.complaints]
    for n, (page, keys) in enumerate(zip(trace.pages(sample.pdf), paged.rows), 1):
        areas = trace.tables(page)
        if len(areas) != len(keys):
            complaints.append(f"page {n}: {len(areas)} ruled areas, the text has the tables {list(keys)}")
            continue
        level, upright = trace.rules(page)
        for (top, bottom), key in zip(areas, keys):
            within = [r for r in upright if top - 1 <= r.y <= bottom]
            want = column_edges(layouts[key], paged.rows[n - 1][key])
            found = edges(within)
            if len(found) != len(want) or any(b is not None and off(a, b) for a, b in zip(found, want)):
                complaints.append(f"page {n}: {key}: column edges {[round(x, 2) for x in found]}, expected {[x and round(x, 2) for x in want]}")
            if mm(top) < TOP - TOLERANCE or mm(bottom) > BOTTOM + TOLERANCE or found[-1] > RIGHT + TOLERANCE:
                complaints.append(f"page {n}: {key}: reaches beyond the text area ({mm(top):.2f} to {mm(bottom):.2f} mm)")
            for g in page.glyphs:
                if top < g.y < bottom and not g.turned:
                    complaints += [f"page {n}: {key}: {g.char} at {mm(g.x):.2f}, {mm(g.y):.2f} mm stands across a rule"
                                   for r in within if r.y < g.y - 0.3 * g.size < r.y + r.h and g.x < r.x - 0.1 and g.right > r.x + r.w + 0.1]
                    complaints += [f"page {n}: {key}: {g.char} at {mm(g.x):.2f}, {mm(g.y):.2f} mm stands across a rule"
                                   for r in level if r.x < g.x < r.x + r.w and g.y - 0.7 * g.size < r.y < g.y]
    return complaints[:20]


@judge("ruler: dots", "pdf", half_a_dot_off=half_a_dot)
def dots(sample):
    """Rules begin and end on dots of a 600 dpi printer and are whole dots
    wide, so that all look alike."""
    complaints, count = [], 0
    for n, page in enumerate(trace.pages(sample.pdf), 1):
        for r in [*trace.rules(page)[0], *trace.rules(page)[1]]:
            count += 1
            places = (r.x, r.y, r.w, r.h)
            if any(abs(v / DOT - round(v / DOT)) > 0.1 for v in places):
                complaints.append(f"page {n}: a rule at {', '.join(f'{v / DOT:.2f}' for v in places)} dots")
    return complaints[:20] if count else ["no rules"]
