"""typst_peer.py FONTS: answers each line, a Typst source as a JSON string, with the
size of its PDF. The compiler and the fonts stay."""

import json
import os
import sys
from importlib.metadata import version

import typst

fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[1]])
compiler = typst.Compiler(font_paths=fonts)


def say(**answer):
    print(json.dumps(answer), flush=True)


say(version=version("typst"), families={os.path.basename(f.path): f.family for f in fonts.fonts()})
for line in sys.stdin:
    try:
        pdf = compiler.compile(input=json.loads(line).encode(), format="pdf")
        if keep := os.environ.get("KEEP"):
            with open(os.path.join(keep, "typst.pdf"), "wb") as f:
                f.write(pdf)
        say(bytes=len(pdf))
    except Exception as e:
        say(error=str(e))
