// The first day: last year's Word file becomes this year's report, which is filled
// in, mended, built, signed, verified and archived. Only the page is used.
"use strict";
const fs = require("fs");
const path = require("path");
const { run, serve, open, Hand, until, text, wait } = require("./office.js");

// figures reads the figures of a sample as the clerk has them in a spreadsheet.
function figures(toml) {
  const all = {};
  let part = "";
  for (const line of toml.split("\n")) {
    const head = /^\[(\w+)\]/.exec(line), row = /^(\w+)\s*=\s*(\[[-\d., ]+\]|\{[^}]+\}|[-\d.]+)\s*$/.exec(line);
    if (head) part = head[1];
    if (row) all[part + "/" + row[1]] = row[2].match(/-?\d+(\.\d+)?/g);
  }
  return all;
}

// block lays them out as the page's table is, totals left out.
const block = (page, part, known) => page.$$eval(`[data-key^="${part}/"]`, (inputs, known) => {
  const rows = new Map(), taken = {};
  for (const e of inputs) {
    if (e.tagName !== "INPUT" || !e.closest("td")) continue;
    const key = e.dataset.key.split("/").slice(0, 2).join("/"), tr = e.closest("tr");
    taken[key] = taken[key] || 0;
    const value = e.readOnly ? "" : (known[key] || [])[taken[key]++] || "0";
    rows.set(tr, [...(rows.get(tr) || []), value]);
  }
  return [...rows.values()].map((r) => r.join("\t")).join("\n");
}, known);

const prose = {
  "preamble": "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自2023年1月1日起至2023年12月31日止。",
  "overview/text": "2023年，我局推进政务公开，各项工作平稳有序。\n（一）依申请公开。新收申请68件，上年结转4件，办结62件，结转下年度3件。",
  "problems/text": "一是公开口径有时不一致。\n二是历史资料的数字化刚刚起步，下一步分三年完成。",
  "other/text": "本年度未收取信息处理费，无其他事项。",
};

// day goes through it; shot takes a picture, look is told of each view.
async function day(s, browser, folder, { shot = async () => {}, look = async () => {} } = {}) {
  const year = fs.readFileSync(path.join(s.samples, "county/2023.toml"), "utf8");
  const desk = await serve(s, folder), page = await open(browser, desk.address), hand = new Hand(page);
  await look(page, "start");
  await shot(page, "1-start");

  await hand.choose("#file", path.join(s.work, "去年.docx"));
  await until(page, "#state", "已导入");
  await hand.click("#home");
  await page.waitForFunction(() => [...document.querySelectorAll("#cards button")].some((b) => /接着写 2023/.test(b.textContent)));
  hand.actions++;
  await page.evaluate(() => [...document.querySelectorAll("#cards button")].find((b) => /接着写 2023/.test(b.textContent)).click());
  await page.waitForSelector('[data-key="applications/new/natural"]', { visible: true });
  await page.waitForSelector(".sheet");
  await shot(page, "2-new");
  await look(page, "report");

  // Three tables, two of them with a wrong figure.
  const known = figures(year);
  const wrong = { ...known, "applications/new": ["45", ...known["applications/new"].slice(1)], "applications/deny4": ["4", ...known["applications/deny4"].slice(1)] };
  for (const part of ["disclosure", "applications", "review"]) {
    const cells = await block(page, part, wrong);
    const first = await page.$$eval(`[data-key^="${part}/"]`, (all) => all.find((e) => e.closest("td")).dataset.key);
    await hand.paste(`[data-key="${first}"]`, cells);
    await until(page, "#state", "^已保存");
  }
  for (const [key, words] of Object.entries(prose)) await hand.type(`[data-key="${key}"]`, words);
  await hand.type('[data-key="signature/date"]', "2024年1月22日");
  await until(page, "#state", "^已保存");
  await page.$eval("#list", (e) => { e.open = true; });
  await until(page, "#counts", "待填 0 处，错误 [1-9]");
  await shot(page, "3-faults");
  await look(page, "report with faults");

  // A report with faults is not built.
  await hand.click("#build");
  await until(page, "#state", "核对|错误");
  if (fs.existsSync(path.join(folder, "2023.pdf"))) throw new Error("a report with faults was built");

  await mend(page, hand, known);
  await page.waitForSelector("#paper > *");
  await wait(1000);
  await shot(page, "4-pages");

  await hand.click("#build");
  await until(page, "#state", "^已生成 2023.docx、2023.pdf");
  await hand.click("#finishing");
  await hand.choose("#seal", path.join(s.work, "seal.png"));
  await until(page, "#sealed-where", "第 \\d+ 页");
  await hand.choose("#key", path.join(s.work, "key.p12"));
  await hand.type("#passphrase", "pass phrase");
  await hand.click("#sign");
  await until(page, "#state", "^已签名");
  await hand.choose("#trust", path.join(s.work, "key.pem"));
  await hand.click("#verify");
  const verdict = await until(page, "#verified", ".");
  await hand.type("#by", "王某");
  await hand.click("#archive");
  await until(page, "#archived", "已存档|没有存档");
  await shot(page, "5-finish");
  await look(page, "finish");

  // The archive is looked through, and the report taken out of it again.
  await hand.click("#shelf");
  await page.waitForSelector("#shelved td");
  await hand.click("#prove");
  const proof = await until(page, "#work-said", ".");
  await hand.click("#shelved td:last-child button");
  await until(page, "#taken", "已取出");
  await shot(page, "6-archive");
  await look(page, "archive");
  await hand.click("#home");
  await page.waitForFunction(() => [...document.querySelectorAll("#cards li")].some((li) => /2023 年/.test(li.textContent) && /已存档/.test(li.textContent)));
  await shot(page, "7-cards");
  await look(page, "start with cards");
  await until(page, "#cards", "已生成已签名已存档");
  const said = await text(page, "#cards");
  const problems = page.problems;
  await page.close();
  await desk.gone; // the last page is closed
  return { actions: hand.actions, verdict, proof, said, problems };
}

