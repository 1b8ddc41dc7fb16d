// pages.js CACHE CHROMIUM FOLDER: judges every page below FOLDER, and controls.
"use strict";
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [cache, chromium, folder] = process.argv.slice(2);
const load = createRequire(path.join(cache, "node_modules", "x.js"));
const jar = path.join(cache, "node_modules/vnu-jar/build/dist/vnu.jar");
const pasted = (name) => name.endsWith("-粘贴.html");

// A fragment is judged in the page of a portal.
const portal = (text) =>
  `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>年报</title>\n</head>\n<body>\n<main>\n<h1>政府信息公开年报</h1>\n${text.replace(/^\uFEFF/, "")}</main>\n</body>\n</html>\n`;

const files = fs.readdirSync(folder, { recursive: true }).filter((f) => f.endsWith(".html")).map((f) => path.join(folder, f)).sort();
for (const f of files.filter(pasted)) fs.writeFileSync(f, portal(fs.readFileSync(f, "utf8")));

// Each control is a copy of a page with one fault, and who must complain.
const faults = [
  ["a heading that nothing is the heading of", "vnu", (s) => s.replace(/headers="t1-/, 'headers="nothing t1-')],
  ["an element that is not closed", "html-validate", (s) => s.replace("</h2>", "")],
  ["a row that is too wide", "vnu", (s) => s.replace(/colspan="3"/, 'colspan="30"')],
  ["no language", "axe", (s) => s.replace(' lang="zh-CN"', "")],
  ["faint text", "axe", (s) => s.replace("--ink: #1a1a1a", "--ink: #ccc")],
  ["a switch without a label", "axe", (s) => s.replace('for="large"', "")],
];
const one = files.find((f) => f.endsWith("county/2020.html"));
const controls = faults.map(([what, who, change], i) => {
  const text = fs.readFileSync(one, "utf8");
  if (change(text) === text) throw new Error(`the control does nothing: ${what}`);
  const file = path.join(folder, `control${i}.html`);
  fs.writeFileSync(file, change(text));
  return { what, who, file };
});

// vnu gives the complaints of the Nu Html Checker, by file.
function vnu(names) {
  let out = "";
  try {
    out = execFileSync("java", ["-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", ...names], { maxBuffer: 1 << 28 }).toString();
  } catch (e) {
    throw new Error(`vnu: ${e.message}`);
  }
  // border="1" is obsolete, and the one frame that editors keep which drop style.
  return JSON.parse(out).messages.filter((m) => !m.message.startsWith("The “border” attribute on the “table”")).map((m) => [decodeURI(m.url.replace(/^file:/, "")), m.message]);
}

async function validate(names) {
  const { HtmlValidate } = load("html-validate");
  const judge = new HtmlValidate({
    extends: ["html-validate:recommended", "html-validate:a11y"],
    // Of style, not of correctness: inline style is what editors keep.
    rules: { "no-inline-style": "off", "no-trailing-whitespace": "off", "long-title": "off", "doctype-style": "off",
      // A section wants a heading of its own, which the Nu Html Checker insists on.
      "prefer-native-element": "off" },
  });
  const all = [];
  for (const f of names) {
    const r = await judge.validateFile(f);
    for (const x of r.results) for (const m of x.messages) all.push([f, `${m.ruleId}: ${m.message}`]);
  }
  return all;
}

async function axe(names) {
  const puppeteer = load("puppeteer-core");
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"], headless: true });
  const source = path.join(cache, "node_modules/axe-core/axe.min.js");
  const all = [];
  const tab = await browser.newPage();
  for (const f of names) {
    for (const [width, scheme, large] of [[320, "light", false], [768, "dark", false], [1280, "light", true]]) {
      await tab.setViewport({ width, height: 800 });
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await tab.goto("file://" + f);
      if (large && !pasted(f)) await tab.evaluate(() => document.getElementById("large").click());
      await tab.addScriptTag({ path: source });
      const [found, wide] = await tab.evaluate(async () => {
        const r = await axe.run(document, { resultTypes: ["violations"] });
        return [r.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`), document.documentElement.scrollWidth];
      });
      for (const v of found) all.push([f, `${v} (${width} pixels, ${scheme})`]);
      if (!pasted(f) && wide > width) all.push([f, `the page is ${wide} pixels wide on a screen of ${width}`]);
    }
  }
  await browser.close();
  return all;
}

(async () => {
  const judges = { vnu, "html-validate": validate, axe };
  const names = [...files, ...controls.map((c) => c.file)];
  let bad = 0;
  for (const [name, judge] of Object.entries(judges)) {
    // The browser takes its time: of the samples one of each kind of form and of content.
    const judged = name === "axe" ? names.filter((f) => !files.includes(f) || /(county.2014|county.2020|county.2024|shanghai-2010|使用说明)/.test(f)) : names;
    const found = await judge(judged);
    for (const [f, what] of found) {
      if (files.includes(f)) {
        console.log(`FAIL ${name}: ${path.relative(folder, f)}: ${what}`);
        bad++;
      }
    }
    for (const c of controls.filter((c) => c.who === name)) {
      if (!found.some(([f]) => f === c.file)) {
        console.log(`FAIL ${name} did not notice: ${c.what}`);
        bad++;
      }
    }
    console.log(`${name}: ${judged.length - controls.length} files, ${controls.filter((c) => c.who === name).length} controls`);
  }
  console.log(`${bad} complaints`);
  process.exit(bad ? 1 : 0);
})();
