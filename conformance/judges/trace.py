"""Where everything stands on the pages of a PDF, as MuPDF draws it: glyphs
with the origin of each, filled rectangles. Points from the upper left corner;
`mm` turns them into millimetres."""

import functools
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from .tools import output

MM = 25.4 / 72
INVISIBLE = "\u200b\u2060"  # say where a line may end and where not


def mm(points):
    return points * MM


@dataclass(frozen=True)
class Glyph:
    char: str
    x: float  # of the origin
    y: float  # of the baseline
    advance: float  # of the glyph alone, without spacing
    size: float
    font: str
    turned: bool

    @property
    def right(self):
        return self.x + self.advance


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    w: float
    h: float


@dataclass
class Page:
    width: float
    height: float
    glyphs: list = field(default_factory=list)  # in content order, no blanks
    rects: list = field(default_factory=list)
    pictures: list = field(default_factory=list)  # Rects


def matrix(text):
    return tuple(float(v) for v in text.split())


def apply(m, x, y):
    a, b, c, d, e, f = m
    return a * x + c * y + e, b * x + d * y + f


@functools.cache
def pages(pdf):
    """The pages of a PDF."""
    text = output("mutool", "trace", pdf)
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)
    return tuple(page(node) for node in ET.fromstring(text).iter("page"))


def page(node):
    x0, y0, x1, y1 = matrix(node.get("mediabox"))
    result = Page(x1 - x0, y1 - y0)
    for item in node.iter():
        if item.tag == "fill_text":
            result.glyphs += glyphs(item)
        elif item.tag in ("fill_path", "stroke_path"):
            result.rects += rectangles(item)
        elif item.tag == "fill_image":  # a unit square, transformed
            at = matrix(item.get("transform"))
            result.pictures.append(box([apply(at, x, y) for x in (0, 1) for y in (0, 1)], 0))
    return result


def glyphs(item):
    at = matrix(item.get("transform"))
    for span in item.iter("span"):
        a, b, c, d = matrix(span.get("trm"))
        size = (a * a + b * b) ** 0.5 * abs(at[3])
        for g in span.iter("g"):
            if not g.get("unicode", "").strip().strip(INVISIBLE):
                continue
            x, y = apply(at, float(g.get("x")), float(g.get("y")))
            yield Glyph(g.get("unicode"), x, y, float(g.get("adv")) * size, size, span.get("font"), abs(b) > abs(a))


def rectangles(item):
    """The bounding boxes of a path's parts; a stroke is as thick as its line."""
    at, points = matrix(item.get("transform")), []
    half = float(item.get("linewidth", 0)) / 2
    for step in item.iter():
        if step.tag in ("moveto", "lineto"):
            if step.tag == "moveto" and points:
                yield box(points, half)
                points = []
            points.append(apply(at, float(step.get("x")), float(step.get("y"))))
    if points:
        yield box(points, half)


def box(points, half):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Rect(min(xs) - half, min(ys) - half, max(xs) - min(xs) + 2 * half, max(ys) - min(ys) + 2 * half)


@dataclass(frozen=True)
class Line:
    """Glyphs on one baseline, left to right."""

    glyphs: tuple

    @property
    def text(self):
        return "".join(g.char for g in self.glyphs)

    @property
    def x(self):
        return self.glyphs[0].x

    @property
    def y(self):
        """The baseline of most of its glyphs; stand-ins may be shifted."""
        ys = [round(g.y, 2) for g in self.glyphs]
        return max(set(ys), key=lambda v: (ys.count(v), v))

    @property
    def right(self):
        return self.glyphs[-1].right

    @property
    def size(self):
        return max(g.size for g in self.glyphs)


def lines(glyphs, slack=3.0):
    """Glyphs joined into lines from top to bottom; baselines that are no more
    than slack points apart are one line."""
    rows = []
    for g in sorted(glyphs, key=lambda g: g.y):
        if rows and g.y - rows[-1][0].y <= slack:
            rows[-1].append(g)
        else:
            rows.append([g])
    return [Line(tuple(sorted(row, key=lambda g: g.x))) for row in rows]


def rules(page, thickest=2.5, shortest=6):
    """Thin rectangles: (horizontal, vertical). A level one that is shorter is a
    character's stroke, drawn as a path."""
    return ([r for r in page.rects if r.h <= thickest and r.w >= shortest], [r for r in page.rects if r.w <= thickest < r.h])


def tables(page):
    """The areas of the page's tables, as (top, bottom) of their rules."""
    level, upright = rules(page)
    spans = sorted((r.y, r.y + r.h) for r in upright)
    areas = []
    for top, bottom in spans:
        if areas and top <= areas[-1][1] + 1:
            areas[-1][1] = max(areas[-1][1], bottom)
        else:
            areas.append([top, bottom])
    return [tuple(a) for a in areas]


def prose(page, number):
    """Lines outside tables; number is the text of the page's number, which is
    no prose."""
    areas = tables(page)
    found = lines([g for g in page.glyphs if not any(a <= g.y <= b for a, b in areas)])
    return [line for line in found if line.text != number]
