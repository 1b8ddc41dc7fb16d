// The main road by keyboard alone: nothing is clicked.
"use strict";
const fs = require("fs");
const path = require("path");
const { serve, open, until } = require("./office.js");

// to presses Tab until what is wanted has the focus, as it is seen.
async function to(page, selector, most = 600) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) {
      const seen = await page.evaluate(() => { const c = getComputedStyle(document.activeElement), n = document.activeElement.nextElementSibling; return c.outlineStyle !== "none" || n && getComputedStyle(n).outlineStyle !== "none"; });
      if (!seen) throw new Error(`the focus on ${selector} is not seen`);
      return;
    }
  }
  throw new Error(`Tab never comes to ${selector}`);
}

async function keyboard(s, browser, folder) {
  const desk = await serve(s, folder), page = await open(browser, desk.address);
  await page.waitForSelector("#cards button.main");
  await to(page, "#cards button.main");
  await page.keyboard.press("Enter");
  await page.waitForSelector('[data-key="applications/new/natural"]', { visible: true });
  await to(page, '[data-key="applications/new/natural"]');
  await page.keyboard.type("7");
  for (const key of ["Enter", "ArrowUp"]) await page.keyboard.press(key); // down and up again
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await until(page, "#state", "已撤销");
  await page.keyboard.down("Shift");
  for (let i = 0; i < 600 && !(await page.evaluate(() => document.activeElement.id === "build")); i++) await page.keyboard.press("Tab");
  await page.keyboard.up("Shift");
  await page.keyboard.press("Enter");
  await until(page, "#state", "^已生成");
  await to(page, "#finishing");
  await page.keyboard.press("Enter");
  await to(page, "#make");
  await page.keyboard.press("Space");
  await until(page, "#state", "^已生成");
  await to(page, "#key");
  const asked = page.waitForFileChooser();
  await page.evaluate(() => 0); // keys go another way to the page than the word that the dialog is ours
  await page.keyboard.press("Enter");
  const chooser = await asked;
  await chooser.accept([path.join(s.work, "key.p12")]);
  await to(page, "#passphrase");
  await page.keyboard.type("pass phrase");
  await to(page, "#sign");
  await page.keyboard.press("Enter");
  await until(page, "#state", "^已签名");
  await to(page, "#by");
  await page.keyboard.type("Wang");
  await to(page, "#archive");
  await page.keyboard.press("Enter");
  await until(page, "#archived", "已存档");
  const problems = page.problems;
  await page.close();
  await desk.gone;
  return [...problems, ...["2020.docx", "2020.pdf", "2020-签名.pdf", "档案"].filter((f) => !fs.existsSync(path.join(folder, f))).map((f) => `there is no ${f}`)];
}

module.exports = { keyboard, to };
