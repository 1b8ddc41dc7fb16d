"""rollup.py PROGRAM WORK COUNTIES [FIRST]: see rollup."""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

program, work, counties = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
first = int(sys.argv[4]) if len(sys.argv) > 4 else 0
bodies = sorted(p.name for p in (work / "all").iterdir())
bad = []

# The columns of tables whose rows are written as lists.
APPLICANTS = ["natural", "business", "research", "charity", "legal", "other_org"]
OUTCOMES = ["upheld", "corrected", "other", "pending"]
SINGLE = {"licence": "decisions", "penalty": "decisions", "compulsion": "decisions", "fees": "amount_wan"}


def complain(*what):
    bad.append(" ".join(map(str, what)))


def run(*args, ok=(0,)):
    r = subprocess.run([program, *map(str, args), "--lang", "en"], capture_output=True, text=True)
    if r.returncode not in ok:
        raise SystemExit(f"{' '.join(map(str, args))}: exit code {r.returncode}\n{r.stdout[-2000:]}{r.stderr[-2000:]}")
    return r


def figures(text):
    """Gives all figures of a report in TOML that are no totals, by their keys."""
    data = tomllib.loads(text, parse_float=Decimal)
    out = {}
    for part in ("disclosure", "applications", "review"):
        columns = APPLICANTS if part == "applications" else OUTCOMES
        for row, v in data.get(part, {}).items():
            if isinstance(v, dict):
                cells = v.items()
            elif isinstance(v, list):
                cells = zip(columns, v, strict=True)
            else:
                cells = [(SINGLE[row], v)]
            for column, n in cells:
                out[f"{part}.{row}.{column}"] = Fraction(str(n))
    return out


def write_list(folder, year, names, extra=""):
    text = f'year = {year}\nagency = "测试县人民政府"\nfrom = "in"\n{extra}'
    text += "".join(f'[[body]]\nname = "{n}"\n' for n in names)
    (folder / "list.toml").write_text(text)


def compare(what, sums, want):
    """Compares the sums of a ledger with those of Python; totals with their figures."""
    for key, n in want.items():
        if Fraction(sums.get(key, "-1")) != n:
            complain(what, key, "is", sums.get(key), "and should be", n)
    for key, text in sums.items():
        part, row, column = key.split(".")
        if column == "total":
            n = sum(Fraction(v) for k, v in sums.items() if k.startswith(f"{part}.{row}.") and not k.endswith(".total"))
            if Fraction(text) != n:
                complain(what, key, "is", text, "and should be", n)
    for c in APPLICANTS:
        n = sum(Fraction(v) for k, v in sums.items() if k.startswith("applications.") and k.endswith("." + c) and k.split(".")[1] not in ("new", "carried_in", "carried_out", "result_total"))
        if Fraction(sums[f"applications.result_total.{c}"]) != n:
            complain(what, "result_total", c, "is no sum")


def roll(folder, ok):
    r = run("rollup", folder / "list.toml", "-o", folder / "out", ok=ok)
    return r, json.loads((folder / "out/ledger.json").read_text())


def summed(texts):
    total = {}
    for t in texts:
        for k, n in figures(t).items():
            total[k] = total.get(k, 0) + n
    return total


# Faults: each changes the files of a county and says what must be told: a rule, a
# body, a cell or a row ("" none).
def replace_row(text, row, change):
    m = re.search(rf"(?m)^{row} *= *(.*)$", text)
    return text[:m.start(1)] + change(m[1]) + text[m.end(1):]


def bump(row_text):
    first, rest = row_text.split(",", 1)
    return f"[{int(first.strip('[ ')) + 1},{rest}"


def missing(files, rng, names, year):
    n = rng.choice(names)
    del files[n]
    return "ROLLUP-MISSING", n, ""


def doubled(files, rng, names, year):
    n = rng.choice(names)
    files[n + " (2)"] = replace_row(files[n], "licence", lambda t: str(int(t) + 1))
    return "ROLLUP-TWICE", n, ""


def wrong_sum(files, rng, names, year):
    n = rng.choice(names)
    files[n] = replace_row(files[n], "new", bump)
    return "T3-BALANCE", n, "natural"


def wrong_total(files, rng, names, year):
    n = rng.choice(names)
    files[n] = replace_row(files[n], "open", lambda t: f"{t[:-1]}, {sum(map(int, t[1:-1].split(','))) + 1}]")
    return "T3-ROW-TOTAL", n, "open"


def copied(files, rng, names, year):
    a, b = rng.sample(names, 2)
    t = files[a].split("[applications]")[1].split("[problems]")[0]
    head, rest = files[b].split("[applications]")
    files[b] = head + "[applications]" + t + "[problems]" + rest.split("[problems]")[1]
    return "ROLLUP-COPY", (a, b), ""


def own_last_year(files, rng, names, year):
    n = rng.choice(names)
    last = (work / "all" / n / f"{year - 1}.toml").read_text()
    files[n + " last"] = last
    head, rest = files[n].split("[applications]")
    files[n] = head + "[applications]" + last.split("[applications]")[1].split("[problems]")[0] + "[problems]" + rest.split("[problems]")[1]
    return "ROLLUP-COPY", n, ""


