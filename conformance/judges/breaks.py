"""Judges where pages of prose end."""

from itertools import pairwise

from . import trace
from .expectation import HEADINGS
from .flow import placed
from .ruler import LINES, moved, slot
from .verdict import judge

two_lines_higher = moved("higher", b"1 0 0 1 0 57.9")


def together(lines):
    """How many of these lines, the first of which is to begin a page, must
    stay together: headings go with what follows, and neither the first nor the
    last line of a paragraph stands alone."""
    head = lines[0]
    left = head.count - head.index
    if head.first and head.paragraph.role in HEADINGS:
        return left + (together(lines[left:]) if lines[left:] else 0)
    if head.first:
        return left if left <= 3 else 2
    return 2 if left == 2 else 1


def leads(lines, pages):
    """Whether the paragraph that begins here leads up to a table or a picture
    (…如下：), which may not have fitted above."""
    own = [line for line in lines if line.paragraph is lines[0].paragraph]
    last, after = own[-1], lines[len(own):len(own) + 1]
    return last.line.text.rstrip().endswith(("：", ":")) and (
        any(line.paragraph.role == "caption" for line in after)
        or any(top > last.line.y for top, _ in trace.tables(pages[last.page - 1])))


@judge("ruler: page breaks", "pdf", pages_end_2_lines_early=two_lines_higher)
def breaks(sample):
    """A page of prose is full, unless what follows has to stay together and
    would not have fitted. Appendices and attachments begin a page. No line of a paragraph, no heading and no signature
    is left alone."""
    complaints = []
    lines, pages = placed(sample), trace.pages(sample.pdf)
    for at, (a, b) in enumerate(pairwise(lines), 1):
        if b.first and b.paragraph.new_page:
            if a.page == b.page:
                complaints.append(f"page {b.page}: this ought to begin a page: {b.line.text}")
            continue
        if a.page == b.page:
            continue
        n = a.page
        if a.paragraph is b.paragraph and (a.first or b.last):
            complaints.append(f"a line alone at the end of page {n}: {a.line.text} / {b.line.text}")
        if b.first and b.paragraph.role == "signature":
            complaints.append(f"the signature is alone on page {b.page}")
        table_between = any(low > a.line.y for _, low in trace.tables(pages[n - 1])) or any(
            top < b.line.y for top, _ in trace.tables(pages[b.page - 1])) or b.page > n + 1
        if table_between or b.paragraph.role == "caption":  # of a picture or a table that may not have fitted
            continue
        if b.first and leads(lines[at:], pages):
            continue
        if a.last and a.paragraph.role in HEADINGS:
            complaints.append(f"page {n} ends with a heading: {a.line.text}")
        free = int(LINES - 1 - slot(a.line) + 0.05)
        near = any(p.paragraph.role == "signature" for p in lines[at:at + 8])
        if free >= together(lines[at:]) and not near:
            complaints.append(f"page {n} ends {free} lines early, before {b.line.text}")
    return complaints
