"""Peculiarities of word processors: where they place text otherwise than the
file says and than all others do. Each has a name and a reason, is recognised
narrowly, and is counted."""

from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Peculiarity:
    name: str
    reason: str
    moves: Callable  # (cell, line, dx, dy in mm) -> whether the line stands elsewhere for it


def upright(cell, line, dx, dy):
    """One character of a column of them, 0.8 mm to the left."""
    return not cell.prose and len(line.text) == 1 and cell.right - cell.left < 40 and abs(dx + 0.8) < 0.1 and abs(dy) < 0.5


NEWER_LIBREOFFICE = (
    Peculiarity("upright labels", "LibreOffice 26 sets upright text 0.8 mm farther to the left than Word and LibreOffice 7.4 do",
                moves=upright),
)
