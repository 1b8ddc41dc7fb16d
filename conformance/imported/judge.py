"""Compares an imported report with the one that was written: no figure may be
another one without a mark, no sentence may be lost or stand elsewhere."""

import re

NOTHING = {"", "/", "／", "—", "-", "无", "0件"}  # how offices write 0
PROSE = {"overview": 0, "problems": 4, "other": 5}


def squeeze(text):
    return re.sub(r"\s", "", text)


def same(got, want):
    return got == want or want == "0" and got in NOTHING or got == want + "件"


def complaints(got, want):
    """What is wrong with an import of the made-up report want."""
    if got.refused:
        return [f"refused: {got.refused}"]
    return [*figures(got, want), *prose(got, want), *facts(got, want)]


def figures(got, want):
    for (part, key), row in want.figures.items():
        have = got.row(part, key) or []
        right = len(have) == len(row) and all(map(same, have, row))
        if not right and not got.is_marked(part, key):
            yield f"{part}.{key}: {have}, not {row}, and no mark"


def prose(got, want):
    everything = squeeze(got.text)
    for s in [*want.preamble, *sum(want.prose, [])]:
        if squeeze(s) not in everything:
            yield f"lost: {s[:40]}"
    places = {"preamble": (got.report.get("preamble", ""), want.preamble)}
    places |= {k: (got.report.get(k, {}).get("text", ""), want.prose[i]) for k, i in PROSE.items()}
    for key, (text, paragraphs) in places.items():
        have = [squeeze(s) for s in text.strip().split("\n")]
        if have != [squeeze(s) for s in paragraphs]:
            yield f"{key}: {[s for s in have if s not in map(squeeze, paragraphs)][:4] or 'paragraphs are missing'}"


def facts(got, want):
    for name, have, should in (("year", got.report["year"], want.year), ("body", got.report["agency"]["name"], want.body),
                               ("date", got.report.get("signature", {}).get("date"), want.date)):
        if have != should:
            yield f"{name}: {have}, not {should}"
