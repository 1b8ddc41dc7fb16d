"""Judges the text of the PDF in the order of its content streams, as poppler
and as MuPDF extract it."""

import re

import pikepdf

from . import compose, paging
from .tools import output
from .verdict import judge


def poppler_pages(pdf):
    return output("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").split("\f")[:-1]


def mupdf_pages(pdf):
    return output("mutool", "draw", "-q", "-F", "text", pdf).split("\f")[:-1]


def another_figure(sample, folder):
    """The clerk typed another figure than the file shows."""
    return sample.spoiled(edits={"figure": True})


def another_order(sample, folder):
    """The clerk's paragraphs stand in another order."""
    return sample.spoiled(edits={"order": True})


def character_lost(sample, folder):
    """A PDF in which one ToUnicode entry says something else."""
    return sample.spoiled(pdf=wrong_unicode(sample.pdf, folder / "wrong.pdf"))


def wrong_unicode(source, target):
    """A copy of a PDF whose first ToUnicode map gives another character."""
    with pikepdf.open(source) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font" and "/ToUnicode" in obj:
                cmap = obj.ToUnicode.read_bytes()
                swapped = re.sub(rb"(beginbf(?:char|range)\s+(?:<\w+>\s*)+)<(\w+)>", rb"\g<1><2603>", cmap, count=1)
                swapped = swapped if swapped != cmap else re.sub(rb"<\w{4}>(\s*endbf)", rb"<2603>\1", cmap, count=1)
                obj.ToUnicode.write(swapped)
        pdf.save(target)
    return target


def page_twice(sample, folder):
    target = folder / "twice.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(target)
    return sample.spoiled(pdf=target)


SPOILERS = dict(another_figure=another_figure, another_order=another_order,
                wrong_ToUnicode=character_lost, page_printed_twice=page_twice)


@judge("text: poppler", "pdf", **SPOILERS)
def text_by_poppler(sample):
    return paging.follow(compose.expect(sample), poppler_pages(sample.pdf)).complaints


@judge("text: MuPDF", "pdf", **SPOILERS)
def text_by_mupdf(sample):
    return paging.follow(compose.expect(sample), mupdf_pages(sample.pdf)).complaints