def other_year(files, rng, names, year):
    n = rng.choice(names)
    files[n] = (work / "all" / n / f"{year - 1}.toml").read_text()
    return "ROLLUP-YEAR", n, ""


def old_form(files, rng, names, year):
    n = rng.choice(names)
    t = (work / "all" / n / "2020.toml").read_text()
    files[n] = re.sub(r"(?m)^year = 2020", f'year = {year}\nform = "2019"', t)
    return "ROLLUP-FORM", n, "disclosure"


def shifted(files, rng, names, year):
    n = rng.choice(names)
    files[n] = replace_row(files[n], "new", lambda t: "[" + ", ".join([*t[1:-1].split(",")[1:], "0"]) + "]")
    return "T3-BALANCE", n, "natural"


def blank(files, rng, names, year):
    n = rng.choice(names)
    files[n] = replace_row(files[n], "penalty", lambda t: '""')
    return "ROLLUP-FIGURE", n, "disclosure.penalty.decisions"


def carry(files, rng, names, year):
    n = rng.choice(names)
    files[n + " last"] = replace_row((work / "all" / n / f"{year - 1}.toml").read_text(), "carried_out", bump)
    return "X-CARRY", n, "natural"


def tenfold(files, rng, names, year):
    n = rng.choice(names)
    files[n + " last"] = (work / "all" / n / f"{year - 1}.toml").read_text()
    was = int(re.search(r"(?m)^penalty *= *(\d+)", files[n + " last"])[1])
    files[n] = replace_row(files[n], "penalty", lambda t: str(was * 10))
    return "ROLLUP-TENFOLD", n, "disclosure.penalty.decisions"


def unknown(files, rng, names, year):
    n = rng.choice(names)
    files["stranger"] = files[n].replace(n, n.replace("县", "郡"))
    return "ROLLUP-UNKNOWN", n.replace("县", "郡"), ""


FAULTS = [missing, doubled, wrong_sum, wrong_total, copied, own_last_year, other_year, old_form, shifted, blank, carry, tenfold, unknown]


def place(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "in").mkdir(parents=True)
    for name, text in files.items():
        (folder / "in" / (name + ".toml")).write_text(text)


def told(output, rule, body, cell):
    """Says whether a finding of a rule names the body and the cell."""
    names = body if isinstance(body, tuple) else (body,)
    for block in re.split(r"\n(?=\S)", output):
        if f"[{rule}]" in block and any(n in block for n in names) and cell in block:
            return True
    return False


def random_county(number):
    """A county without faults, and then with one."""
    rng = random.Random(number)
    year = rng.choice([2022, 2023, 2024, 2025])
    names = rng.sample(bodies, rng.randint(4, 14))
    files = {n: (work / "all" / n / f"{year}.toml").read_text() for n in names}
    folder = work / "county"
    place(folder, files)
    write_list(folder, year, names)
    r, ledger = roll(folder, (0, 1))
    if r.returncode:
        complain("county", number, "is without fault, but:", r.stdout[:300])
    compare(f"county {number}", ledger["sums"], summed(files.values()))
    compare(f"county {number}, TOML", {k: str(v) for k, v in figures((folder / "out/汇总.toml").read_text()).items()} | {k: v for k, v in ledger["sums"].items() if ".total" in k or "result_total" in k}, summed(files.values()))
    fault = FAULTS[number % len(FAULTS)]
    rule, body, cell = fault(files, rng, names, year)
    place(folder, files)
    write_list(folder, year, names)
    r, ledger = roll(folder, (0, 1))
    if not told(r.stdout, rule, body, cell):
        complain("county", number, fault.__name__, rule, body, cell, "is not told:", r.stdout[:600])
    return fault.__name__


def spoil(path, out):
    """Copies a workbook without the kept values of its formulas."""
    import zipfile
    count = 0
    with zipfile.ZipFile(path) as a, zipfile.ZipFile(out, "w") as b:
        for n in a.namelist():
            data = a.read(n)
            if n.startswith("xl/worksheets/"):
                text, k = re.subn(r"(<c [^>]*?)(?: t=\"str\")?><f>([^<]*)</f><v>[^<]*</v>", r"\1><f>\2</f>", data.decode())
                count += k
                data = text.encode()
            b.writestr(n, data)
    return count


