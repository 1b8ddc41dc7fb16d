"""Damages files: bytes, and in packages the markup of their parts. Figures and
words are left alone, so that what stands in a cell is known."""

import random
import re
import zipfile
from io import BytesIO


def raw(data, dice):
    """Bytes changed, cut out, doubled; the end lost."""
    out = bytearray(data)
    for _ in range(dice.choice([1, 1, 3, 20])):
        i = dice.randrange(len(out))
        kind = dice.randrange(4)
        if kind == 0:
            out[i] = dice.randrange(256)
        elif kind == 1:
            del out[i:i + dice.randrange(1, 400)]
        elif kind == 2:
            out[i:i] = out[i:i + dice.randrange(1, 400)]
        else:
            del out[max(i, 16):]
        if len(out) < 16:
            return bytes(out) + b"\0" * 16
    return bytes(out)


TAG = re.compile(rb"<[^<>]+>")


def markup(xml, dice):
    """A tag lost, doubled, or with another number or name; text is left alone."""
    for _ in range(dice.choice([1, 1, 2, 6])):
        tags = list(TAG.finditer(xml))
        if not tags:
            return xml
        tag = dice.choice(tags)
        old = tag.group()
        new = dice.choice([b"", old + old, re.sub(rb'"\d+"', lambda _: b'"%d"' % dice.choice([0, 2, 7, 99, 70000]), old),
                           old.replace(b"tc", b"tr", 1), old.replace(b"td", b"tr", 1), old.replace(b"/", b"", 1)])
        xml = xml[:tag.start()] + new + xml[tag.end():]
    return xml


def package(data, dice):
    """The main part's markup, packed anew."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if re.search(r"document\.xml$|sheet1\.xml$|styles\.xml$", name) and (dice.random() < 0.4 or "document" in name or "sheet" in name):
                part = markup(part, dice)
            new.writestr(name, part)
    return out.getvalue()


def mutants(data, kind, seed, n):
    """n damaged copies of a file of a kind."""
    dice = random.Random(f"{kind} {seed}")
    for i in range(n):
        if i % 2 or kind == "pdf":
            yield raw(data, dice)
        else:
            yield markup(data, dice) if kind == "html" else package(data, dice)
