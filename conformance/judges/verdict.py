"""What a judge is, and how its verdicts are shown.

A judge looks at one sample and gives complaints: no complaint, no fault. Every
judge brings at least one spoiler: a function that makes a deliberately broken
copy of the sample. A judge that has no complaint about a broken copy is itself
at fault, and that is a failure like any other.
"""

import traceback
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Callable

PASS, FAIL, ABSENT, NOTE = "pass", "FAIL", "NOT RUN", "note"


class Missing(Exception):
    """Something that the judge needs is not to be had."""


class NotPresent(Exception):
    """Reference data that may be absent is absent."""


class Remark(str):
    """Something worth saying that is no complaint."""


@dataclass(frozen=True)
class Sample:
    """One report: what was written, what it was made from, where to scribble. Or
    the guide, a PDF file like a report's."""

    name: str  # its place below samples, such as county/2021
    report: Path | None  # the clerk's TOML file; the guide has none
    pdf: Path
    docx: Path | None
    root: Path  # of the project
    cache: Path
    scratch: Path
    edits: dict = field(default_factory=dict)  # changes to the expectation, by spoilers

    def spoiled(self, **changes):
        return replace(self, **changes)


@dataclass(frozen=True)
class Judge:
    name: str
    reads: str  # "pdf" or "docx"
    check: Callable  # Sample -> list of complaints
    spoilers: dict  # what is broken -> function(Sample, folder) -> Sample
    any_pdf: bool  # of whatever text


JUDGES: list[Judge] = []


def judge(name, reads, any_pdf=False, **spoilers):
    """Registers a function Sample -> complaints as a judge."""
    if not spoilers:
        raise ValueError(f"{name}: a judge needs something that it must refuse")

    def register(check):
        JUDGES.append(Judge(name, reads, check, spoilers, any_pdf))
        return check

    return register


@dataclass(frozen=True)
class Row:
    judge: str
    file: str
    verdict: str
    complaints: tuple = ()

    @property
    def control(self):
        return self.file.startswith("control: ")


def run(judge, sample, controls=True):
    """Rows of one judge for one sample: the sample itself, then the controls."""
    file = f"{sample.name}.{judge.reads}"
    rows = [attempt(judge.name, file, lambda: judge.check(sample))]
    if not controls or rows[0].verdict in (ABSENT, NOTE):
        return rows
    for what, spoil in judge.spoilers.items():
        folder = sample.scratch / f"{judge.name}-{what}".replace(" ", "-").replace("/", "-")
        folder.mkdir(parents=True, exist_ok=True)
        what = what.replace("_", " ")

        def control():
            found = [c for c in judge.check(spoil(sample, folder)) if grave(c)]
            return [Remark(c) for c in found[:3]] or [f"had no complaint about: {what}"]

        rows.append(attempt(judge.name, f"control: {what}", control))
    return rows


def attempt(name, file, work):
    try:
        complaints = work()
    except Missing as e:
        return Row(name, file, ABSENT, (str(e),))
    except NotPresent as e:
        return Row(name, file, NOTE, (str(e),))
    except Exception:  # a judge that falls over is a failure, and the next one still speaks
        return Row(name, file, FAIL, tuple(traceback.format_exc().splitlines()))
    return Row(name, file, FAIL if any(map(grave, complaints)) else PASS, tuple(complaints))


def grave(complaint):
    return not isinstance(complaint, Remark)


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text, n):
    return text + " " * (n - width(text))


def table(rows):
    """The table judge × file × verdict."""
    heads = ("judge", "file", "verdict")
    cells = [(r.judge, r.file, r.verdict) for r in rows]
    sizes = [max(width(c[i]) for c in [heads, *cells]) for i in range(3)]
    lines = ["  ".join(pad(c, n) for c, n in zip(row, sizes)).rstrip() for row in [heads, *cells]]
    lines.insert(1, "  ".join("-" * n for n in sizes))
    return "\n".join(lines)
