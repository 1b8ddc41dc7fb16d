"""Judges the page numbers with the ruler."""

import numpy
from PIL import Image

from . import trace
from .ruler import BOTTOM, LEFT, NUMBER, RIGHT, off, one_mm_down, one_mm_right
from .tools import output
from .trace import mm
from .verdict import judge


@judge("ruler: page numbers", "pdf", pages_1_mm_right=one_mm_right, pages_1_mm_down=one_mm_down)
def numbers(sample):
    """— 1 — in 14 pt, the 一字线 7 mm below the text area, one character in
    from the right edge on odd pages and from the left edge on even ones. The
    line's height is taken from its ink, at 600 dpi."""
    complaints = []
    for n, page in enumerate(trace.pages(sample.pdf), 1):
        found = trace.lines([g for g in page.glyphs if mm(g.y) > BOTTOM + 3])
        if [f.text for f in found] != [f"—{n}—"]:
            complaints.append(f"page {n}: below the text stands {[f.text for f in found]}")
            continue
        line = found[0]
        if off(line.size, 14, 0.01):
            complaints.append(f"page {n}: the number is of {line.size} pt")
        place, want = (mm(line.right), RIGHT - mm(14)) if n % 2 else (mm(line.x), LEFT + mm(14))
        if off(place, want):
            complaints.append(f"page {n}: the number's outer end is at {place:.2f} mm, not {want:.2f}")
        ink = dash(sample, n, line.glyphs[0])
        if off(ink, NUMBER):
            complaints.append(f"page {n}: the 一字线 lies at {ink:.2f} mm, not {NUMBER}")
    return complaints


def dash(sample, n, glyph):
    """The height in mm of the middle of the ink of a dash."""
    dpi = 600
    x, y = int(glyph.x / 72 * dpi), int((glyph.y - 14) / 72 * dpi)
    w, h = int(glyph.advance / 72 * dpi * 0.8), int(20 / 72 * dpi)
    target = sample.scratch / f"dash-{n}"
    output("pdftoppm", "-r", dpi, "-gray", "-png", "-singlefile", "-f", n, "-l", n, "-x", x, "-y", y, "-W", w, "-H", h,
           sample.pdf, target)
    rows = numpy.asarray(Image.open(target.with_suffix(".png")).convert("L")).min(axis=1)
    inked = numpy.flatnonzero(rows < 128)
    return (y + (inked[0] + inked[-1] + 1) / 2) / dpi * 25.4 if len(inked) else 0.0
