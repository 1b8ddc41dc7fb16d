"""The ruler: the measures of GB/T 9704-2012 that pages are held against, and
pages that lie wrong on purpose."""

import pikepdf

from .trace import mm

TOLERANCE = 0.3  # mm
WIDTH, HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 297 - 35, 28, 210 - 26  # edges of the text area, 5.2.1
LINES, CHARS = 22, 28  # 5.2.3
PITCH = mm(28.95)  # 22 lines fill 225 mm
CHAR = (RIGHT - LEFT) / CHARS
NUMBER = BOTTOM + 7  # the 一字线 of the page number, 7.5
DOT = 72 / 600  # points

# Word processors place the baseline of a line of exact pitch at four fifths.
BASELINE = 0.8 * PITCH


def off(found, wanted, tolerance=TOLERANCE):
    return abs(found - wanted) > tolerance


def slot(line):
    """On which line of the page's grid a line stands, from 0."""
    return (mm(line.y) - TOP - BASELINE) / PITCH


def moved(name, matrix):
    """A spoiler that draws every page through a matrix."""
    def spoil(sample, folder):
        target = folder / f"{name}.pdf"
        with pikepdf.open(sample.pdf) as pdf:
            for page in pdf.pages:
                page.Contents = pdf.make_stream(matrix + b" cm\n" + page.Contents.read_bytes())
            pdf.save(target)
        return sample.spoiled(pdf=target)

    return spoil


one_mm_right = moved("right", b"1 0 0 1 2.835 0")
one_mm_down = moved("down", b"1 0 0 1 0 -2.835")
one_percent = moved("wide", b"1.01 0 0 1.01 0 0")
half_a_dot = moved("dot", b"1 0 0 1 0.06 0.06")
