"""Judges the tables of the forms since 2019 against the national notices, cell
by cell: row, column, spans and printed words, in the DOCX and in the PDF's
structure tree. The reference data lies beside a checkout and may be absent."""

import json

from . import compose, docxtext, marked, paging, structure
from .expectation import squeeze
from .pdftext import poppler_pages
from .verdict import NotPresent, Remark, judge


def reference(sample):
    """The form's tables: for each its cells as (row, column, rows, columns,
    words), None for the words of a figure."""
    if any(isinstance(part, dict) and {"form", "labels"} & part.keys() for part in compose.load(sample.report).values()):
        raise NotPresent("tables with labels of their own, or of another form")
    form = compose.form_name(sample)
    path = sample.root.parent / "shared" / "domain" / f"form{form}.json"
    if not path.exists():
        raise NotPresent(f"no form{form}.json beside the checkout: {path.parent}" if form in ("2019", "2021")
                         else "a form without a reference")
    tables = []
    for _, table in sorted((k, t) for k, t in json.loads(path.read_text("utf-8")).items() if k in ("T2", "T3", "T4")):
        tables.append([(c["r"], c["c"], c["rs"], c["cs"], None if c["kind"] == "value" else squeeze(c["text"]))
                       for c in table["cells"]])
    if sample.edits.get("label"):  # a spoiler's: one label is another
        i = next(i for i, c in enumerate(tables[-1]) if c[4])
        tables[-1][i] = (*tables[-1][i][:4], "另一个标签")
    return tables


def another_label(sample, folder):
    return sample.spoiled(edits={"label": True})


def pieces(cells, breaks):
    """The cells with those cut that run over a page break."""
    for r, c, rows, cols, words in cells:
        cuts = [r, *(b for b in breaks if r < b < r + rows), r + rows]
        for a, b in zip(cuts, cuts[1:]):
            yield a, c, b - a, cols, words


def compare(sample, grids, breaks):
    """Complaints about the grids of the report's tables: (row, column, rows,
    columns, text) of each cell."""
    complaints, count = [], 0
    keys = [t.key for t in compose.expect(sample).tables()]
    if len(grids) != len(keys):
        return [f"{len(grids)} tables, expected {len(keys)}"]
    of_form = [(k, g) for k, g in zip(keys, grids) if not k.startswith("table.")]
    wanted = reference(sample)
    if len(of_form) != len(wanted):
        return [f"{len(of_form)} tables of the form, expected {len(wanted)}"]
    for (key, grid), want in zip(of_form, wanted):
        found = {c[:4]: c[4] for c in grid}
        for *place, words in pieces(want, breaks.get(key, [])):
            count += 1
            got = found.pop(tuple(place), None)
            if got is None:
                complaints.append(f"{key}: no cell at {place}")
            elif words is not None and words != got:
                complaints.append(f"{key}: {place}: expected {words}, got {got}")
        complaints += [f"{key}: unexpected cell {c}" for c in found.items()]
    return complaints[:20] or [Remark(f"{count} cells, 0 differences")]


@judge("form: python-docx", "docx", another_label=another_label, merges_lost=docxtext.unmerged)
def in_docx(sample):
    reference(sample)
    breaks = paging.follow(compose.expect(sample), poppler_pages(sample.pdf)).breaks
    return compare(sample, [t for t in docxtext.body(sample.docx) if not isinstance(t, str)], breaks)


@judge("form: tree", "pdf", another_label=another_label, spans_lost=structure.edited(structure.lose_spans))
def in_pdf(sample):
    reference(sample)
    return compare(sample, [[c[:5] for c in structure.grid(t)] for t in marked.read(sample.pdf).root.all("Table")], {})
