// Printing from the page: as many sheets as the report has pages, each of them what
// the PDF has.
"use strict";
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { run, serve, open, until } = require("./office.js");

// sheets gives the pages of a PDF file as grey pixels, by Poppler.
function sheets(file) {
  const dir = fs.mkdtempSync(file + "-");
  execFileSync("pdftoppm", ["-r", "40", "-gray", file, path.join(dir, "p")]);
  return fs.readdirSync(dir).sort().map((name) => {
    const data = fs.readFileSync(path.join(dir, name)), head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(data.toString("latin1", 0, 40));
    return { width: +head[1], height: +head[2], pixels: data.subarray(head[0].length) };
  });
}

// unlike gives the share of the ink of a page that the other has not within two
// pixels: two drawings of the same page smooth their glyphs otherwise.
function unlike(a, b) {
  let ink = 0, missing = 0;
  for (let y = 2; y < a.height - 2; y++) {
    for (let x = 2; x < a.width - 2; x++) {
      if (a.pixels[y * a.width + x] > 160) continue;
      ink++;
      let near = 255;
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) near = Math.min(near, b.pixels[(y + dy) * b.width + x + dx]);
      if (near > 200) missing++;
    }
  }
  return ink ? missing / ink : 1;
}

// compare says what is wrong with a print of the pages of a PDF.
function compare(print, pdf) {
  const a = sheets(print), b = sheets(pdf);
  if (a.length !== b.length) return [`${a.length} sheets for ${b.length} pages`];
  return a.flatMap((sheet, i) => {
    if (Math.abs(sheet.width - b[i].width) > 1 || Math.abs(sheet.height - b[i].height) > 1) return [`sheet ${i + 1} has another size than its page`];
    const worst = Math.max(unlike(sheet, b[i]), unlike(b[i], sheet));
    return worst > 0.02 ? [`sheet ${i + 1}: ${(100 * worst).toFixed(1)} % of the ink is elsewhere`] : [];
  });
}

// printed prints the report of a folder; spoil is done to the page before.
async function printed(s, browser, folder, spoil = () => {}) {
  const desk = await serve(s, folder), page = await open(browser, desk.address);
  const print = path.join(folder, "print.pdf");
  await page.waitForSelector("#cards button.main");
  await page.click("#cards button.main");
  await until(page, "#paper-count", "共 \\d+ 页");
  await page.evaluate(spoil);
  await page.pdf({ path: print, preferCSSPageSize: true, printBackground: true });
  await page.close();
  await desk.gone;
  const built = run(s, "build", path.join(folder, "2020.toml"), "--format", "pdf");
  return built.code ? [built.said] : compare(print, path.join(folder, "2020.pdf"));
}

module.exports = { printed };
