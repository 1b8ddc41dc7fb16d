"""Judges the archive with the Library of Congress's BagIt tool: every version
is a valid bag."""

import shutil

import bagit

from .tools import output
from .verdict import judge


def archived(sample, folder):
    """The sample in an archive of its own."""
    program = sample.root / "bin" / "nianbao"
    shutil.rmtree(folder, ignore_errors=True)
    output(program, "archive", sample.pdf.parent, "--from", sample.report, "--to", folder, "--by", "judge", "--date", "2026-01-01")
    return [p.parent for p in folder.rglob("bagit.txt")]


def changed(sample, folder):
    [bag] = archived(sample, folder / "archive")
    [toml] = (bag / "data").glob("*.toml")
    toml.write_bytes(toml.read_bytes() + b"\n")
    return sample.spoiled(edits={"archive": folder / "archive"})


def file_too_many(sample, folder):
    [bag] = archived(sample, folder / "archive")
    (bag / "data" / "more").write_bytes(b"")
    return sample.spoiled(edits={"archive": folder / "archive"})


@judge("BagIt", "docx", changed=changed, file_too_many=file_too_many)
def bags(sample):
    folder = sample.edits.get("archive")
    found = [p.parent for p in folder.rglob("bagit.txt")] if folder else archived(sample, sample.scratch / "archive")
    complaints = [] if found else ["no bag"]
    for path in found:
        try:
            bagit.Bag(str(path)).validate()
        except bagit.BagError as e:
            complaints.append(f"{path.name}: {e}")
    return complaints
