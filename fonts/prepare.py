#!/usr/bin/env python3
"""Rebuilds the files of this folder from the packages they come from.

For developers, seldom needed: builds and tests read the finished files.

    python3 -m pip install fonttools==4.58.5
    apt-get download texlive-lang-chinese fonts-lxgw-wenkai fonts-liberation2
    npm pack @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
    python3 fonts/prepare.py FOLDER_OF_THE_PACKAGES

The same packages give the same bytes. With --hanzi it writes hanzi8105.txt
first, from Unihan_OtherMappings.txt.bz2 of Debian's unicode-data 15.0.
"""
import argparse
import bz2
import gzip
import hashlib
import io
import pathlib
import re
import subprocess
import sys
import tarfile
import unicodedata

import fontTools
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FONTTOOLS = "4.58.5"
# head.modified of the supplements, seconds since 1904: 2023-01-01 00:00 UTC.
MODIFIED = 3755376000

PACKAGES = {
    "texlive": ("texlive-lang-chinese_2022.20230122-1_all.deb",
                "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0"),
    "lxgw": ("fonts-lxgw-wenkai_1.250+repack-1_all.deb",
             "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318"),
    "liberation": ("fonts-liberation2_2.1.5-1_all.deb",
                   "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda"),
    "serif": ("expo-google-fonts-noto-serif-sc-0.4.3.tgz",
              "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e"),
    "sans": ("expo-google-fonts-noto-sans-sc-0.4.3.tgz",
             "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59"),
}
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
FANDOL_DOC = "usr/share/doc/texlive-doc/fonts/fandol/"
LXGW = "usr/share/fonts/truetype/lxgw-wenkai/"
LXGW_DOC = "usr/share/doc/fonts-lxgw-wenkai/copyright"
LIBERATION = "usr/share/fonts/truetype/liberation2/"
LIBERATION_DOC = "usr/share/doc/fonts-liberation2/copyright"

# package, path inside it, name here
COPIES = [
    ("texlive", FANDOL + "FandolSong-Regular.otf", "FandolSong-Regular.otf"),
    ("texlive", FANDOL + "FandolSong-Bold.otf", "FandolSong-Bold.otf"),
    ("texlive", FANDOL + "FandolFang-Regular.otf", "FandolFang-Regular.otf"),
    ("texlive", FANDOL + "FandolKai-Regular.otf", "FandolKai-Regular.otf"),
    ("texlive", FANDOL + "FandolHei-Regular.otf", "FandolHei-Regular.otf"),
    ("liberation", LIBERATION + "LiberationSerif-Regular.ttf", "LiberationSerif-Regular.ttf"),
    ("serif", "package/400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf"),
    ("texlive", FANDOL_DOC + "README", "LICENSES/Fandol-README.txt"),
    ("texlive", FANDOL_DOC + "COPYING.gz", "LICENSES/Fandol-COPYING.txt"),
    ("lxgw", LXGW_DOC, "LICENSES/LXGW-WenKai.txt"),
    ("liberation", LIBERATION_DOC, "LICENSES/Liberation.txt"),
    ("serif", "package/LICENSE_FONT", "LICENSES/Noto-Serif-SC.txt"),
    ("sans", "package/LICENSE_FONT", "LICENSES/Noto-Sans-SC.txt"),
]

# Symbols that a report may hold: Latin-1, superscripts, signs such as № ℃ ‰,
# Ⅰ, ①, ㈠, ㊀, ㎡, full-width forms. What is rarer comes from Noto Serif SC.
SYMBOLS = [
    (0x00A0, 0x00FF), (0x2010, 0x2027), (0x2030, 0x203B), (0x2070, 0x2089), (0x2100, 0x2126),
    (0x2150, 0x217F), (0x2460, 0x249B), (0x3000, 0x301F), (0x3220, 0x3249), (0x3280, 0x3289),
    (0x3380, 0x33D5), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]

# FandolHei's own are much lighter than its Chinese: they are taken from the
# supplement, each as wide as Fandol's, which is what word processors have.
BOLDER = {"FandolHei-Regular.otf": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%()+,-./:;"}

# package, path, the Fandol face that is supplemented, family, style, file name, punctuation too
SUPPLEMENTS = [
    ("lxgw", LXGW + "LXGWWenKai-Light.ttf", "FandolFang-Regular.otf",
     "Nianbao WenKai Light Supplement", "NianbaoWenKaiLight-Supplement", False),
    ("lxgw", LXGW + "LXGWWenKai-Regular.ttf", "FandolKai-Regular.otf",
     "Nianbao WenKai Supplement", "NianbaoWenKai-Supplement", False),
    ("sans", "package/500Medium/NotoSansSC_500Medium.ttf", "FandolHei-Regular.otf",
     "Nianbao Sans Medium Supplement", "NianbaoSansMedium-Supplement", True),
    ("serif", "package/700Bold/NotoSerifSC_700Bold.ttf", "FandolSong-Bold.otf",
     "Nianbao Serif Bold Supplement", "NianbaoSerifBold-Supplement", True),
]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Package:
    """The files of a .deb or of an npm .tgz."""

    def __init__(self, path, want):
        data = path.read_bytes()
        if sha256(data) != want:
            sys.exit(f"{path.name}: SHA-256 is {sha256(data)}, not {want}")
        if path.suffix == ".deb":
            data = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, stdout=subprocess.PIPE).stdout
        self.tar = tarfile.open(fileobj=io.BytesIO(data))
        self.members = {m.name.removeprefix("./"): m for m in self.tar if m.isfile()}

    def read(self, name):
        data = self.tar.extractfile(self.members[name]).read()
        return gzip.decompress(data) if name.endswith(".gz") else data


