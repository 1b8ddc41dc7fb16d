// The main road in Firefox: open, fill in, see a mistake, build.
"use strict";
const fs = require("fs");
const path = require("path");
const { serve, Hand, until } = require("./office.js");

async function firefox(s, browser, folder) {
  const desk = await serve(s, folder), page = await browser.newPage(), problems = [];
  page.on("pageerror", (e) => problems.push(e.message));
  await page.goto(desk.address);
  const hand = new Hand(page);
  await hand.click("#cards button.main");
  await page.waitForSelector('[data-key="applications/new/natural"]', { visible: true });
  await page.$eval('[data-key="applications/new/natural"]', (e) => { e.focus(); e.select(); });
  await page.keyboard.type("99");
  await until(page, "#state", "^已保存");
  await until(page, "#counts", "错误 [1-9]");
  await hand.click("#undo");
  await until(page, "#counts", "错误 0 个");
  await hand.paste('[data-key="applications/new/natural"]', "2\t0\n");
  await page.waitForSelector("#paper > *");
  await hand.click("#build");
  await until(page, "#state", "^已生成");
  await page.close();
  desk.child.kill("SIGINT");
  await desk.gone;
  if (!fs.existsSync(path.join(folder, "2020.pdf"))) problems.push("there is no PDF");
  return problems;
}

module.exports = { firefox };
