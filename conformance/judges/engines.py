"""The word processors that set a DOCX: each makes a PDF of it, with no fonts
but the bundled ones. All that the judges ask are in ENGINES."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from typing import Callable

from . import fontnames, peculiar
from .tools import call, output
from .verdict import Missing


@dataclass(frozen=True)
class Least:
    """The shares below which the meter fails."""

    pages: float
    lines: float
    placed: float  # of the lines, those that begin where ours do
    edges: float
    cells: float


@dataclass(frozen=True)
class Engine:
    name: str
    profile: str  # whose line breaks the files follow that it gets: of --word-processor
    convert: Callable  # (DOCX files, folder, sample) -> PDFs
    version: Callable  # sample -> text
    least: dict  # Least by group of reports
    peculiarities: tuple = ()


RESTART = 81  # LibreOffice has made its profile and wants to be started again


def office(command, files, kind, folder, conf, profile):
    """What a LibreOffice makes of files, all in one run, with a profile of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    made = emptied(files, folder, kind.split(":")[0])
    line = (*command, f"-env:UserInstallation={(conf.parent / profile).as_uri()}", "--headless", "--norestore",
                "--convert-to", kind, "--outdir", folder, *files)
    for _ in range(2):
        done = call(*line, env={"FONTCONFIG_FILE": str(conf)}, timeout=1800)
        if done.returncode != RESTART:
            break
    return complete("LibreOffice", made, done)


def emptied(files, folder, ending):
    """The files that are to be made, none of which is there any more."""
    made = [folder / f"{f.stem}.{ending}" for f in files]
    for target in made:
        target.unlink(missing_ok=True)
    return made


def complete(name, made, done):
    missing = [f.name for f in made if not f.exists()]
    if done.returncode or missing:
        raise RuntimeError(f"{name} did not make {missing}: {done.stdout}{done.stderr}")
    return made


def libreoffice(files, folder, sample, kind="pdf"):
    """The LibreOffice of this machine."""
    return office(["soffice"], files, kind, folder, fontnames.write(sample), "profile")


def newer_command(sample):
    """How the LibreOffice of conformance/newer is run: in its own Debian, to
    which the project's files are shown."""
    root, tree = sample.cache / "newer" / "root", str(sample.root)
    if not (sample.cache / "newer" / "done").exists():
        raise Missing("no newer LibreOffice is there (conformance/newer says why)")
    binds = ["--ro-bind", tree, tree, "--bind", str(sample.cache), str(sample.cache)]
    return ["bwrap", "--unshare-all", "--die-with-parent", "--bind", str(root), "/", "--dev", "/dev", "--proc", "/proc",
            "--tmpfs", "/tmp", *binds, "--setenv", "HOME", "/tmp", "/usr/lib/libreoffice/program/soffice.bin"]


def newer_libreoffice(files, folder, sample):
    return office(newer_command(sample), files, "pdf", folder, fontnames.write(sample), "profile-newer")


def onlyoffice(files, folder, sample):
    """ONLYOFFICE Document Builder, as many at once as there are processors. It
    says that it has no licence and works all the same: it is free software."""
    lib = sample.cache / "onlyoffice" / "docbuilder" / "lib"
    if not (lib / "docbuilder").exists():
        raise Missing("ONLYOFFICE Document Builder is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    made = emptied(files, folder, "pdf")
    command = [lib / "docbuilder", f"--fonts-dir={fontnames.copies(sample)}", "--fonts-system=false"]
    script(folder / "fonts.docbuilder", [])
    call(*command, folder / "fonts.docbuilder")  # lists the fonts, before several do at once
    jobs = max(1, min(os.cpu_count() or 1, len(files)))
    work = sorted(zip(files, made), key=lambda pair: -pair[0].stat().st_size)
    scripts = [script(folder / f"{n}.docbuilder", work[n::jobs]) for n in range(jobs)]
    with ThreadPoolExecutor(jobs) as pool:
        done = list(pool.map(lambda s: call(*command, s, timeout=3600), scripts))
    return complete("ONLYOFFICE", made, max(done, key=lambda d: d.returncode))


def script(path, work):
    path.write_text("".join(f'builder.OpenFile("{a}", "");\nbuilder.SaveFile("pdf", "{b}");\nbuilder.CloseFile();\n'
                            for a, b in work), encoding="utf-8")
    return path


def of_this_machine(sample):
    return re.search(r"[\d.]+", output("soffice", "--version"))[0]


def of_newer(sample):
    return re.search(r"[\d.]+", output(*newer_command(sample), "--version"))[0]


def of_onlyoffice(sample):
    found = [d.version for d in metadata.distributions(path=[str(sample.cache / "onlyoffice")])
             if d.metadata["Name"] == "document-builder"]
    if not found:
        raise Missing("ONLYOFFICE Document Builder is not installed")
    return found[0]


SAMPLES, STRESS = "samples", "stress set"
ALL = Least(pages=1, lines=1, placed=1, edges=1, cells=1)

# Below 1 stands what is reached, rounded down: docs/layout.md says what is missing.
ENGINES = (
    Engine("LibreOffice", "libreoffice", libreoffice, of_this_machine, {SAMPLES: ALL, STRESS: ALL}),
    Engine("newer LibreOffice", "libreoffice26", newer_libreoffice, of_newer,
           {SAMPLES: ALL, STRESS: ALL}, peculiar.NEWER_LIBREOFFICE),
    Engine("ONLYOFFICE", "onlyoffice", onlyoffice, of_onlyoffice,
           {SAMPLES: ALL, STRESS: Least(1, 0.998, 0.999, 1, 1)}, peculiar.ONLYOFFICE),
)
