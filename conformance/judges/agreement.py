"""How far two PDFs of one report agree: pages, lines, table edges, cells. What
follows from a known peculiarity of the other program is counted by its name."""

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .places import sheets
from .trace import mm

X, Y, EDGE = 0.5, 1.0, 0.5  # millimetres by which a place may differ
SHOWN = 12  # disagreements that are told


@dataclass
class Agreement:
    """What was counted, for one report or for several together."""

    reports: int = 0
    paged: int = 0  # reports with as many pages, and the same lines on each
    pages: int = 0
    lines: int = 0
    same: int = 0  # lines with the same text on the same page
    moved: int = 0  # of the same, those that begin elsewhere
    shifted: int = 0  # those that do for a peculiarity
    edges: int = 0
    edges_off: int = 0
    cells: int = 0
    cells_off: int = 0  # cells with other line breaks
    excepted: Counter = field(default_factory=Counter)  # lines by the peculiarity that they differ for
    told: list = field(default_factory=list)

    def tell(self, page, what, ours, theirs):
        self.told.append(f"page {page}: {what}: ours {ours}, theirs {theirs}")

    def __add__(self, other):
        return Agreement(*(getattr(self, n) + getattr(other, n) for n in self.__dataclass_fields__))

    @property
    def shares(self):
        """What agrees of what can: pages, lines, placed, edges, cells."""
        return {"pages": share(self.paged, self.reports), "lines": share(self.same, self.lines),
                "placed": share(self.same - self.moved, self.same), "edges": share(self.edges - self.edges_off, self.edges),
                "cells": share(self.cells - self.cells_off, self.cells)}

    def faults(self, least):
        """What is below the thresholds."""
        return [f"{what}: {found:.2%} agree, fewer than {getattr(least, what):.2%}"
                for what, found in self.shares.items() if found < getattr(least, what)]

    def row(self, name):
        """A row for the meter's table."""
        return (name, f"{self.paged}/{self.reports}", str(self.pages), f"{self.same}/{self.lines}",
                f"{self.shares['lines']:.2%}", str(self.moved), str(self.shifted), f"{self.edges - self.edges_off}/{self.edges}",
                f"{self.cells - self.cells_off}/{self.cells}")


def share(part, whole):
    return part / whole if whole else 1.0


HEADS = ("report", "same pages", "pages", "same lines", "", "moved", "excepted", "edges", "cells")


def compare(ours, theirs, peculiarities=()):
    """Measures how far the PDF theirs agrees with ours, beside which its DOCX lies."""
    mine, yours = sheets(ours), sheets(theirs)
    a = Agreement(reports=1, pages=len(mine))
    for p in peculiarities:
        if changed := p.adapt(mine, yours):
            a.excepted[p.name] += changed
    if len(mine) != len(yours):
        a.tell(min(len(mine), len(yours)) + 1, "pages", len(mine), len(yours))
    same_ends = len(mine) == len(yours)
    for n, (p, q) in enumerate(zip(mine, yours), 1):
        compare_lines(a, n, p, q, peculiarities)
        compare_edges(a, n, p, q)
        compare_cells(a, n, p, q)
        if text(p) != text(q):
            same_ends = False
            a.tell(n, "text of the page", "…" + text(p)[-20:], "…" + text(q)[-20:])
    for p in mine[len(yours):]:  # pages that they have not
        a.lines += len(p.lines)
        a.edges += sum(len(g.rows) + len(g.columns) for g in p.grids)
        a.edges_off = a.edges_off + sum(len(g.rows) + len(g.columns) for g in p.grids)
    a.paged = int(same_ends)
    return a


def text(sheet):
    """All characters of a page, wherever its lines break."""
    return "".join(sorted("".join(line.text for _, line in sheet.lines)))


def compare_lines(a, n, p, q, peculiarities):
    mine, yours = p.lines, q.lines
    a.lines += len(mine)
    match = SequenceMatcher(None, [li.text for _, li in mine], [li.text for _, li in yours], autojunk=False)
    for op, i, j, k, m in match.get_opcodes():
        if op == "equal":
            a.same += j - i
            for at, ((cell, one), (_, other)) in enumerate(zip(mine[i:j], yours[k:m]), i + 1):
                compare_place(a, f"line {at}", n, cell, one, other, peculiarities)
            continue
        for ours, theirs in pieces(mine[i:j], yours[k:m]):
            a.tell(n, f"line {i + 1}", [li.text for _, li in ours][:3], [li.text for _, li in theirs][:3])


def pieces(mine, yours):
    """Runs of lines with other breaks, cut wherever both have had the same text."""
    i = k = 0
    while i < len(mine) and k < len(yours):
        j, m, one, two = i + 1, k + 1, mine[i][1].text, yours[k][1].text
        while one != two:
            if one.startswith(two) and m < len(yours):
                two, m = two + yours[m][1].text, m + 1
            elif two.startswith(one) and j < len(mine):
                one, j = one + mine[j][1].text, j + 1
            else:
                j, m = len(mine), len(yours)
                break
        yield mine[i:j], yours[k:m]
        i, k = j, m
    if i < len(mine) or k < len(yours):
        yield mine[i:], yours[k:]


def compare_place(a, what, n, cell, one, other, peculiarities):
    dx, dy = mm(other.x - one.x), mm(other.y - one.y)
    if not one.firm or abs(dx) <= X and abs(dy) <= Y:
        return
    if found := next((p for p in peculiarities if p.moves(cell, one, dx, dy)), None):
        a.shifted += 1
        a.excepted[found.name] += 1
    else:
        a.moved += 1
        a.tell(n, f"{what} begins {dx:+.2f} mm to the right, {dy:+.2f} mm below", one.text, other.text)


def compare_edges(a, n, p, q):
    if len(p.grids) != len(q.grids):
        a.tell(n, "tables and pictures", len(p.grids), len(q.grids))
    for at, grid in enumerate(p.grids):
        other = q.grids[at] if at < len(q.grids) else None
        for what in ("rows", "columns"):
            one = getattr(grid, what)
            two = getattr(other, what) if other else []
            a.edges += len(one)
            if len(one) != len(two):
                a.edges_off += len(one)
                a.tell(n, f"table or picture {at + 1}: edges of {what}", len(one), len(two))
                continue
            off = [(u, v) for u, v in zip(one, two) if abs(mm(v - u)) > EDGE]
            a.edges_off += len(off)
            if off:
                a.tell(n, f"table or picture {at + 1}: {len(off)} edges of {what} elsewhere, the first at",
                       f"{mm(off[0][0]):.2f} mm", f"{mm(off[0][1]):.2f} mm")


def compare_cells(a, n, p, q):
    def broken(sheet):
        return [tuple(li.text for li in lines) for cell, lines in sheet.cells if not cell.prose]

    mine, yours = broken(p), broken(q)
    a.cells += len(mine)
    match = SequenceMatcher(None, mine, yours, autojunk=False)
    a.cells_off += len(mine) - sum(b.size for b in match.get_matching_blocks())
