"""Tells fontconfig, and so LibreOffice, that the bundled fonts stand in for
those that a DOCX names, and that there are no others; and makes copies of them
under those names for programs that do not ask fontconfig."""

import shutil
import tomllib
from xml.sax.saxutils import escape

from .tools import output
from .verdict import Missing


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


# Ascent and descent of the Windows fonts whose names the copies carry: upright
# text and large type are placed by them.
ASCENT, DESCENT = 220 / 256, 36 / 256


def copies(sample):
    """The folder with the copies, made where the fonts are newer."""
    fonts, folder = sample.root / "fonts", sample.cache / "work" / "named-fonts"
    done = folder.with_suffix(".done")
    if done.exists() and all(f.stat().st_mtime < done.stat().st_mtime for f in [*fonts.iterdir()]):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for n, style in enumerate(tomllib.loads((fonts / "fonts.toml").read_text("utf-8"))["style"]):
        first, *others = [f["file"] for f in style["files"]]
        renamed(fonts / first, folder / f"{n}-{first}", style["word"]["name"], f"Named{n}")
        for other in others:
            shutil.copy(fonts / other, folder)
    done.touch()
    return folder


def renamed(source, target, name, postscript):
    """A copy of a font under another name."""
    try:
        from fontTools.ttLib import TTFont
    except ImportError as e:
        raise Missing(f"fontTools: {e}") from e
    font = TTFont(source, recalcTimestamp=False)
    font["name"].names = []
    for what, text in {1: name, 2: "Regular", 4: name, 6: postscript}.items():
        font["name"].setName(text, what, 3, 1, 0x409)
    look, head = font["OS/2"], font["hhea"]
    look.fsSelection, look.usWeightClass, font["head"].macStyle = look.fsSelection & ~0x21 | 0x40, 400, 0
    if not name.isascii():  # Times New Roman has its own, and its stand-in the same
        up, down = (round(font["head"].unitsPerEm * share) for share in (ASCENT, DESCENT))
        head.ascent, head.descent, head.lineGap = up, -down, 0
        look.sTypoAscender, look.sTypoDescender, look.sTypoLineGap = up, -down, 0
        look.usWinAscent, look.usWinDescent = up, down
    font.save(target)
