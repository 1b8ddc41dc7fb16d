// What axe-core and the Nu Html Checker say of each view.
"use strict";
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");

// axe gives the violations in a page as it is.
async function axe(s, page) {
  const found = await page.evaluate(s.axe + ";axe.run()");
  return found.violations.map((v) => `${v.id}: ${v.nodes.length}, ${v.nodes[0].html.slice(0, 160)}`);
}

// vnu gives the errors of documents, by name.
function vnu(s, documents) {
  const dir = fs.mkdtempSync(path.join(s.work, "vnu"));
  const names = documents.map(([name, html], i) => { fs.writeFileSync(path.join(dir, i + ".html"), html); return name; });
  const out = execFileSync("java", ["-jar", s.jar, "--stdout", "--exit-zero-always", "--format", "json", ...names.map((_, i) => path.join(dir, i + ".html"))], { maxBuffer: 1 << 28 });
  return JSON.parse(out).messages.filter((m) => m.type === "error").map((m) => `${names[+path.basename(m.url, ".html")]}: ${m.message}: ${(m.extract || "").slice(0, 100)}`);
}

// Views collects what is to be said of them.
class Views {
  constructor(s) { this.s = s; this.bad = []; this.documents = []; this.looked = 0; }
  look = async (page, name) => {
    this.looked++;
    for (const v of await axe(this.s, page)) this.bad.push(`axe, ${name}: ${v}`);
    await page.setViewport({ width: 700, height: 450 }); // 1,400 by 900 at 200 %
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) this.bad.push(`${name} at 200 %: ${wide} pixels wider than the screen`);
    await page.setViewport({ width: 1400, height: 900 });
    this.documents.push([name, "<!DOCTYPE html>\n" + await page.evaluate(() => document.documentElement.outerHTML)]);
  };
  end() { return [...this.bad, ...vnu(this.s, this.documents).map((v) => `vnu, ${v}`)]; }
}

module.exports = { Views, axe, vnu };
