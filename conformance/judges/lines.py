"""Judges paper, margins, lines and characters with the ruler."""

from itertools import pairwise

import pikepdf

from . import trace
from .flow import placed
from .ruler import (
    BASELINE, CHAR, CHARS, HEIGHT, LEFT, LINES, PITCH, RIGHT, TOLERANCE, TOP, WIDTH, off, one_mm_down, one_mm_right, one_percent, slot,
)
from .trace import mm
from .verdict import Remark, judge

NOT_FIRST = "、。，．；：！？）》”’〉】〕」』％…—·号"  # 号: 〔2019〕60号 stays whole
NOT_LAST = "（《“‘〈【〔「『"


INDENTS = {"mark": 0, "line": 0, "list-next": 5}  # characters; others 2


def full_width(text):
    """Whether a text is of Chinese characters and full-width marks only."""
    return all("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" or c in "“”‘’…—" for c in text)


def cropped(sample, folder):
    target = folder / "cropped.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        for page in pdf.pages:
            page.MediaBox = [0, 0, float(page.MediaBox[2]) - 2.835, page.MediaBox[3]]
        pdf.save(target)
    return sample.spoiled(pdf=target)


@judge("ruler: paper", "pdf", one_mm_smaller=cropped)
def paper(sample):
    return [f"page {n}: {mm(p.width):.2f} × {mm(p.height):.2f} mm" for n, p in enumerate(trace.pages(sample.pdf), 1)
            if off(mm(p.width), WIDTH, 0.05) or off(mm(p.height), HEIGHT, 0.05)]


@judge("ruler: margins", "pdf", pages_1_mm_right=one_mm_right, pages_1_percent_larger=one_percent)
def margins(sample):
    """Left and right edges of every line outside tables: indents of two
    characters, turnover lines flush, justified lines full, titles centred."""
    complaints = []
    for p in placed(sample):
        n, line, paragraph, first, last = p.page, p.line, p.paragraph, p.first, p.last
        left, right = mm(line.x), mm(line.right)

        def say(what):
            complaints.append(f"page {n}: {left:.2f} to {right:.2f} mm: {what}: {line.text[:20]}")

        if paragraph.role in ("title", "below", "caption", "appendix", "attachment"):
            if off((left + right) / 2, (LEFT + RIGHT) / 2):
                say("not centred")
            continue
        if paragraph.role == "signature":
            if right > RIGHT - 2 * CHAR + TOLERANCE + (2 * CHAR if left > LEFT + 2 * CHAR else 0):
                say("too far to the right")
            continue
        indent = INDENTS.get(paragraph.role, 2) if first else 0
        if off(left, LEFT + indent * CHAR):
            say(f"does not begin {indent} characters in")
        if right > RIGHT + TOLERANCE or not last and off(right, RIGHT):
            say("does not end at the right edge")
    return complaints[:20]


@judge("ruler: lines", "pdf", pages_1_mm_down=one_mm_down, pages_1_percent_larger=one_percent)
def pitch(sample):
    """Every line outside tables stands on the page's grid of 22 lines of
    28.95 pt, the first of a page of prose on the first. Below a table it stands
    half a line away from it, and the grid begins anew, as below a picture."""
    complaints, found = [], placed(sample)
    for n, page in enumerate(trace.pages(sample.pdf), 1):
        mine = [p for p in found if p.page == n]
        tables = [(mm(low), mm(low) + PITCH / 2) for _, low in trace.tables(page)]
        starts = [0.0, *(mm(p.y + p.h) for p in page.pictures), *(low for low, _ in tables)]
        origin, part = TOP, 0.0  # where the grid of these lines begins
        for before, p in zip([None, *mine], mine):
            if p.paragraph.role in ("caption", "line"):
                continue
            above = max(s for s in starts if s < mm(p.line.y))
            if above > part:
                part = above
                origin = next((top for low, top in tables if low == above and not small(before, above)), None)
                if origin is None:  # below a picture, a caption or another small line
                    origin = mm(p.line.y) - BASELINE
            place = (mm(p.line.y) - origin - BASELINE) / PITCH
            if off(place * PITCH, round(place) * PITCH) or place < -0.1 or slot(p.line) > LINES - 1 + TOLERANCE:
                complaints.append(f"page {n}: baseline at {mm(p.line.y):.2f} mm is line {place + 1:.2f}: {p.line.text[:20]}")
        slots = [slot(p.line) for p in mine]
        if any(b <= a for a, b in pairwise(slots)):
            complaints.append(f"page {n}: lines do not follow each other: {slots}")
        if slots and not trace.tables(page) and not page.pictures and round(slots[0]) != 0:
            complaints.append(f"page {n}: begins on line {slots[0] + 1:.0f}")
    return complaints[:20]


def small(p, low):
    """Whether a small line below the table that ends at low came before."""
    return p is not None and p.paragraph.role in ("caption", "line") and mm(p.line.y) > low


@judge("ruler: characters", "pdf", pages_1_percent_larger=one_percent, pages_1_mm_right=one_mm_right)
def characters(sample):
    """A full line of Chinese has 28 characters, evenly spread; one that has
    fewer gave way to a rule of line breaking. No line begins or ends with a
    mark that may not stand there."""
    complaints, full = [], 0
    lines = list(placed(sample))
    for p, after in zip(lines, [*lines[1:], None]):
        n, line, first, last = p.page, p.line, p.first, p.last
        text = line.text
        if not first and text[0] in NOT_FIRST:
            complaints.append(f"page {n}: begins with {text[0]}: {text}")
        if not last and text[-1] in NOT_LAST:
            complaints.append(f"page {n}: ends with {text[-1]}: {text}")
        if last or p.paragraph.role != "text" or not full_width(text):
            continue
        room = CHARS - 2 * first
        if len(text) == room:
            full += 1
            step = {round(b.x - a.x, 1) for a, b in pairwise(line.glyphs)}
            if max(step) - min(step) > 0.2:
                complaints.append(f"page {n}: uneven characters {sorted(step)}: {text}")
            if off(mm(line.x), LEFT + 2 * CHAR * first) or off(mm(line.right), RIGHT):
                complaints.append(f"page {n}: {len(text)} characters from {mm(line.x):.2f} to {mm(line.right):.2f} mm: {text}")
        elif len(text) > room:
            complaints.append(f"page {n}: {len(text)} characters: {text}")
        else:
            head = after.line.text[:4]
            reason = head[0] in NOT_LAST or any(c in NOT_FIRST for c in head[1:3]) or not full_width(head[:1])
            if not reason:
                complaints.append(f"page {n}: {len(text)} characters, and {head[0]} would have fitted: {text}")
    if not full:
        complaints.append(Remark("no line is full of Chinese characters"))
    return complaints[:20]
