"""Writes reports by chance into a folder, a TOML file and its pictures for each
seed, the same every time: forms of all years, names and dates of any length,
pictures of any shape, tables and attachments of any size.

    chance.py FOLDER FIRST LAST
"""

import re
import sys
import tomllib
from pathlib import Path

from write import Dice, block, chinese, fill, mixed, png, prose, toml

LAYOUTS = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in (Path(__file__).parents[2] / "layouts").glob("*.toml")}
VALUE = re.compile(r"\{(\w+)\.(\w+|\*)\}")
NAMES = "云汀县人民政府办公室住房和城乡建设农业农村发展改革委员会市场监督管理综合行政执法局街道办事处"
LEADS = ["情况如下：", "见下表：", "近年的情况见下图：", "有关情况见下。"]


class Report:
    """One report: its dice, what it consists of, the pictures beside it."""

    def __init__(self, seed, folder):
        self.dice, self.seed, self.folder = Dice(seed * 7919 + 13), seed, folder
        self.more, self.extras = "", 0

    def chance(self, percent):
        return self.dice.below(100) < percent

    def between(self, least, most):
        return least + self.dice.below(most - least + 1)

    def name(self, most):
        at = self.dice.below(len(NAMES) // 2)
        return (NAMES[at:] + NAMES * 3)[:self.between(2, most)]

    def figure(self):
        return self.between(0, 9) if self.chance(80) else self.dice.below(10 ** self.between(1, 7))

    # Prose with tables and pictures.

    def text(self, most):
        found = []
        for _ in range(self.between(1, most)):
            found += mixed(self.dice.below(10**6), self.between(1, 2), self.between(20, 160))
            if self.chance(25):
                found += ([self.dice.one(LEADS)] if self.chance(60) else []) + [self.extra()]
        return found

    def extra(self):
        self.extras += 1
        return self.table(f"t{self.extras}") if self.chance(50) else self.picture(f"p{self.extras}")

    def picture(self, name):
        wide, high = self.between(20, 900), self.between(20, 900)
        if self.chance(15):
            wide, high = self.between(10, 60), self.between(900, 3000)
        (self.folder / f"{self.seed}-{name}.png").write_bytes(png(wide, high))
        self.more += f'[image.{name}]\nfile = "{self.seed}-{name}.png"\n'
        if self.chance(60):
            self.more += f"width_mm = {max(1, min(self.between(20, 156), 200 * wide // high))}\n"
        if self.chance(60):
            self.more += f'caption = "图{self.extras}  {fill(self.between(2, 60))}"\n'
        return "{image.%s}" % name

    def table(self, name):
        columns, rows, spans = self.between(1, 9), self.between(1, 45), self.chance(40)
        kinds = [self.dice.below(4) for _ in range(columns)]
        body, left = [], 0
        for n in range(rows):
            row = [self.cell(k) for k in kinds]
            if spans and columns > 2 and left > 0:
                row[0], left = "^", left - 1
            elif spans:
                left = self.dice.below(8)
            body.append(row)
        heads = [fill(self.between(1, 6)) for _ in kinds]
        cells = ",\n".join("  [" + ", ".join(map(toml, row)) + "]" for row in body)
        self.more += f"[table.{name}]\ncolumns = [{', '.join(map(toml, heads))}]\nrows = [\n{cells},\n]\n"
        if self.chance(50):
            self.more += f"title = {toml(fill(self.between(4, 40)))}\n"
        if self.chance(50):
            self.more += "keep = false\n"
        return "{table.%s}" % name

    def cell(self, kind):
        if kind == 0:
            return str(self.dice.below(10 ** self.between(1, 5)))
        if kind == 1:
            return fill(self.between(1, 8))
        if kind == 2:
            return f"20{self.between(10, 26)}年{self.between(1, 12)}月{self.between(1, 28)}日"
        return prose(self.dice, self.between(4, 90)) if self.chance(50) else fill(self.between(1, 60))

    # The parts of the form.

    def part(self, form, part):
        out, table = f"[{part['key']}]\n", form.get("table", {}).get(part["key"])
        if part.get("text"):
            out += f"text = {block(self.text(3))}\n"
        if table:
            columns = {}
            for key, column in (m.groups() for row in table["grid"] for c in row if (m := VALUE.fullmatch(c))):
                columns.setdefault(key, []).extend(table["figures"] if column == "*" else [column])
            for key, names in columns.items():
                if key not in table.get("sums", {}) and not self.chance(10):
                    values = [str(self.figure()) for c in names if c != table.get("total")]
                    out += f"{key} = [{', '.join(values)}]\n" if len(names) > 1 else f"{key} = {values[0]}\n"
        return out

    def signature(self):
        year = self.dice.one([2011, 2019, 2024])
        date = self.dice.one([f"{year}年{self.between(1, 12)}月{self.between(1, 28)}日", "二○一一年十二月二十七日",
                              fill(self.between(1, 60)), f"{year}年1月1日（{fill(self.between(2, 30))}）"])
        out = "[signature]\n"
        if self.chance(90):
            out += f"name = {toml(self.name(50 if self.chance(30) else 14))}\n"
        return out + (f"date = {toml(date)}\n" if self.chance(90) else "")

    def attachments(self):
        out = ""
        for _ in range(self.between(1, 9) if self.chance(25) else 0):
            title = self.name(60 if self.chance(40) else 20)
            text = self.text(2) if self.chance(20) else [self.extra()] if self.chance(30) else ["无。"]
            out += f"[[attachment]]\ntitle = {toml(title)}\ntext = {block(text)}\n"
        return out

    def toml(self):
        named = self.dice.one(["2021", "2021", "2019", "2014", "2014-fujian", "2011-fujian", "2008", "2008-shanghai", "2008-dingxi"])
        form = LAYOUTS[named]
        first, last = form.get("first_year", 2012), form.get("last_year", 2025)
        out = f'year = {self.between(first, max(first, last))}\nform = "{named}"\n'
        if self.chance(60):
            out += f"preamble = {block(self.text(2))}\n"
        out += f"[agency]\nname = {toml(self.name(40 if self.chance(20) else 12))}\n"
        if form.get("chapters"):
            for n in chinese(self.between(1, 6)):
                out += f"[[chapter]]\nheading = {toml(n + '、' + fill(self.between(2, 20)))}\ntext = {block(self.text(2))}\n"
        for part in form.get("part", []):
            if not part.get("optional") or self.chance(70):
                out += self.part(form, part)
        return out + self.attachments() + self.signature() + self.more


def main(folder, first, last):
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(first, last + 1):
        (folder / f"{seed}.toml").write_text(Report(seed, folder).toml(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
