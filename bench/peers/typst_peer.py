"""typst_peer.py FONTS [svg]: answers each line, a Typst source as a JSON string, with
the size of its PDF, or of the SVG of its pages. The compiler and the fonts stay."""

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
form = sys.argv[2] if len(sys.argv) > 2 else "pdf"
for line in sys.stdin:
    try:
        made = compiler.compile(input=json.loads(line).encode(), format=form)
        pdf = b"".join(made) if isinstance(made, list) else made
        if keep := os.environ.get("KEEP"):
            with open(os.path.join(keep, "typst.pdf"), "wb") as f:
                f.write(pdf)
        say(bytes=len(pdf))
    except Exception as e:
        say(error=str(e))
