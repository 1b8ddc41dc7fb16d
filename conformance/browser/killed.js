// kill -9 while somebody types: the file is a report, and what it has was typed, in its
// order, up to a second before. A machine that has other work stalls now and then for
// longer than that, whoever is at fault; so it takes more than every third kill for the
// time alone to count.
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

// judged judges one kill: typed is [text, time] of each key, at is the kill's time. It
// gives what is wrong, "" nothing, and how many ms of typing are lost.
function judged(kept, typed, at) {
  if (kept === null) return { wrong: "the file is no whole report", lost: 0 };
  const i = typed.findIndex(([t]) => t === kept);
  if (i < 0) return { wrong: `the file has what was never typed: ${kept.slice(-40)}`, lost: 0 };
  return { wrong: "", lost: typed[i + 1] ? at - typed[i + 1][1] : 0 };
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
  let line = "", ended = false, at = 0;
  const kill = wait(400 + Math.random() * 2600).then(() => { at = Date.now(); ended = true; desk.child.kill("SIGKILL"); });
  for (const c of begin + "一二三四五六七八九十".repeat(9)) {
    if (ended) break;
    line += c;
    await page.keyboard.sendCharacter(c);
    typed.push([line.trimEnd(), Date.now()]); // the page has it
    await wait(Math.random() * 120);
  }
  await kill;
  await desk.gone;
  const result = judged(saved(s, file), typed, at);
  await page.close({ runBeforeUnload: false });
  return result;
}

// tooLate gives those of the losses that are longer than a second, if they are many.
function tooLate(losses) {
  const late = losses.filter((ms) => ms > 1000);
  return 3 * late.length > losses.length ? [`in ${late.length} of ${losses.length} kills more than a second of typing is lost: ${late.join(", ")} ms`] : [];
}

async function killed(s, browser, folder, name, rounds) {
  const bad = [], losses = [];
  for (let i = 0; i < rounds; i++) {
    const { wrong, lost } = await round(s, browser, folder, name);
    if (wrong) bad.push(`kill ${i + 1}: ${wrong}`);
    losses.push(lost);
    const left = fs.readdirSync(folder).filter((f) => f.endsWith(".toml"));
    if (left.length !== 1) bad.push(`kill ${i + 1}: there are ${left.join(", ")}`);
  }
  console.log(`kill -9: ${losses.sort((a, b) => a - b).join(", ")} ms of typing lost`);
  return bad.concat(tooLate(losses));
}

module.exports = { killed, judged, tooLate };
