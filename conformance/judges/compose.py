"""Composes what a report must say, from the clerk's file and the layouts."""

import dataclasses
import functools
import re
import tomllib
from decimal import Decimal

from .expectation import HEADINGS, Cell, Expectation, Paragraph, Table, lines

VALUE = re.compile(r"\{(\w+)\.(\w+|\*)\}")
TABLE = re.compile(r"\{table\.(.+)\}")
FORM_TABLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
IMAGE = re.compile(r"\{image\.(.+)\}")
FIGURE = re.compile(r"[+-]?[0-9][0-9,.]*(\D{0,2})")


def load(path):
    with open(path, "rb") as f:
        # numbers are printed as typed, so decimals stay text
        return tomllib.load(f, parse_float=str)


def layouts(root):
    return {p.stem: load(p) for p in sorted((root / "layouts").glob("*.toml"))}


def layout_for(forms, report):
    """The name of the form that the report names, or of the one of its year."""
    if "form" in report:
        return report["form"]
    [form] = [name for name, f in forms.items() if "first_year" in f and not f.get("variant")
              and f["first_year"] <= report["year"] <= f.get("last_year", 9999)]
    return form


def spell_out(table):
    """The grid with each {row.*} written as a value for each figure."""
    for row in table["grid"]:
        cells = []
        for cell in row:
            found = VALUE.fullmatch(cell)
            if found and found[2] == "*":
                cells += ["{%s.%s}" % (found[1], name) for name in table["figures"]]
            else:
                cells.append(cell)
        yield cells


def owners(grid, key):
    """Which cell each place belongs to: the place where "<" and "^" lead.
    Gives each cell's row, column and spans."""
    owner = {}
    for r, row in enumerate(grid):
        assert len(row) == len(grid[0]), f"{key}: row {r} is not {len(grid[0])} cells long"
        for c, text in enumerate(row):
            owner[r, c] = owner[r, c - 1] if text == "<" else owner[r - 1, c] if text == "^" else (r, c)
    for place in sorted(set(owner.values())):
        covered = [p for p, o in owner.items() if o == place]
        rows = max(r for r, _ in covered) - place[0] + 1
        cols = max(c for _, c in covered) - place[1] + 1
        assert rows * cols == len(covered), f"{key}: the cell at {place} is no rectangle"
        yield *place, rows, cols


class Figures:
    """A table's figures: typed as a list, by name or as the one value of a row.
    Rows left out are zeros; sums and totals left out are computed."""

    def __init__(self, table, typed):
        self.table, self.typed, self.columns = table, typed, {}
        for row in spell_out(table):
            for found in filter(None, map(VALUE.fullmatch, row)):
                self.columns.setdefault(found[1], []).append(found[2])

    def row(self, key):
        names, typed, total = self.columns[key], self.typed.get(key), self.table.get("total")
        if typed is None and key in self.table.get("sums", {}):
            parts = [self.row(k) for k in self.table["sums"][key]]
            return {name: format(sum(Decimal(str(p[name])) for p in parts), "f") for name in names}
        if not isinstance(typed, list | dict):
            typed = [] if typed is None else [typed]
        row = dict(zip(names, typed)) if isinstance(typed, list) else dict(typed)
        for name in names:
            if name != total:
                row.setdefault(name, 0)
        if total in names and total not in row:
            row[total] = format(sum(Decimal(str(row[n])) for n in names if n != total), "f")
        return row

    def printed(self, grid_row):
        """Whether a row of the grid is printed: some are only where they are given."""
        keys = {found[1] for found in map(VALUE.fullmatch, grid_row) if found}
        return not any(k in self.table.get("optional", []) and k not in self.typed for k in keys)


