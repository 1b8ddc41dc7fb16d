"""The report's text, composed from the clerk's file and the layout by a road
of its own: TOML in, paragraphs and table grids out. It shares no code and no
intermediate file with the program."""

import unicodedata
from dataclasses import dataclass, field

HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass(frozen=True)
class Cell:
    row: int
    col: int
    rows: int  # spans
    cols: int
    text: str
    value: bool  # a figure or another content, no heading of others


@dataclass
class Table:
    key: str
    columns_mm: list | None  # None: the widths follow from what is in the columns
    header_rows: int
    rows: int
    cells: list  # by row, then by column

    def begins_in(self, row):
        return [c for c in self.cells if c.row == row]

    def covering(self, row):
        """Cells that row shows when it is the first one on a page."""
        return [c for c in self.cells if c.row <= row < c.row + c.rows]


@dataclass
class Paragraph:
    role: str  # title, below (the title), h1 to h4, text, signature; caption, line (beside a form's table), appendix (its heading);
    # list and list-next (of attachments), mark (附件1), attachment (its title)
    text: str
    new_page: bool = False
    bookmark: str = ""  # where it is not the text


@dataclass
class Expectation:
    blocks: list = field(default_factory=list)

    def tables(self):
        return [b for b in self.blocks if isinstance(b, Table)]

    def text(self):
        """All text in reading order, without white space."""
        parts = []
        for b in self.blocks:
            parts += [b.text] if isinstance(b, Paragraph) else [c.text for c in b.cells]
        return squeeze("".join(parts))


def squeeze(text):
    """Text without white space, a byte order mark, and the zero-width spaces
    that say where an address may be broken."""
    return "".join(text.replace("\ufeff", "").replace("\u200b", "").split())


def where(expected, got):
    """A complaint that shows the first difference of two texts, or nothing."""
    if expected == got:
        return []
    n = next((i for i, (a, b) in enumerate(zip(expected, got)) if a != b), min(len(expected), len(got)))

    def show(s):
        part = s[n:n + 24]
        names = unicodedata.name(part[0], "?") if part else "end of text"
        return f"…{s[max(0, n - 12):n]}▸{part}… ({names})"

    return [f"differs at character {n} of {len(expected)} (got {len(got)}): expected {show(expected)}, got {show(got)}"]


def lines(value):
    """Lines of a text key, or of a list of texts, that are not blank."""
    if isinstance(value, str):
        value = value.split("\n")
    return [line.strip() for line in value if line.strip()]