// mend goes through the list of findings as a clerk does, and puts right what each
// leads to.
async function mend(page, hand, known) {
  for (const [key, value] of [["applications/new/natural", known["applications/new"][0]], ["applications/deny4/natural", known["applications/deny4"][0]]]) {
    const there = await page.$eval(`[data-key="${key}"]`, (e) => e.matches(".error") || [...document.querySelectorAll("#form .error")].some((x) => x.dataset.key && x.dataset.key.startsWith("applications/")));
    if (!there) throw new Error(`no error is shown for ${key}`);
    await hand.type(`[data-key="${key}"]`, value);
    await until(page, "#state", "^已保存");
  }
  await until(page, "#found", "68");
  hand.actions++;
  await page.evaluate(() => [...document.querySelectorAll("#found button")].find((b) => /68/.test(b.textContent)).click());
  const focused = await page.evaluate(() => document.activeElement.dataset.key);
  if (focused !== "overview/text") throw new Error(`the finding leads to ${focused}`);
  await hand.type('[data-key="overview/text"]', prose["overview/text"].replace("68件", "61件"));
  try {
    await until(page, "#counts", "待填 0 处，错误 0 个");
  } catch (e) {
    throw new Error(`after mending: ${await text(page, "#found")}`);
  }
}

// judge looks at what lies in the folder afterwards.
function judge(s, folder, result) {
  const bad = [...result.problems];
  if (result.actions > 60) bad.push(`${result.actions} actions, more than 60`);
  if (!/签名有效/.test(result.verdict)) bad.push(`the page says of the signature: ${result.verdict}`);
  if (!/完好 1 份，有问题 0 处/.test(result.proof)) bad.push(`the page says of the archive: ${result.proof}`);
  const taken = path.join(folder, "取出"), [version] = fs.existsSync(taken) ? fs.readdirSync(taken) : [];
  if (!version || !fs.readFileSync(path.join(taken, version, "2023.toml")).equals(fs.readFileSync(path.join(folder, "2023.toml")))) bad.push("what was taken out of the archive is not what was put in");
  const signed = run(s, "verify", path.join(folder, "2023-签名.pdf"), "--trust", path.join(s.work, "key.pem"));
  if (signed.code !== 0) bad.push(`verify: ${signed.said}`);
  const kept = run(s, "archive", "verify", path.join(folder, "档案"));
  if (kept.code !== 0) bad.push(`archive verify: ${kept.said}`);
  const checked = run(s, "check", path.join(folder, "2023.toml"));
  if (checked.code !== 0) bad.push(`check: ${checked.said}`);
  for (const name of ["2023.docx", "2023.pdf", "去年.docx"]) if (!fs.existsSync(path.join(folder, name))) bad.push(`there is no ${name}`);
  if (!fs.readFileSync(path.join(folder, "去年.docx")).equals(fs.readFileSync(path.join(s.work, "去年.docx")))) bad.push("last year's file was changed");
  return bad;
}

module.exports = { day, judge, figures };
