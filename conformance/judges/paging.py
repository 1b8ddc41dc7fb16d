"""Accounts for the text of every page of a PDF, character by character: the
report's text in reading order, cut into pages; on a page that goes on with a
table, first that table's header rows and the labels of the cells that run over
the break; on every page, last, its number. Nothing else is allowed for."""

from dataclasses import dataclass, field

from .expectation import Paragraph, squeeze, where


@dataclass
class Paged:
    complaints: list = field(default_factory=list)
    breaks: dict = field(default_factory=dict)  # table key -> rows that begin a page
    rows: list = field(default_factory=list)  # for each page: table key -> rows that it shows


def page_number(n):
    return squeeze(f"— {n} —")


def stream(expected):
    """The whole text, and which table row begins at which character of it."""
    text, rows = "", {}
    for block in expected.blocks:
        if isinstance(block, Paragraph):
            text += squeeze(block.text)
            continue
        for row in range(block.rows):
            rows.setdefault(len(text), []).append((block, row))
            text += "".join(squeeze(c.text) for c in block.begins_in(row))
    return text, rows


def continued(table, row):
    """What a page shows that begins with this row: header rows, then the row
    with the labels that are repeated; and what of it the report has anyway."""
    head = "".join(squeeze(c.text) for r in range(table.header_rows) for c in table.begins_in(r))
    shown = "".join(squeeze(c.text) for c in table.covering(row))
    own = "".join(squeeze(c.text) for c in table.begins_in(row))
    return head + shown, own


def follow(expected, pages):
    """Compares pages (their text, in content order) with the expectation."""
    result = Paged()
    text, rows = stream(expected)
    at = 0
    for n, page in enumerate(pages, 1):
        page, number = squeeze(page), page_number(n)
        if not page.endswith(number):
            result.complaints.append(f"page {n} does not end with its number {number}: …{page[-20:]}")
            return result
        page = page.removesuffix(number)
        if not page:
            result.complaints.append(f"page {n} is blank")
        starts = [(t, r) for t, r in rows.get(at, ()) if r > 0] if n > 1 else []
        rest = text[at:]
        if starts:
            table, row = starts[-1]
            shown, own = continued(table, row)
            rest = shown + text[at + len(own):]
            result.breaks.setdefault(table.key, []).append(row)
        if wrong := where(rest[:len(page)], page):
            result.complaints += [f"page {n}: {w}" for w in wrong]
            return result
        end = at + len(page) - (len(shown) - len(own) if starts else 0)
        shows = {t.key: set(range(t.header_rows)) for t, _ in starts}
        for place, found in sorted(rows.items()):
            if at <= place < end:
                for t, r in found:
                    shows.setdefault(t.key, set()).add(r)
        result.rows.append(shows)
        at = end
    if at != len(text):
        result.complaints.append(f"the last page ends {len(text) - at} characters early, before …{text[at:at + 20]}…")
    return result
