// kill -9 while somebody types: what was typed more than a second before is in the
// file, in its order, and the file is a report.
"use strict";
const fs = require("fs");
const path = require("path");
const { run, serve, open, wait } = require("./office.js");

// saved gives what the file has of what was typed; null: the file is no report.
function saved(s, file) {
  if (run(s, "check", file).code !== 0) return null;
  const text = fs.readFileSync(file, "utf8");
  const m = /^\[other\]\s+text = (?:"""\n([^"]*)"""|"([^"\n]*)")/m.exec(text); // the second: nothing was saved yet
  return m && text.trimEnd().endsWith("# end") ? (m[1] || m[2]).trimEnd() : null;
}

// lost judges one kill: typed is [text, time] of each key, at is the kill's time.
// late is by how many ms this very machine came late to a timer meanwhile: it has
// other work, and the page and the program are as late.
function lost(kept, typed, at, late = 0) {
  if (kept === null) return "the file is no whole report";
  const i = typed.findIndex(([t]) => t === kept);
  if (i < 0) return `the file has what was never typed: ${kept.slice(-40)}`;
  const next = typed[i + 1];
  return next && next[1] < at - 1000 - late ? `${at - next[1]} ms of typing are lost, and the machine was ${late} ms late` : "";
}

async function round(s, browser, folder, name) {
  const file = path.join(folder, name), key = '[data-key="other/text"]';
  const desk = await serve(s, folder), page = await open(browser, desk.address);
  await page.waitForSelector("#cards button.main");
  await page.click("#cards button.main");
  await page.waitForSelector(key, { visible: true });
  const begin = `新${Math.random().toString(36).slice(2, 8)} `;
  const before = await page.$eval(key, (e) => { e.focus(); e.select(); return e.value; });
  const typed = [[before.trimEnd(), 0]];
  let line = "", ended = false, at = 0, late = 0, ticked = Date.now();
  const clock = setInterval(() => { late = Math.max(late, Date.now() - ticked - 20); ticked = Date.now(); }, 20);
  const kill = wait(400 + Math.random() * 2600).then(() => { at = Date.now(); ended = true; desk.child.kill("SIGKILL"); });
  for (const c of begin + "一二三四五六七八九十".repeat(9)) {
    if (ended) break;
    line += c;
    await page.keyboard.sendCharacter(c);
    typed.push([line.trimEnd(), Date.now()]); // the page has it
    await wait(Math.random() * 120);
  }
  await kill;
  clearInterval(clock);
  await desk.gone;
  const why = lost(saved(s, file), typed, at, late);
  await page.close({ runBeforeUnload: false });
  return why;
}

async function killed(s, browser, folder, name, rounds) {
  const bad = [];
  for (let i = 0; i < rounds; i++) {
    const why = await round(s, browser, folder, name);
    if (why) bad.push(`kill ${i + 1}: ${why}`);
    const left = fs.readdirSync(folder).filter((f) => f.endsWith(".toml"));
    if (left.length !== 1) bad.push(`kill ${i + 1}: there are ${left.join(", ")}`);
  }
  return bad;
}

module.exports = { killed, lost };