def hanzi(path):
    """The 8105 characters in their official order, from Unihan's kTGH."""
    numbered = []
    for line in bz2.open(path, "rt", encoding="utf-8"):
        m = re.match(r"U\+([0-9A-F]+)\tkTGH\t2013:(\d+)", line)
        if m:
            numbered.append((int(m[2]), chr(int(m[1], 16))))
    numbered.sort()
    assert [n for n, _ in numbered] == list(range(1, 8106))
    chars = [c for _, c in numbered]
    return "".join("".join(chars[i:i + 50]) + "\n" for i in range(0, len(chars), 50))


def wanted(chars, primary, source, punctuation):
    want = {ord(c) for c in chars}
    for lo, hi in SYMBOLS:
        for c in range(lo, hi + 1):
            if punctuation or not unicodedata.category(chr(c)).startswith("P"):
                want.add(c)
    return sorted((want & source.keys()) - primary.keys())


def fit(font, primary, char):
    """Makes a glyph as wide as another face has it."""
    name = font.getBestCmap()[ord(char)]
    width = round(primary["hmtx"][primary.getBestCmap()[ord(char)]][0] * font["head"].unitsPerEm / primary["head"].unitsPerEm)
    glyphs, outline, pen = font.getGlyphSet(), DecomposingRecordingPen(font.getGlyphSet()), TTGlyphPen(None)
    glyphs[name].draw(outline)
    outline.replay(TransformPen(pen, (width / glyphs[name].width, 0, 0, 1, 0, 0)))
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)


def supplement(data, primary, chars, family, ps_name, origin, punctuation, bolder):
    font, primary = TTFont(io.BytesIO(data), recalcTimestamp=False), TTFont(io.BytesIO(primary), lazy=True)
    unicodes = wanted(chars, primary.getBestCmap(), font.getBestCmap(), punctuation) + sorted(map(ord, bolder))
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 7, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "meta", "DSIG", "vhea", "vmtx", "VORG", "gasp", "prep"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    for char in bolder:
        fit(font, primary, char)
    font["head"].modified = MODIFIED
    names = font["name"]
    names.names = [n for n in names.names if n.platformID == 3 and n.langID == 0x409]
    version = f"{font['head'].fontRevision:.3f}"
    for number, text in {
        1: family, 2: "Regular", 3: f"{version};{ps_name}", 4: family, 5: f"Version {version}", 6: ps_name,
        10: f"Modified version of 2023-01-01: a subset of {origin}, renamed, without hints and layout tables.",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x21 | 0x40
    font["head"].macStyle = 0
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue(), len(unicodes)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("packages", type=pathlib.Path)
    args.add_argument("--hanzi", type=pathlib.Path)
    args = args.parse_args()
    if fontTools.version != FONTTOOLS:
        sys.exit(f"fontTools is {fontTools.version}, not {FONTTOOLS}")
    here = pathlib.Path(__file__).resolve().parent
    (here / "LICENSES").mkdir(exist_ok=True)
    packages = {k: Package(args.packages / name, digest) for k, (name, digest) in PACKAGES.items()}

    def write(name, data, note=""):
        (here / name).write_bytes(data)
        print(f"{sha256(data)}  {name}  {len(data)}{note}")

    if args.hanzi:
        write("hanzi8105.txt", hanzi(args.hanzi).encode())
    chars = (here / "hanzi8105.txt").read_text(encoding="utf-8").replace("\n", "")
    for package, path, name in COPIES:
        write(name, packages[package].read(path))
    for package, path, primary, family, ps_name, punctuation in SUPPLEMENTS:
        data, n = supplement(packages[package].read(path), (here / primary).read_bytes(), chars, family, ps_name,
                             path.split("/")[-1] + " of " + PACKAGES[package][0], punctuation, BOLDER.get(primary, ""))
        write(ps_name + ".ttf", data, f"  {n} characters")


if __name__ == "__main__":
    main()
