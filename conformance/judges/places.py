"""Where the lines and the table rules of a PDF stand, page by page: lines of
prose, lines of each cell, edges of rows and columns. In comes a PDF of
whatever program, out come Sheets; nothing is known of what should be there."""

from dataclasses import dataclass, field

from . import trace

JOIN = 1.0  # points; rules no farther apart are one edge


@dataclass(frozen=True)
class Cell:
    """A cell by its rules, or prose, which has none. Places in points."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    @property
    def prose(self):
        return self.right == 0


@dataclass(frozen=True)
class Placed:
    """A line of text where it begins."""

    text: str
    x: float
    y: float

    @property
    def firm(self):
        """Whether its place can be compared: a mark alone in its line, as in
        upright text, may be another glyph with another origin."""
        return self.text not in set("、，。；：")


@dataclass
class Grid:
    """The edges of a table on a page, of its rows and of its columns; or those
    of a picture."""

    rows: list
    columns: list


@dataclass
class Sheet:
    """A page: its cells with their lines, from top to bottom, and its tables and
    pictures."""

    cells: list = field(default_factory=list)  # (Cell, [Placed])
    grids: list = field(default_factory=list)

    @property
    def lines(self):
        return [(cell, line) for cell, lines in self.cells for line in lines]


def sheets(pdf):
    """The pages of a PDF."""
    return [sheet(page) for page in trace.pages(pdf)]


def sheet(page):
    level, upright = trace.rules(page)
    areas = trace.tables(page)
    result = Sheet(grids=[grid(area, level, upright) for area in areas])
    result.grids += [Grid([p.y, p.y + p.h], [p.x, p.x + p.w]) for p in page.pictures]
    found, prose = {}, []
    for g in page.glyphs:
        if any(top <= g.y <= low for top, low in areas):
            found.setdefault(around(g, level, upright), []).append(g)
        else:
            prose.append(g)
    cells = [(Cell(), [line]) for line in trace.lines(prose)]
    cells += [(cell, cell_lines(glyphs)) for cell, glyphs in found.items()]
    cells.sort(key=lambda item: (round(item[1][0].y if item[0].prose else item[0].top), item[0].left))
    result.cells = [(cell, [placed(li) for li in lines]) for cell, lines in cells]
    return result


def placed(line):
    return Placed(line.text, line.x, line.y)


def cell_lines(glyphs):
    """The lines of a cell."""
    return trace.lines(glyphs)


def edges(values):
    """Places that are no more than JOIN apart, as one each."""
    result = []
    for v in sorted(values):
        if not result or v - result[-1][-1] > JOIN:
            result.append([])
        result[-1].append(v)
    return [sum(group) / len(group) for group in result]


def grid(area, level, upright):
    top, low = area
    return Grid(edges(r.y + r.h / 2 for r in level if top - JOIN <= r.y + r.h / 2 <= low + JOIN),
                edges(r.x + r.w / 2 for r in upright if top - JOIN <= r.y and r.y + r.h <= low + JOIN))


def around(g, level, upright):
    """The cell in which a glyph stands: the nearest rules on its four sides."""
    x, y = g.x + g.advance / 2, g.y - g.size / 4
    left = max((r.x + r.w / 2 for r in upright if r.y <= y <= r.y + r.h and r.x <= x), default=0)
    right = min((r.x + r.w / 2 for r in upright if r.y <= y <= r.y + r.h and r.x > x), default=1e6)
    top = max((r.y + r.h / 2 for r in level if r.x <= x <= r.x + r.w and r.y <= y), default=0)
    bottom = min((r.y + r.h / 2 for r in level if r.x <= x <= r.x + r.w and r.y > y), default=1e6)
    return Cell(*(round(v, 1) for v in (left, top, right, bottom)))
