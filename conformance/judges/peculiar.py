"""Peculiarities of word processors: what they do otherwise than the file says
and than all others do. Each has a name and a reason, is recognised narrowly,
and is counted."""

import re
from dataclasses import dataclass, replace
from typing import Callable


def never(cell, line, dx, dy):
    return False


def nothing(mine, yours):
    return 0


@dataclass(frozen=True)
class Peculiarity:
    name: str
    reason: str
    moves: Callable = never  # (cell, line, dx, dy in mm) -> whether the line stands elsewhere for it
    adapt: Callable = nothing  # (our sheets, theirs): changes them as if both had it -> lines it changed


def upright(cell, line, dx, dy):
    """One character of a column of them, 0.8 mm to the left."""
    return not cell.prose and len(line.text) == 1 and cell.right - cell.left < 40 and abs(dx + 0.8) < 0.1 and abs(dy) < 0.5


SELECTORS = re.compile("[\U000e0100-\U000e01ef]+")


def unselected(mine, yours):
    """Ours without variation selectors, theirs without the halves of theirs."""
    changed = 0
    for sheets, what in ((mine, SELECTORS), (yours, re.compile("\ufffd+"))):
        for sheet in sheets:
            for _, lines in sheet.cells:
                for at, line in enumerate(lines):
                    lines[at] = replace(line, text=what.sub("", line.text))
                    changed += sheets is mine and lines[at] != line
    return changed


SIGNED = 2  # lines of the last paragraph that go along with the signature


def alone(mine, yours):
    """Ours with the two lines above the signature on the page before, where they
    are the last and nothing but signature and page number is on the last page."""
    if len(mine) != len(yours) or len(mine) < 2 or mine[-1].grids:
        return 0
    before, last = mine[-2].cells, mine[-1].cells
    along = last[:SIGNED]
    ends = [line.text for cell, line in yours[-2].lines if cell.prose][-1 - SIGNED:-1]
    if len(last) > SIGNED + 4 or [lines[0].text for _, lines in along] != ends:
        return 0
    pitch = along[1][1][0].y - along[0][1][0].y
    low = max(lines[0].y for _, lines in before[:-1])
    for n, (cell, lines) in enumerate(along, 1):
        before.insert(-1, (cell, [replace(lines[0], y=low + n * pitch)]))
    up = last[SIGNED][1][0].y - along[0][1][0].y  # the space above the signature is gone at the top of a page
    mine[-1].cells = [(cell, [replace(line, y=line.y - up) for line in lines]) for cell, lines in last[SIGNED:-1]] + last[-1:]
    return SIGNED


NEWER_LIBREOFFICE = (
    Peculiarity("upright labels", "LibreOffice 26 sets upright text 0.8 mm farther to the left than Word and LibreOffice 7.4 do",
                moves=upright),
    Peculiarity("variation selectors", "LibreOffice 26 writes each half of a selector's code into the text of its PDF; the page looks the same",
                adapt=unselected),
)
ONLYOFFICE = (
    Peculiarity("signature alone", "ONLYOFFICE takes no lines of a paragraph of four or more along with what it keeps with (keepNext); Word takes two",
                adapt=alone),
)