def mixed():
    """80 bodies, in files of all kinds: the same sums, within the time that was set."""
    names, year = bodies[:80], 2025
    texts = {n: (work / "all" / n / f"{year}.toml").read_text() for n in names}
    want = summed(texts.values())
    folder = work / "mixed"
    place(folder, texts)
    adjust = '[[adjust]]\ncell = "review.review.upheld"\namount = -1\nreason = "共同被告"\n'
    write_list(folder, year, names)
    (folder / "list.toml").write_text((folder / "list.toml").read_text() + adjust)
    want["review.review.upheld"] -= 1
    began = time.time()
    _, ledger = roll(folder, (0,))
    toml = time.time() - began
    compare("80 bodies, TOML", ledger["sums"], want)
    paper(folder, ledger)
    kinds = [None, "docx", "pdf", "html", "xlsx"]
    for i, n in enumerate(names):
        kind, path = kinds[i % len(kinds)], folder / "in" / (n + ".toml")
        if kind == "xlsx":
            run("excel", path, "-o", path.with_suffix(".xlsx"))
        elif kind:
            run("build", path, "--format", kind)
        if kind:
            path.unlink()
            (folder / "in" / (n + "-粘贴.html")).unlink(missing_ok=True)
    began = time.time()
    r, ledger = roll(folder, (0, 1))
    took = time.time() - began
    compare("80 bodies, mixed", ledger["sums"], want)
    no_errors("80 bodies, mixed", r)
    print(f"80 bodies: {toml:.1f} s from TOML, {took:.1f} s from TOML, Word, PDF, HTML and Excel")
    through_libreoffice(folder, want)


def no_errors(what, r):
    wrong = [l for l in r.stdout.splitlines() if "error: [ROLLUP" in l or re.search(r"error: \S+: \[(T|ROLLUP)", l)]
    if wrong:
        complain(what + ":", len(wrong), "errors, such as", wrong[0])


def has_office(part):
    """Whether LibreOffice's Writer or Calc is there, each of which may have one of two names."""
    names = f"libreoffice-{part}-nogui", f"libreoffice-{part}"
    return "ok installed" in subprocess.run(["dpkg", "-s", *names], capture_output=True, text=True, check=False).stdout


def through_libreoffice(folder, want):
    """Some of the files as LibreOffice saves them, in its kinds: the same sums."""
    if not has_office("writer"):
        return skip("there is no LibreOffice Writer")
    words, sheets = sorted((folder / "in").glob("*.docx")), sorted((folder / "in").glob("*.xlsx"))
    saved = 0
    for kind, files in (("docx", words[:2]), ("doc", words[2:4]), ("odt", words[4:6]), ("rtf", words[6:8]), ("pdf", words[8:10]), ("xlsx", sheets[:2]), ("xls", sheets[2:4]), ("ods", sheets[4:6])):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", kind, "--outdir", folder / "saved", *files], check=True, capture_output=True)
        for f in files:
            f.unlink()
            shutil.move(folder / "saved" / (f.stem + "." + kind), folder / "in")
            saved += 1
    r, ledger = roll(folder, (0, 1))
    compare("80 bodies, through LibreOffice", ledger["sums"], want)
    no_errors("80 bodies, through LibreOffice", r)
    print(f"{saved} of the files as LibreOffice saves them in eight kinds: the same sums")


def paper(folder, ledger):
    """LibreOffice Calc must come to the same sums, and openpyxl must find each by its name."""
    try:
        import openpyxl
    except ImportError:
        return skip("openpyxl is not there; conformance/workbooks brings it")
    if not has_office("calc"):
        return skip("there is no LibreOffice Calc")
    spoilt = folder / "spoilt.xlsx"
    n = spoil(folder / "out/汇总.xlsx", spoilt)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx", "--outdir", folder / "calc", spoilt], check=True, capture_output=True)
    book, seen = openpyxl.load_workbook(folder / "calc/spoilt.xlsx", data_only=True), 0
    for name, ref in book.defined_names.items():
        if name not in ledger["sums"]:
            continue
        sheet, cell = next(iter(ref.destinations))
        v = book[sheet][cell.replace("$", "")].value
        seen += 1
        if not isinstance(v, (int, float)) or abs(Fraction(str(v)) - Fraction(ledger["sums"][name])) > Fraction(1, 10**9):
            complain("Calc:", name, "is", v, "and should be", ledger["sums"][name])
    if seen != len(ledger["sums"]):
        complain("Calc:", seen, "of", len(ledger["sums"]), "sums are there by name")
    print(f"LibreOffice Calc computed {n} formulas anew; {seen} sums are the same")


def skip(why):
    print(f"\n!!! NOT DONE: {why}\n", file=sys.stderr)
    if os.environ.get("CI") == "true":
        complain(why)


def main():
    mixed()
    kinds = {}
    for i in range(first, first + counties):
        k = random_county(i)
        kinds[k] = kinds.get(k, 0) + 1
    before = len(bad)  # a control: a sum that is not the bodies'
    compare("control", {"applications.new.natural": "1", **{f"applications.result_total.{c}": "0" for c in APPLICANTS}}, {"applications.new.natural": Fraction(2)})
    if len(bad) == before:
        complain("the control is not noticed")
    del bad[before:before + 1]
    print(f"{counties} random counties, each without and with a fault:", ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))
    for b in bad[:20]:
        print("BAD", b)
    if bad:
        raise SystemExit(f"{len(bad)} complaints")
    print("all sums are those of Python; every fault was told with its body; no error where there was none")


main()
