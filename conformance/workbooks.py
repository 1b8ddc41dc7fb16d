"""workbooks.py PROGRAM SAMPLES WORK: see workbooks."""
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl

program, samples, work = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
# One of each form, and one with wrong totals.
REPORTS = ["2020", "county/2012", "county/2018", "county/2023", "county/2025", "regions/dingxi-2009", "regions/fujian-2014", "regions/shanghai-2010", "published/2016"]
bad = []


def complain(*what):
    bad.append(" ".join(map(str, what)))


def run(*args, ok=(0,)):
    r = subprocess.run(args, capture_output=True, text=True)
    if r.returncode not in ok:
        raise SystemExit(f"{' '.join(map(str, args))}: {r.stdout}{r.stderr}")


def office(to, folder, files):
    run("soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, files))


def spoil(path, out):
    """Copies a workbook without the kept values of its formulas, so that one who shows values computed them."""
    count = 0
    with zipfile.ZipFile(path) as a, zipfile.ZipFile(out, "w") as b:
        for n in a.namelist():
            data = a.read(n)
            if n.startswith("xl/worksheets/"):
                text = data.decode()
                text, k = re.subn(r"(<c [^>]*?)(?: t=\"str\")?><f>([^<]*)</f><v>[^<]*</v>", r"\1><f>\2</f>", text)
                count += k
                data = text.encode()
            b.writestr(n, data)
    return count


def figures(path, kept):
    """Gives every named figure, and every verdict."""
    book = openpyxl.load_workbook(path, data_only=kept)
    out = {}
    for name, ref in book.defined_names.items():
        sheet, cell = next(iter(ref.destinations))
        out[name] = book[sheet][cell.replace("$", "")].value
    for row in book["核对"].iter_rows(min_row=3):
        out["verdict", row[0].row] = row[3].value
    return out


def same(a, b):
    number = (int, float)
    return a == b or isinstance(a, number) and isinstance(b, number) and abs(a - b) < 1e-9 or a in (None, "") and b in (None, "")


def compare(what, a, b):
    if set(a) != set(b):
        complain(what, "other names:", sorted(map(str, set(a) ^ set(b)))[:5])
    wrong = [(k, a[k], b[k]) for k in a if k in b and not same(a[k], b[k])]
    if wrong:
        complain(what, len(wrong), "values differ, such as", *wrong[0])


def locks(path, blank):
    """What openpyxl says of names, locks and what is accepted."""
    book = openpyxl.load_workbook(path)
    accepted = {s.title: {str(r) for v in s.data_validations.dataValidation if v.showErrorMessage and v.error and v.type in ("whole", "decimal") for r in v.sqref.ranges} for s in book}
    names = opened = checked = 0
    for s in book:
        if not s.protection.sheet:
            complain(path.name, s.title, "is not protected")
    for name, ref in book.defined_names.items():
        sheet, cell = next(iter(ref.destinations))
        cell = cell.replace("$", "")
        if name == "nianbao":
            continue
        names += 1
        c = book[sheet][cell]
        formula = isinstance(c.value, str) and c.value.startswith("=")
        if c.protection.locked != formula:
            complain(path.name, name, "is open" if formula else "is locked")
        opened += not c.protection.locked
        checked += cell in accepted[sheet]
        if blank and not formula and c.value is not None:
            complain(path.name, name, "is not blank")
    if names == 0 or opened == 0:
        complain(path.name, "has no names, or nothing open")
    return names, opened, checked


def colours(pdf):
    """Counts pixels of the red and the yellow of marks on all pages."""
    stem = pdf.with_suffix("")
    run("pdftoppm", "-r", "40", str(pdf), str(stem))
    red = yellow = 0
    for page in pdf.parent.glob(stem.name + "-*.ppm"):
        data = page.read_bytes()
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        px = data[head.end():]
        for i in range(0, len(px), 3):
            r, g, b = px[i:i + 3]
            red += (r, g, b) == (0xFF, 0x99, 0x99)
            yellow += (r, g, b) == (0xFF, 0xE6, 0x99)
    return red, yellow


def main():
    made, fresh = {}, work / "fresh"
    for d in ("made", "spoilt", "saved", "fresh", "back", "pdf"):
        (work / d).mkdir()
    for r in REPORTS:
        path = work / "made" / (r.replace("/", "-") + ".xlsx")
        run(program, "excel", str(samples / (r + ".toml")), "-o", str(path), "--lang", "en")
        made[r] = path
    blank = work / "fresh" / "blank.xlsx"
    run(program, "excel", "--blank", "2026", "-o", str(blank))
    total = [0, 0, 0]
    for path in [*made.values(), blank]:
        total = [a + b for a, b in zip(total, locks(path, path == blank))]
    print(f"openpyxl: {len(made) + 1} workbooks, {total[0]} names, {total[1]} open cells, {total[2]} with a condition")

    # Two with a wrong figure: the colours must show.
    wrong = (samples / "county/2023.toml").read_text()
    wrong, n = re.subn(r"(?m)^(carried_out\s*=\s*\[)\s*\d+", r"\g<1>987", wrong)
    if n != 1:
        complain("the report with a wrong figure could not be made")
    source = samples / "county" / "2023.toml"
    toml = fresh / "wrong.toml"
    toml.write_text(wrong)
    for p in sorted((source.parent / "charts").glob("*")) if (source.parent / "charts").exists() else []:
        (fresh / "charts").mkdir(exist_ok=True)
        (fresh / "charts" / p.name).write_bytes(p.read_bytes())
    faulty = work / "made" / "wrong.xlsx"
    run(program, "excel", str(toml), "-o", str(faulty))
    made["wrong"] = faulty

    spoilt = {r: work / "spoilt" / p.name for r, p in made.items()}
    formulas = sum(spoil(made[r], spoilt[r]) for r in made)
    office("xlsx:Calc MS Excel 2007 XML", work / "saved", spoilt.values())
    office("pdf", work / "pdf", [made["county/2023"], faulty])
    for r, path in made.items():
        compare(r, figures(path, True), figures(work / "saved" / path.name, True))
    print(f"LibreOffice Calc: {formulas} formulas of {len(made)} workbooks computed anew")
    control = figures(spoilt["2020"], True)
    if all(same(v, control[k]) for k, v in figures(made["2020"], True).items()):
        complain("values that were taken away were not missed")

    clean, marked = colours(work / "pdf" / made["county/2023"].with_suffix(".pdf").name), colours(work / "pdf" / "wrong.pdf")
    print(f"colours: {clean} pixels of red and yellow where all is right, {marked} where a figure is wrong")
    if clean[0] or marked[0] < 50:
        complain("red is not where it should be:", clean, marked)

    # What LibreOffice saved comes back.
    for r in REPORTS:
        path = made[r]
        run(program, "import", str(path), "-o", str(work / "back" / "a.toml"), "--force", ok=(0, 1))
        run(program, "import", str(work / "saved" / path.name), "-o", str(work / "back" / "b.toml"), "--force", ok=(0, 1))
        keep = lambda p: [l.split("  #")[0].rstrip() for l in p.read_text().splitlines() if not l.startswith("#")]
        a, b = keep(work / "back" / "a.toml"), keep(work / "back" / "b.toml")
        if a != b:
            complain(r, "does not come back:", next(((x, y) for x, y in zip(a, b) if x != y), (len(a), len(b))))
    print(f"import: {len(REPORTS)} workbooks that LibreOffice saved")
    for b in bad:
        print("FAIL", b)
    print(f"{len(bad)} complaints")
    return 1 if bad else 0


sys.exit(main())
