"""Runs nianbao import and reads what it wrote."""

import csv
import resource
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "bin" / "nianbao"
MEMORY = 3 << 30  # address space of one run over many files


@dataclass
class Imported:
    """What became of a file: a refusal, or a report with marks."""
    refused: str = ""
    report: dict = field(default_factory=dict)
    text: str = ""
    marked: set = field(default_factory=set)    # part.row.column
    doubts: list = field(default_factory=list)  # of all kinds, why

    def row(self, part, key):
        """The figures of a row, as texts; None where it is not there."""
        got = self.report.get(part, {}).get(key)
        if got is None:
            return None
        values = got.values() if isinstance(got, dict) else got if isinstance(got, list) else [got]
        return [str(v) for v in values]

    def is_marked(self, part, key):
        return any(m.startswith(f"{part}.{key}.") for m in self.marked)


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def folder(files, out, seconds=600):
    """Imports all files of a folder in one run; gives what became of each by
    its name, and what the run complained of."""
    listed = out.parent / f"{out.name}.csv"
    done = subprocess.run([PROGRAM, "import", files, "-o", out, "--list", listed, "--force"],
                          capture_output=True, text=True, errors="replace", timeout=seconds, preexec_fn=limited)
    bad = [f"{files.name}: exit {done.returncode}: {done.stderr[-2000:]}"] if done.returncode not in (0, 1) or "panic" in done.stderr or "程序出错" in done.stderr else []
    said = {}
    with listed.open(encoding="utf-8-sig", newline="") as f:
        for line in list(csv.reader(f))[1:]:
            said.setdefault(Path(line[0]).relative_to(files).as_posix(), []).append(line)
    return {p.relative_to(files).as_posix(): result(p.relative_to(files), out, said) for p in sorted(files.rglob("*")) if p.is_file()}, bad


def result(name, out, said):
    lines = said.get(name.as_posix(), [])
    made = (out / name).with_suffix(".toml")
    if lines and not lines[0][1] or not made.exists():
        return Imported(refused=lines[0][7] if lines else "nothing was said")
    text = made.read_text("utf-8")
    return Imported("", tomllib.loads(text, parse_float=str), text, {x[5] for x in lines if x[5].count(".") == 2}, [x[7] for x in lines])
