"""Judges the PDF by veraPDF, for every profile that the file claims."""

import functools
import re
from pathlib import Path

import pikepdf

from .tools import call
from .verdict import Missing, NotPresent, judge

PDFA = re.compile(r"pdfaid:part(?:>|=\")(\d).*?pdfaid:conformance(?:>|=\")([ABU])", re.S)
PDFUA = re.compile(r"pdfuaid:part(?:>|=\")(\d)")


def claims(pdf):
    """veraPDF's names of the profiles that the file's XMP claims."""
    with pikepdf.open(pdf) as doc:
        if "/Metadata" not in doc.Root:
            return []
        xmp = doc.Root.Metadata.read_bytes().decode("utf-8", "replace")
    found = [part + level.lower() for part, level in PDFA.findall(xmp)]
    return found + ["ua" + part for part in PDFUA.findall(xmp)]


def ask(jar, profile, files):
    """What veraPDF says of files: the lines about each."""
    done = call("java", "-cp", jar, "org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v",
                "--flavour", profile, *files)
    said, about = {}, []
    for line in filter(None, map(str.strip, done.stdout.splitlines())):
        name = next((str(f) for f in files if line.startswith((f"PASS {f} ", f"FAIL {f} "))), None)
        if name:
            about = said.setdefault(name, [])
        about.append(line)
    return said or {"": done.stderr.splitlines()}


@functools.cache
def passed(jar, profile, folder):
    """The files of a folder that pass: one call for all, since starting veraPDF takes longer than judging."""
    files = sorted(folder.glob("*.pdf"))
    said = ask(jar, profile, files)
    return {f for f in files if said.get(str(f), [""])[0].startswith("PASS ")}


def broken_rules(sample, profile):
    """The rules of a profile that the file breaks, as text."""
    jar = sample.cache / "verapdf" / "greenfield-apps.jar"
    if not jar.exists():
        raise Missing("veraPDF is not installed")
    if not sample.pdf.is_relative_to(sample.scratch) and sample.pdf in passed(jar, profile, sample.pdf.parent):
        return []
    lines = ask(jar, profile, [sample.pdf]).get(str(sample.pdf), [])
    if lines and lines[0].startswith("PASS "):
        return []
    return [f"{profile}: {line}" for line in (lines or ["said nothing"])][:20]


def edit(name, change):
    """A spoiler that edits the opened PDF and leaves its claims alone."""
    def spoil(sample, folder):
        target = folder / f"{name}.pdf"
        with pikepdf.open(sample.pdf) as pdf:
            change(pdf)
            pdf.save(target)
        return sample.spoiled(pdf=target)

    return spoil


def unmarked(pdf):
    """Not tagged, without a language, and with a script."""
    for key in ("/MarkInfo", "/StructTreeRoot", "/Lang"):
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def cropped_fonts(pdf):
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary):
            for key in ("/FontFile2", "/FontFile3"):
                if key in obj:
                    del obj[key]


def attached(sample):
    """The same report with its TOML and its Word file inside."""
    out = sample.pdf.parents[len(Path(sample.name).parts) - 1]
    return sample.spoiled(pdf=out / "attached" / sample.pdf.relative_to(out))


def unrelated(sample, folder):
    """The attachments do not say what they are to the report."""
    target = folder / "unrelated.pdf"
    with pikepdf.open(attached(sample).pdf) as pdf:
        for spec in pdf.Root.AF:
            del spec["/AFRelationship"]
        pdf.save(target)
    return sample.spoiled(pdf=target)


@judge("veraPDF: attached", "pdf", unrelated=unrelated)
def with_attachments(sample):
    sample = sample if sample.pdf.is_relative_to(sample.scratch) else attached(sample)
    profiles = claims(sample.pdf)
    if profiles != ["3a", "ua1"]:
        return [f"claims {profiles}"]
    return [line for p in profiles for line in broken_rules(sample, p)]


@judge("veraPDF", "pdf", any_pdf=True, not_tagged_and_a_script=edit("untagged", unmarked), no_font_embedded=edit("fonts", cropped_fonts))
def verapdf(sample):
    profiles = claims(sample.pdf)
    if not profiles:
        rules = {p: len(broken_rules(sample, p)) for p in ("2a", "ua1")}
        raise NotPresent("claims neither PDF/A nor PDF/UA; lines of complaint it would get: " +
                         ", ".join(f"{p}: {n}" for p, n in rules.items()))
    return [line for p in profiles for line in broken_rules(sample, p)]
