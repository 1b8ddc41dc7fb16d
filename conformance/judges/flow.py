"""Which line of which paragraph stands where."""

import functools
from dataclasses import dataclass

from . import compose, trace
from .expectation import Paragraph, squeeze
from .paging import page_number
from .trace import Line


@dataclass
class Placed:
    page: int
    line: Line
    paragraph: Paragraph
    index: int  # in its paragraph
    count: int = 0  # lines of its paragraph

    @property
    def first(self):
        return self.index == 0

    @property
    def last(self):
        return self.index == self.count - 1


@functools.cache
def prose(pdf):
    """Lines outside tables, page by page."""
    return [trace.prose(page, page_number(n)) for n, page in enumerate(trace.pages(pdf), 1)]


def placed(sample):
    """Every line outside tables, in order."""
    paragraphs = iter([b for b in compose.expect(sample).blocks if isinstance(b, Paragraph) and squeeze(b.text)])
    result, mine, left = [], [], ""
    for n, lines in enumerate(prose(sample.pdf), 1):
        for line in lines:
            if not left:
                paragraph = next(paragraphs)
                left, mine = squeeze(paragraph.text), []
            text = line.text
            if not left.startswith(text):
                raise ValueError(f"page {n}: the line {text} is not how {left[:40]}… goes on")
            left = left[len(text):]
            mine.append(Placed(n, line, paragraph, len(mine)))
            for p in mine:
                p.count = len(mine)
            result.append(mine[-1])
    return result
