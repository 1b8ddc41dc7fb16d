"""Peculiarities of word processors: where they depart from what the file says,
or from what all others do. Each has a name and a reason, and is recognised
narrowly: a small line breaker of our own must give our lines without it and
theirs with it, or the difference is a disagreement like any other."""

import html
import re
import zipfile
from dataclasses import dataclass
from typing import Callable

from .ruler import RIGHT
from .trace import mm

SPACING = -0.25  # points from each character to the next (w:spacing -5)
SLACK = 0.3  # points


@dataclass(frozen=True)
class Peculiarity:
    name: str
    reason: str
    breaks: Callable | None = None  # (left, right, ordinary) -> whether a line may end between these characters
    moves: Callable | None = None  # (cell, line, dx, dy in mm) -> whether the line stands elsewhere for it


MARKS = set("、。，．；：！？）》”’〉】〕」』％…—·")
OPENING = set("（《“‘〈【〔「『")


def latin(c):
    return "!" <= c <= "~"


def ordinary(rules):
    """Where a line may end by the file's own lists and between words."""
    before, after = rules

    def may(a, b):
        return b not in before and a not in after and not (latin(a) and latin(b))

    return may


def fill(chars, first, others, right, may):
    """Breaks characters with their advances into lines as full as can be. first
    and others are where lines begin, right where they end, in points."""
    lines, at = [], 0
    while at < len(chars):
        room, end = right - (others if lines else first) + SLACK, at
        while end < len(chars) and room - chars[end][1] >= 0:
            room -= chars[end][1] + SPACING
            end += 1
        if end < len(chars):
            cut = end
            while cut > at and not may(chars[cut - 1][0], chars[cut][0]):
                cut -= 1
            end = cut if cut > at else end
        lines.append("".join(c for c, _ in chars[at:end]))
        at = end
    return lines


class Known:
    """The peculiarities of a program, with the rules of the file that it set."""

    def __init__(self, peculiarities, docx):
        self.breaking = [p for p in peculiarities if p.breaks]
        self.moving = [p for p in peculiarities if p.moves]
        self.may = ordinary(rules(docx)) if self.breaking else None

    def moved(self, cell, line, dx, dy):
        return next((p for p in self.moving if p.moves(cell, line, dx, dy)), None)

    def explain(self, ours, theirs):
        """The peculiarity from which the difference between these lines of prose
        follows, if it follows from one, or from all together."""
        mine, want = [line for _, line in ours], [line.text for _, line in theirs]
        prose = all(cell.prose for cell, _ in [*ours, *theirs])
        if not self.breaking or not mine or not prose or "".join(line.text for line in mine) != "".join(want):
            return None
        chars = [pair for line in mine for pair in line.advances]
        rest = mine[1:2] or [line for _, line in theirs[1:2]] or mine
        at = mine[0].x, rest[0].x, RIGHT / mm(1)
        if fill(chars, *at, self.may) != [line.text for line in mine]:
            return None
        for some in [*([p] for p in self.breaking), self.breaking]:
            if fill(chars, *at, with_all(self.may, some)) == want:
                return some[0] if len(some) == 1 else Peculiarity(" and ".join(p.name for p in some), "")
        return None


def with_all(may, some):
    """Where a line may end by the habits of a program."""
    def allowed(a, b):
        found = may(a, b)
        for p in some:
            found = p.breaks(a, b, found)
        return found

    return allowed


def rules(docx):
    """The marks that may not begin a line and those that may not end one."""
    with zipfile.ZipFile(docx) as package:
        settings = package.read("word/settings.xml").decode()
    return [set(html.unescape(re.search(rf'<w:{name} [^>]*w:val="([^"]*)"', settings)[1]))
            for name in ("noLineBreaksBefore", "noLineBreaksAfter")]


def joined(a, b, allowed):
    return allowed and not (a in MARKS and (b in OPENING or latin(b)))


UNREAD = set("㎎㎏㎜㎝㎞㎡㎥㏄号—―℃‰")


def unlisted(a, b, allowed):
    return allowed or b in UNREAD and a not in OPENING and not (latin(a) and latin(b))


def upright(cell, line, dx, dy):
    """One character of a column of them, 0.8 mm to the left."""
    return not cell.prose and len(line.text) == 1 and cell.right - cell.left < 40 and abs(dx + 0.8) < 0.1 and abs(dy) < 0.5


ONLYOFFICE = (
    Peculiarity("no break behind a mark", "between a mark and an opening bracket, a letter or a figure (。2010, ”“) ONLYOFFICE "
                "breaks no line; the standard, Spire.Doc and LibreOffice do", breaks=joined),
    Peculiarity("lists unread", "ONLYOFFICE does not read noLineBreaksBefore (ECMA-376 17.15.1.60), and its own list lacks "
                "— 号 ㎡ and their kin", breaks=unlisted),
)
NEWER_LIBREOFFICE = (
    Peculiarity("upright labels", "LibreOffice 26 sets upright text 0.8 mm farther to the left than Word and LibreOffice 7.4 do",
                moves=upright),
)
