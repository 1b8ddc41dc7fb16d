"""Runs the corpus: our verdict on every file, pdfsig's and pyHanko's beside it,
and for attacks on the content what two viewers read. Fails where ours is wrong.

With --all pyHanko judges every file, else every eighth; --keep DIR keeps them."""

import argparse
import asyncio
import collections
import io
import json
import logging
import pathlib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from . import attacks, foreign, heavy, honest, locks, mending, messages, names, office, others, readings, unseen
from .case import Case

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLED = 8


def call(*args):
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, errors="replace", timeout=900)


def ours(files, folder):
    """Whether nianbao verify accepts each file, and why not."""
    said = {}
    for i in range(0, len(files), 100):
        done = call(ROOT / "bin" / "nianbao", "verify", "--lang", "en", "--json", "--trust", folder / "root.pem",
                    "--trust-tsa", folder / "root.pem", *files[i:i + 100])
        for f in json.loads(done.stdout)["files"]:
            said[f["file"]] = f["ok"], [*f["problems"], *(p for s in f["signatures"] for p in s["problems"])]
    return said


async def judged(data):
    roots = [office.theirs(office.ROOT)]
    signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
    if not any(s.sig_object_type == "/Sig" for s in signatures):
        return False
    for s in signatures:
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        ask = async_validate_pdf_signature if s.sig_object_type == "/Sig" else async_validate_pdf_timestamp
        if not (await ask(s, context)).bottom_line:
            return False
    return True


def pyhanko(data):
    try:
        return asyncio.run(judged(data))
    except Exception:
        return False


def pdfsig(file):
    said = call("pdfsig", "-nocert", file).stdout
    verdicts = [line for line in said.splitlines() if "Signature Validation:" in line]
    return bool(verdicts) and all("is Valid" in v for v in verdicts) and "Total document signed" in said


def text(file):
    """What poppler and MuPDF read."""
    return (call("pdftotext", file, "-").stdout.strip(), call("mutool", "draw", "-q", "-F", "txt", file).stdout.strip())


def wrong(cases, said):
    return [c for c in cases if said[c.name] != c.accept]


def controls(cases, said):
    """A judge that says yes, or no, to everything must be found out."""
    for word in (True, False):
        if not wrong(cases, {c.name: word for c in cases}):
            return f"a verifier that always says {word} is not noticed"
    turned = Case("control", b"", not said[cases[0].name], "control")
    if not wrong([turned], {"control": said[cases[0].name]}):
        return "a wrong expectation is not noticed"
    return ""


def exhausting():
    """The small files that exhaust, in a folder of their own."""
    with tempfile.TemporaryDirectory() as scratch:
        foreign.key_file(pathlib.Path(scratch))
        return heavy.run(pathlib.Path(scratch))


def row(counts):
    return " ".join(f"{n:>7}" for n in counts)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--all", action="store_true")
    options.add_argument("--keep", type=pathlib.Path)
    o = options.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as scratch:
        folder = o.keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "root.pem").write_bytes(office.root_pem())
        cases = [c for part in (honest, foreign, attacks, readings, mending, others, unseen, messages, locks, names) for c in part.cases()]
        files = {c.name: folder / f"{c.name}.pdf" for c in cases}
        for c in cases:
            files[c.name].write_bytes(c.data)
        (folder / "expected.tsv").write_text("".join(f"{c.name}\t{'accept' if c.accept else 'refuse'}\t{c.kind}\n" for c in cases))
        said = {pathlib.Path(f).stem: v for f, v in ours(list(files.values()), folder).items()}
        verdicts = {n: ok for n, (ok, _) in said.items()}
        with ThreadPoolExecutor(2) as pool:
            sig = dict(zip(files, pool.map(pdfsig, files.values())))
            content = [c for c in cases if c.kind == "A"]
            seen = dict(zip((c.name for c in content), pool.map(lambda c: text(files[c.name]), content)))
        hanko = {c.name: pyhanko(c.data) for i, c in enumerate(cases) if o.all or i % SAMPLED == 0}
        clean = "PAY 100 YUAN"
        moved = sum(any(t != clean for t in both) for both in seen.values())
        print(f"{'kind':10} {'files':>7} {'ours':>7} {'pyHanko':>7} {'of':>7} {'pdfsig':>7}   (accepted)")
        groups = collections.defaultdict(list)
        for c in cases:
            groups[c.kind].append(c.name)
        for kind, group in sorted(groups.items()):
            asked = [n for n in group if n in hanko]
            print(f"{kind:10} " + row((len(group), sum(verdicts[n] for n in group), sum(hanko[n] for n in asked), len(asked), sum(sig[n] for n in group))))
        print(f"viewers read another text in {moved} of {len(content)} files of kind A")
        failed = wrong(cases, verdicts)
        for c in failed:
            print(f"WRONG {c.name}: should be {'accepted' if c.accept else 'refused'}; {said[c.name][1]}; pdfsig {sig[c.name]}, pyHanko {hanko.get(c.name)}")
        blind = controls(cases, verdicts)
        print(blind or f"{len(cases)} files, {len(failed)} wrong; controls noticed")
        over = exhausting()
        for line in over:
            print(f"WRONG {line}")
        return bool(failed or blind or over or len(cases) < 300)


if __name__ == "__main__":
    sys.exit(main())
