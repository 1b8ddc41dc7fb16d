"""Tells fontconfig, and so LibreOffice, that the bundled fonts stand in for
those that a DOCX names, and that there are no others."""

import tomllib
from xml.sax.saxutils import escape

from .tools import output


def stand_ins(folder):
    """For each style its name in Word, the families of its fonts in order,
    and the weight of the first."""
    styles = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))["style"]
    for style in styles:
        found = [output("fc-scan", "--format", "%{family[0]}\t%{weight}", folder / f["file"]).split("\t")
                 for f in style["files"]]
        yield style["word"]["name"], [family for family, _ in found], found[0][1]


def write(sample):
    """Writes the fontconfig file and gives its path."""
    fonts, folder = sample.root / "fonts", sample.cache / "work" / "fontconfig"
    folder.mkdir(parents=True, exist_ok=True)
    rules = ""
    for name, families, weight in stand_ins(fonts):
        strings = "".join(f"<string>{escape(f)}</string>" for f in families)
        rules += (f"<match target='pattern'><test name='family'><string>{escape(name)}</string></test>"
                  f"<edit name='family' mode='assign' binding='strong'>{strings}</edit>"
                  f"<edit name='weight' mode='assign'><int>{weight}</int></edit></match>\n")
    conf = folder / "fonts.conf"
    conf.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>\n<fontconfig>\n"
        f"<dir>{escape(str(fonts))}</dir>\n<cachedir>{escape(str(folder / 'cache'))}</cachedir>\n"
        f"{rules}</fontconfig>\n", encoding="utf-8")
    return conf
