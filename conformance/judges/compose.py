"""Composes what a report must say, from the clerk's file and the layout."""

import functools
import re
import tomllib

from .expectation import Cell, Expectation, Paragraph, Table, lines

VALUE = re.compile(r"\{(\w+)\.(\w+|\*)\}")


def load(path):
    with open(path, "rb") as f:
        # numbers are printed as typed, so decimals stay text
        return tomllib.load(f, parse_float=str)


def layout_for(root, report):
    """The form that the report names, or the one of its year."""
    forms = {p.stem: load(p) for p in sorted((root / "layouts").glob("*.toml"))}
    if "form" in report:
        return forms[report["form"]]
    [form] = [f for f in forms.values()
              if "first_year" in f and f["first_year"] <= report["year"] <= f.get("last_year", 9999)]
    return form


def figures(table, key, row):
    """A row of figures by column: typed as a list or by name; rows left out
    are zeros, a total left out is the sum."""
    names = table.get("figures", [])
    if row is None:
        row = {}
    if isinstance(row, list):
        row = dict(zip(names, row))
    row = dict(row)
    total = table.get("total")
    for name in names:
        if name != total:
            row.setdefault(name, 0)
    if total in names and total not in row:
        row[total] = sum(int(row[n]) for n in names if n != total)
    return row


def spell_out(table, grid):
    """The grid with each {row.*} written as a value for each figure."""
    for row in grid:
        cells = []
        for cell in row:
            found = VALUE.fullmatch(cell)
            if found and found[2] == "*":
                cells += ["{%s.%s}" % (found[1], name) for name in table["figures"]]
            else:
                cells.append(cell)
        yield cells


def compose_table(key, table, values):
    grid = list(spell_out(table, table["grid"]))
    height, width = len(grid), len(table["columns_mm"])
    assert all(len(row) == width for row in grid), f"{key}: a row is not {width} cells long"

    # Which cell each place belongs to: the place where "<" and "^" lead.
    owner = {}
    for r in range(height):
        for c in range(width):
            if grid[r][c] == "<":
                owner[r, c] = owner[r, c - 1]
            elif grid[r][c] == "^":
                owner[r, c] = owner[r - 1, c]
            else:
                owner[r, c] = (r, c)
    cells = []
    for place in sorted(set(owner.values())):
        covered = [p for p, o in owner.items() if o == place]
        rows = max(r for r, _ in covered) - place[0] + 1
        cols = max(c for _, c in covered) - place[1] + 1
        assert rows * cols == len(covered), f"{key}: the cell at {place} is no rectangle"
        text = grid[place[0]][place[1]]
        found = VALUE.fullmatch(text)
        if found:
            text = str(figures(table, found[1], values.get(found[1])).get(found[2], 0))
        cells.append(Cell(*place, rows, cols, text, bool(found)))
    return Table(key, [float(w) for w in table["columns_mm"]], table.get("header_rows", 0), height, cells)


def paragraphs(text, role="text"):
    return [Paragraph(role, line) for line in lines(text)]


def compose(report, form):
    result = Expectation()
    title = report.get("title", {}).get("lines")
    if not title:
        title = [t.replace("{agency}", report["agency"]["name"]).replace("{year}", str(report["year"]))
                 for t in form["title"]]
    result.blocks.append(Paragraph("title", "".join(title)))
    result.blocks += paragraphs(report.get("preamble", ""))
    for part in form["part"]:
        key = part["key"]
        content = report.get(key, {})
        result.blocks.append(Paragraph("h1", part["heading"]))
        result.blocks += paragraphs(content.get("text", ""))
        if key in form.get("table", {}):
            result.blocks.append(compose_table(key, form["table"][key], content))
    signature = report.get("signature", {})
    result.blocks += [Paragraph("signature", signature[k]) for k in ("name", "date") if k in signature]
    return result


@functools.cache
def composed(root, path, figure, order):
    report = load(path)
    if figure:  # a spoiler's: one more application than was typed
        report["applications"]["new"] = [report["applications"]["new"][0] + 1, *report["applications"]["new"][1:]]
    result = compose(report, layout_for(root, report))
    if order:  # a spoiler's: two parts have changed places
        at = [i for i, b in enumerate(result.blocks) if isinstance(b, Paragraph) and b.role == "h1"]
        a, b = at[-2], at[-1]
        result.blocks[a], result.blocks[b] = result.blocks[b], result.blocks[a]
    return result


def expect(sample):
    """The expectation of a sample, changed where a spoiler wants it so."""
    return composed(sample.root, sample.report, sample.edits.get("figure", False), sample.edits.get("order", False))
