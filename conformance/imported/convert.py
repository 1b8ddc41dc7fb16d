"""What other programs make of the pages."""

import shutil
import subprocess

OFFICE = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "doc": "doc:MS Word 97", "pdf": "pdf:writer_pdf_Export"}


def fonts(root, scratch):
    """An environment in which programs find the bundled fonts."""
    config = scratch / "fonts.conf"
    config.write_text(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{root / "fonts"}</dir>'
                      f"<dir>/usr/share/fonts</dir><cachedir>{scratch / 'fontcache'}</cachedir></fontconfig>")
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(scratch), "FONTCONFIG_FILE": str(config), "LC_ALL": "C.UTF-8"}


def office(pages, kind, out, env, scratch):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--infilter=HTML (StarWriter)",
                    "--convert-to", OFFICE[kind], "--outdir", out, *pages], env=env, capture_output=True, timeout=900)


def chromium(pages, out, env):
    """Prints each page; gives why not, where Chromium is not here."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        return "Chromium is not installed"
    out.mkdir(exist_ok=True)
    for page in pages:
        subprocess.run([program, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={out / page.stem}.pdf", f"file://{page}"],
                       env=env, capture_output=True, timeout=900)
    return ""