def is_heading(page, table, grid, r, c, header_rows):
    """Whether a cell is a heading, by its kind's scope."""
    text, kind = grid[r][c], None
    found = VALUE.fullmatch(text)
    if not found and r < header_rows:
        kind = "header"
    for pattern in table.get("kinds", []) if kind is None else []:
        of = found and "value" in pattern and re.search(pattern["value"], text[1:-1])
        of = of or not found and "cell" in pattern and re.search(pattern["cell"], text)
        if not found and "row" in pattern:
            first = next(t for t in grid[r] if not VALUE.fullmatch(t))
            of = of or re.search(pattern["row"], first)
        if of:
            kind = pattern["kind"]
            break
    kind = kind or ("figure" if found else "label")
    return page["kind"][kind].get("scope", "none") != "none"


class Composer:
    def __init__(self, report, forms):
        self.report, self.form, self.forms = report, forms[layout_for(forms, report)], forms
        self.page = forms[self.form["page"]]
        self.blocks, self.placed = [], set()

    def add(self, role, text, **more):
        self.blocks.append(Paragraph(role, text, **more))

    def fill(self, text):
        year = self.report["year"]
        text = text.replace("{agency}", self.report["agency"]["name"]).replace("{year}", str(year))
        return text.replace("{year_before}", str(year - 1))

    def level(self, text):
        """What a paragraph is, by its numbering."""
        for level in self.page["level"]:
            if not re.search(level["match"], text):
                continue
            stop = re.search(f"[{level['stops']}]", text) if level.get("stops") else None
            ended = stop and stop.end() == len(text) and stop[0] in level.get("ends", "")
            fits = len(text) <= level.get("max_chars", len(text))
            return level["role"].replace("heading", "h") if fits and (not stop or ended) else "text"
        return "text"

    def text(self, value, within=None):
        """Prose, of a part or of none, with the tables that are placed in it."""
        for line in lines(value):
            if found := FORM_TABLE.fullmatch(line):
                self.place(found[1], within)
            elif found := TABLE.fullmatch(line):
                self.own_table(found[1])
            elif found := IMAGE.fullmatch(line):
                if caption := self.report["image"][found[1]].get("caption"):
                    self.add("caption", caption)
            else:
                role = self.level(line)
                self.add(role if role in HEADINGS else "text", line)

    def own_table(self, name):
        """A table of the report's own."""
        table = self.report["table"][name]
        if table.get("title"):
            self.add("caption", table["title"])
        head = table["columns"]
        head = head if isinstance(head[0], list) else [head]
        grid = [[str(t) for t in row] for row in head + table["rows"]]
        cells = []
        for r, c, rows, cols in owners(grid, name):
            text = grid[r][c]
            figure = FIGURE.fullmatch(text) or not any(ch.isalpha() for ch in text)
            cells.append(Cell(r, c, rows, cols, text, r >= len(head) and (bool(figure) or c > 0)))
        self.blocks.append(Table(f"table.{name}", table.get("widths_mm"), len(head), len(grid), cells))

    def table_of(self, part):
        """The table of a part: its form's own, or another form's; None where it has none."""
        form = self.report.get(part["key"], {}).get("form") or part.get("table_of")
        return (self.forms[form] if form else self.form).get("table", {}).get(part["key"])

    def place(self, key, within):
        """The form's table of a part, where prose has it. In a chapter it brings its text and its title."""
        [part] = [p for p in self.form["part"] if p["key"] == key]
        content = self.report.get(key, {})
        if within != key:
            self.text(content.get("text", ""))
            if "heading" in content:
                self.add("caption", content["heading"])
        self.form_table(key, self.table_of(part), content)

    def form_table(self, key, table, content):
        """The table of a part, with the lines above and below it."""
        self.placed.add(key)
        seen, labels = {}, content.get("labels", {})
        for line in content.get("head", [self.fill(t) for t in table.get("head", [])]):
            self.add("line", line)
        figures = Figures(table, content)
        grid = [row for row in spell_out(table) if figures.printed(row)]
        header_rows, cells = table.get("header_rows", 0), []
        for r, c, rows, cols in owners(grid, key):
            text = self.fill(grid[r][c])
            if found := VALUE.fullmatch(grid[r][c]):
                text = str(figures.row(found[1])[found[2]])
            elif (own := labels.get(text)) is not None:  # as it was published
                n = seen[text] = seen.get(text, -1) + 1
                text = own[n] if isinstance(own, list) else own
            head = is_heading(self.page, table, grid, r, c, header_rows)
            cells.append(Cell(r, c, rows, cols, text, not head))
        self.blocks.append(Table(key, [float(w) for w in table["columns_mm"]], header_rows, len(grid), cells))
        for line in content.get("foot", [self.fill(t) for t in table.get("foot", [])]):
            self.add("line", line)

    def parts(self, appendix):
        for part in self.form.get("part", []):
            key = part["key"]
            if part.get("appendix", False) != appendix or key in self.placed or part.get("optional") and key not in self.report:
                continue
            content = self.report.get(key, {})
            self.add("appendix" if appendix else "h1", content.get("heading", self.fill(part["heading"])), new_page=appendix)
            self.text(content.get("text", ""), within=key)
            if (table := self.table_of(part)) and key not in self.placed:
                self.form_table(key, table, content)

    def attachment_list(self):
        look, all_of_them = self.page["attachment"], self.report.get("attachment", [])
        for n, (_, name, _) in enumerate(map(attachment, all_of_them), 1):
            pattern = look["list_one" if len(all_of_them) == 1 else "list_first" if n == 1 else "list_next"]
            self.add("list" if n == 1 else "list-next", pattern["text"].replace("{n}", str(n)).replace("{name}", name))

    def attachments(self):
        look, all_of_them = self.page["attachment"], self.report.get("attachment", [])
        for n, (title, _, text) in enumerate(map(attachment, all_of_them), 1):
            mark = look["one" if len(all_of_them) == 1 else "many"]["text"].replace("{n}", str(n))
            self.add("mark", mark, new_page=True)
            self.add("attachment", title, bookmark=f"{mark} {title}")
            self.text(text)

    def chapters(self):
        for chapter in self.report.get("chapter", []):
            role = self.level(chapter["heading"])
            self.add(role if role in HEADINGS else "h1", chapter["heading"])
            self.text(chapter.get("text", ""))

    def compose(self):
        title = self.report.get("title", {}).get("lines") or list(map(self.fill, self.form["title"]))
        self.add("title", "".join(title))
        for line in lines(self.report.get("title", {}).get("below", "")):
            self.add("below", line)
        self.text(self.report.get("preamble", ""))
        if self.form.get("chapters"):
            self.chapters()
        self.parts(appendix=False)
        if not self.form.get("chapters"):
            self.chapters()
        self.attachment_list()
        signature = self.report.get("signature", {})
        for key in ("name", "date"):
            if key in signature:
                self.add("signature", str(signature[key]))
        self.parts(appendix=True)
        self.attachments()
        return Expectation(self.blocks)


def attachment(a):
    """Title, name in the list, text."""
    title = a["title"] if isinstance(a["title"], str) else "".join(a["title"])
    return title, a.get("name", title), a.get("text", "")


def form_name(sample):
    return layout_for(layouts(sample.root), load(sample.report))


@functools.cache
def composed(root, path, figure, order):
    result = Composer(load(path), layouts(root)).compose()
    if figure:  # a spoiler's: another figure than was typed
        table = result.tables()[-1]
        i, cell = next((i, c) for i, c in enumerate(table.cells) if c.value and c.text.isdigit())
        table.cells[i] = dataclasses.replace(cell, text=str(int(cell.text) + 1))
    if order:  # a spoiler's: two headings have changed places
        at = [i for i, b in enumerate(result.blocks) if isinstance(b, Paragraph) and b.role == "h1"]
        a, b = at[-2], at[-1]
        result.blocks[a], result.blocks[b] = result.blocks[b], result.blocks[a]
    return result


def expect(sample):
    """The expectation of a sample, changed where a spoiler wants it so."""
    return composed(sample.root, sample.report, sample.edits.get("figure", False), sample.edits.get("order", False))
