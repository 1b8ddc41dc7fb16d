"""Compares pages drawn as SVG with the PDF of the same layout.

    svg.py CHROMIUM FOLDER

FOLDER has NAME.pdf and NAME-1.svg, NAME-2.svg and so on. Poppler puts small glyphs
on whole pixels, so it draws at four times the size, and the picture is reduced.
"""

import re
import subprocess
import sys
from pathlib import Path

import numpy
from PIL import Image

DPI, FINE = 150, 4
WIDTH, HEIGHT = 1240, 1754  # A4 at DPI
EMU = 914400 // DPI  # a pixel
FAR = 96  # grey levels of 255; smoothed edges differ by less
MOST = 0.001  # of a page's pixels may differ
TILE, WORST = 24, 0.03  # nor more than that of a tile: a part of a character or of a rule
AT_ONCE = 8  # pages in one picture of Chromium's, which has a greatest height
Image.MAX_IMAGE_PIXELS = None


def nested(svg):
    """A page as a part of a picture of whole pixels."""
    inner, n = re.subn(r'width="[^"]*" height="[^"]*" viewBox="0 0 (\d+) (\d+)"', r'width="\1" height="\2" viewBox="0 0 \1 \2"', svg, count=1)
    if n != 1:
        raise ValueError(f"no SVG with a size: {svg[:200]}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH * EMU} {HEIGHT * EMU}">{inner}</svg>')


def shown(chromium, pages, work):
    """What Chromium shows of pages, all in one document, as a desk has them."""
    found = []
    for at in range(0, len(pages), AT_ONCE):
        some = pages[at:at + AT_ONCE]
        page, picture = work / "pages.html", work / "pages.png"
        page.write_text('<!doctype html><meta charset="utf-8"><body style="margin:0;line-height:0;font-size:0">'
                        + "".join(f"<div>{nested(svg)}</div>" for svg in some), "utf-8")
        picture.unlink(missing_ok=True)
        subprocess.run([chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
                        f"--window-size={WIDTH},{HEIGHT * len(some)}", f"--screenshot={picture}", page.as_uri()],
                       check=True, capture_output=True, timeout=900)
        whole = numpy.asarray(Image.open(picture).convert("L"), dtype=int)
        if whole.shape != (HEIGHT * len(some), WIDTH):
            raise RuntimeError(f"Chromium drew {whole.shape}")
        found += [whole[n * HEIGHT:(n + 1) * HEIGHT] for n in range(len(some))]
    return found


def printed(pdf, work):
    """What Poppler draws of a PDF."""
    for old in work.glob("page-*.pgm"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(DPI * FINE), "-gray", pdf, work / "page"], check=True, timeout=900)
    size = (0, 0, WIDTH * FINE, HEIGHT * FINE)
    return [numpy.asarray(Image.open(f).crop(size).reduce(FINE), dtype=int) for f in sorted(work.glob("page-*.pgm"))]


def pictures(svg):
    """Where the pictures of a page are, in pixels. What is drawn smaller than it
    is stored differs by program, so a tile there is not looked at by itself."""
    for m in re.finditer(r'<image [^>]*matrix\(([^)]*)\)', svg):
        a, b, c, d, x, y = (float(v) / EMU for v in m[1].split())
        yield (slice(max(0, int(min(y, y + b, y + d, y + b + d))), int(max(y, y + b, y + d, y + b + d)) + 1),
               slice(max(0, int(min(x, x + a, x + c, x + a + c))), int(max(x, x + a, x + c, x + a + c)) + 1))


def differing(svg, a, b):
    """The share of pixels that differ, on the page and in the worst tile."""
    far = abs(a - b) > FAR
    share = far.mean()
    for place in pictures(svg):
        far[place] = False
    h, w = HEIGHT // TILE * TILE, WIDTH // TILE * TILE
    tiles = far[:h, :w].reshape(h // TILE, TILE, w // TILE, TILE).mean(axis=(1, 3))
    return share, tiles.max()


def bad(share, worst):
    return share > MOST or worst > WORST


def without(pattern, last=False):
    """A page without the middle, or the last, of what matches."""
    def change(svg):
        found = list(re.finditer(pattern, svg))
        if not found:
            return None
        at = found[-1 if last else len(found) // 2]
        return svg[:at.start()] + svg[at.end():]
    return change


FAULTS = {  # on a page with what they spoil
    "a character is gone": without(r"<use [^>]*/>"),
    "a rule is gone": without(r'<rect x="\d+" y="\d+" width="\d{7}"[^>]*/>\n'),
    "a picture is gone": without(r"<image [^>]*/>"),
    "a pixel too far to the right": lambda svg: svg.replace("</defs>", f'</defs><g transform="translate({EMU})">', 1)[:-len("</svg>\n")] + "</g></svg>\n",
    "a glyph stands for another": lambda svg: re.sub(r'(<use href="#)([^"]+)("[^>]*/><use href="#)([^"]+)', r"\1\4\3\2", svg, count=1),
}


def controls(chromium, pages, work):
    """Faults that were not noticed."""
    missed = []
    for what, spoil in FAULTS.items():
        made = [(picture, spoil(svg)) for svg, picture in pages]
        made = [(picture, svg) for picture, svg in made if svg][:1]
        if not made:
            missed.append(f"{what}: on no page")
            continue
        share, worst = differing(made[0][1], made[0][0], shown(chromium, [made[0][1]], work)[0])
        print(f"control: {what}: {share:.3%} of the page, {worst:.1%} of a tile", flush=True)
        if not bad(share, worst):
            missed.append(what)
    return missed


def main(chromium, folder):
    work = folder / "work"
    work.mkdir(exist_ok=True)
    failed, kept, total, far, most = [], [], 0, 0.0, 0.0
    for pdf in sorted(folder.glob("*.pdf")):
        theirs = printed(pdf, work)
        pages = [(folder / f"{pdf.stem}-{n}.svg").read_text("utf-8") for n in range(1, len(theirs) + 1)]
        for n, (svg, a, b) in enumerate(zip(pages, theirs, shown(chromium, pages, work)), 1):
            share, worst = differing(svg, a, b)
            total, far, most = total + 1, far + share, max(most, worst)
            if bad(share, worst):
                failed.append(f"{pdf.stem} page {n}: {share:.3%} of the pixels differ, {worst:.1%} of a tile")
            if pdf.stem in ("samples-2020", "county-2024"):
                kept.append((svg, a))
        print(f"{pdf.stem}: {len(pages)} pages", flush=True)
    if total == 0:
        failed.append("no page was compared")
    else:
        print(f"{total} pages, {far / total:.4%} of the pixels differ, {most:.1%} of the worst tile")
    failed += [f"control not noticed: {what}" for what in controls(chromium, kept, work)]
    for line in failed:
        print(f"FAIL: {line}")
    return 1 if failed else 0


sys.exit(main(sys.argv[1], Path(sys.argv[2])))
