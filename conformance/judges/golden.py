"""Judges the look of the pages: pictures compared with those that somebody
looked at and kept. Tiles are compared by their mean, so that another version
of the renderer passes and a character that moved or is gone does not."""

import shutil

import numpy
import pikepdf
from PIL import Image

from . import trace
from .ruler import one_mm_down
from .tools import output
from .verdict import NotPresent, judge

DPI = 70
TILE = 16
KEPT = ("2020",)  # samples of which pictures are kept; a few pages show the styles
TOLERANCE = 10  # grey levels of 255


def folder(sample):
    return sample.root / "conformance" / "golden"


def draw(pdf, target):
    """Pictures of all pages, in order."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    output("pdftoppm", "-r", DPI, "-gray", "-png", pdf, target / "page")
    return sorted(target.glob("*.png"))


def keep(sample):
    """Draws the golden images anew."""
    if sample.name not in KEPT:
        return
    folder(sample).mkdir(exist_ok=True)
    for old in folder(sample).glob(f"{sample.name}-*.png"):
        old.unlink()
    for n, picture in enumerate(draw(sample.pdf, sample.scratch / "golden"), 1):
        Image.open(picture).convert("L").save(folder(sample) / f"{sample.name}-{n}.png", optimize=True)


def tiles(picture):
    a = numpy.asarray(Image.open(picture).convert("L"), dtype=float)
    h, w = (d // TILE * TILE for d in a.shape)
    return a.shape, a[:h, :w].reshape(h // TILE, TILE, w // TILE, TILE).mean(axis=(1, 3))


def character_gone(sample, target):
    """One character in the middle of the first page is painted over."""
    page = trace.pages(sample.pdf)[0]
    g = page.glyphs[len(page.glyphs) // 2]
    box = f"{g.x} {page.height - g.y - 0.2 * g.size} {g.size} {g.size}"
    with pikepdf.open(sample.pdf) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + f"\n1 g {box} re f\n".encode())
        pdf.save(target / "gone.pdf")
    return sample.spoiled(pdf=target / "gone.pdf")


def page_gone(sample, target):
    with pikepdf.open(sample.pdf) as pdf:
        del pdf.pages[-1]
        pdf.save(target / "gone.pdf")
    return sample.spoiled(pdf=target / "gone.pdf")


@judge("golden images", "pdf", pages_1_mm_down=one_mm_down, character_painted_over=character_gone, page_gone=page_gone)
def golden(sample):
    if sample.name not in KEPT:
        raise NotPresent(f"pictures are kept of {', '.join(KEPT)} only")
    drawn = draw(sample.pdf, sample.scratch / "golden" / sample.pdf.stem)
    kept = sorted(folder(sample).glob(f"{sample.name}-*.png"), key=lambda p: int(p.stem.rsplit("-", 1)[1]))
    if len(drawn) != len(kept):
        return [f"{len(drawn)} pages, {len(kept)} golden images (`make golden` draws them anew)"]
    complaints = []
    for n, (a, b) in enumerate(zip(drawn, kept), 1):
        (size_a, tiles_a), (size_b, tiles_b) = tiles(a), tiles(b)
        if size_a != size_b:
            complaints.append(f"page {n}: {size_a} pixels, golden image {size_b}")
            continue
        apart = numpy.argwhere(abs(tiles_a - tiles_b) > TOLERANCE)
        if len(apart):
            y, x = apart[0] * TILE * 25.4 / DPI
            complaints.append(f"page {n}: {len(apart)} tiles look different, first at {x:.0f}, {y:.0f} mm")
    return complaints
