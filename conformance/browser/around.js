// What lies around a report: its pictures and files, and the views beside the form.
"use strict";
const fs = require("fs");
const path = require("path");
const { until, wait } = require("./office.js");
const { through } = require("./typing.js");

// answer has the page's questions answered, and keeps them.
function answer(page, yes) {
  const asked = [];
  page.removeAllListeners("dialog");
  page.on("dialog", (d) => { asked.push(d.message()); if (yes) d.accept(); else d.dismiss(); });
  return asked;
}

const pngs = ["iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="].map((b) => Buffer.from(b, "base64"));

const trials = {
  async "a picture that is exchanged on the disk"(o) {
    const file = path.join(path.dirname(o.file), "图.png");
    fs.writeFileSync(file, pngs[0]);
    o.outside((t) => t.replace(/(\[other\]\s+text = )"[^"\n]*"/, '$1"""\n甲。\n{image.a}\n"""') + '\n[image.a]\nfile = "图.png"\nwidth_mm = 40\n');
    const shown = () => o.page.evaluate(() => [...document.querySelectorAll(".sheet")].map((s) => (s.shadowRoot.querySelector("image") || { getAttribute: () => "" }).getAttribute("href")).join("") + (document.querySelector(".thumbnail") || {}).src);
    await o.page.waitForSelector(".thumbnail:not([hidden])");
    await o.page.waitForFunction(() => [...document.querySelectorAll(".sheet")].some((s) => s.shadowRoot.querySelector("image")));
    const before = await shown();
    if (!before.includes(pngs[0].toString("base64"))) return "the picture is not shown";
    fs.writeFileSync(file, pngs[1]);
    let old = 0, fresh = 0;
    for (let i = 0; i < 50 && !(old === 0 && fresh === 2); i++) { // in the form and in a page
      await wait(200);
      [old, fresh] = await shown().then((text) => pngs.map((p) => text.split(p.toString("base64")).length - 1));
    }
    return old === 0 && fresh === 2 ? "" : `the old one is shown ${old} times, the new one ${fresh} times`;
  },
  async "an Excel file that has something else"(o) {
    const book = path.join(path.dirname(o.file), "2020.xlsx");
    const make = async () => { await o.click("生成"); await wait(300); };
    await o.click("签名、存档…");
    await o.page.waitForSelector("#make", { visible: true });
    for (const kind of ["pdf", "docx", "xlsx"]) await o.page.click(`#formats [value=${kind}]`);
    await make();
    await until(o.page, "#state", "^已生成 2020.xlsx");
    const first = fs.readFileSync(book);
    o.outside((t) => t.replace("decisions = 29497", "decisions = 29498"));
    let asked = answer(o.page, false);
    await make();
    await until(o.page, "#state", "原来的文件没有动");
    if (asked.length !== 1 || !/2020.xlsx 已经有了/.test(asked[0]) || !fs.readFileSync(book).equals(first)) return `asked was ${asked}`;
    asked = answer(o.page, true);
    await make();
    await until(o.page, "#state", "^已生成 2020.xlsx");
    return asked.length === 1 && !fs.readFileSync(book).equals(first) ? "" : "it was not replaced";
  },
  async "what is left to fill becomes 0"(o) {
    o.outside((t) => t.replace(/new(\s+)= \[2, 0, 0,/, 'new$1= [2, "待填", "待填",'));
    await until(o.page, "#counts", "待填 2 处");
    const button = (await o.page.$$(".zeros:not([hidden])"))[0], before = fs.readFileSync(o.file, "utf8");
    if ((await o.page.$$(".zeros:not([hidden])")).length !== 1) return "the button is not at the one table";
    let asked = answer(o.page, false);
    await button.click();
    await wait(500);
    if (!/2 格没有填/.test(asked[0]) || fs.readFileSync(o.file, "utf8") !== before) return `asked was ${asked}`;
    answer(o.page, true);
    await button.click();
    await until(o.page, "#state", "^已填 2 个 0");
    if (!/new\s+= \[2, 0, 0,/.test(fs.readFileSync(o.file, "utf8"))) return "they were not filled";
    if (await o.page.$eval(".zeros:not([hidden])", () => true).catch(() => false)) return "the button is still there";
    await o.click("撤销");
    await until(o.page, "#state", "^已撤销");
    return fs.readFileSync(o.file, "utf8") === before ? "" : "one step did not undo it";
  },
  async "each view begins at its top"(o) {
    const place = () => o.page.evaluate(() => [scrollY, document.activeElement.id || document.activeElement.tagName]);
    const bottom = () => o.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    for (const [click, shown, heading] of [["签名、存档…", "#make", "finish-make"], ["看档案", "#prove", "kept-prove"], ["回到首页", "#blank", "title"], ["检查 PDF 的签名", "#verify", "finish-verify"]]) {
      await bottom();
      await o.click(click);
      await o.page.waitForSelector(shown, { visible: true });
      await wait(100);
      const [y, id] = await place();
      if (y !== 0 || id !== heading) return `${click}: it begins ${y} pixels down, with ${id}`;
    }
    return "";
  },
  async "a paragraph that somebody else puts before the cursor"(o) {
    const end = '[data-key="overview/text"]', cursor = () => o.page.$eval(end, (e) => e.value.slice(0, e.selectionStart).split("\n").pop());
    const other = (lines) => o.outside((t) => t.replace(/(\[overview\]\s+text = )("""[^"]*"""|"[^"\n]*")/, `$1"""\n${lines.join("\n")}\n"""`));
    other(["甲。", "乙，丙。", "依申请公开。新收申请98765件。"]);
    await o.page.waitForFunction((s) => document.querySelector(s).value.includes("乙"), {}, end);
    await o.page.$eval(end, (e) => { e.focus(); const at = e.value.indexOf("丙"); e.setSelectionRange(at, at); });
    other(["新的。", "甲。", "乙，丙。", "依申请公开。新收申请98765件。"]);
    await o.page.waitForFunction((s) => document.querySelector(s).value.startsWith("新"), {}, end);
    if ((await cursor()) !== "乙，") return `the cursor stands behind ${await cursor()}`;
    await o.page.keyboard.sendCharacter("丁");
    await o.settled();
    await o.page.waitForSelector("#found button");
    // What is not saved, since somebody else wrote there too, has other lines than the file that the findings are of.
    await o.page.$eval(end, (e) => e.setSelectionRange(0, 0));
    other(["别人的。", "甲。", "依申请公开。新收申请98765件。"]);
    await o.page.keyboard.sendCharacter("一\n二\n");
    await o.page.waitForSelector(".held button");
    await o.page.evaluate(() => [...document.querySelectorAll("#found button")].find((b) => /98765/.test(b.textContent)).click());
    const line = await o.page.$eval(end, (e) => e.value.slice(e.selectionStart).split("\n")[0]);
    return line.includes("98765") ? "" : `the finding leads to ${line}`;
  },
  async "a long report, of which the pages in sight come first"(o) {
    const prose = '[data-key="problems/text"]', lines = Array.from({ length: 400 }, (_, i) => `第${i + 1}段。` + "历史资料的数字化刚刚起步，下一步分三年完成，把公开工作做细做实。".repeat(2));
    o.outside((t) => t.replace(/(\[problems\]\s+text = )("""[^"]*"""|"[^"\n]*")/, `$1"""\n${lines.join("\n")}\n"""`));
    const whole = () => o.page.waitForFunction(() => { const all = [...document.querySelectorAll(".sheet")]; return all.length > 20 && document.querySelector("#paper-count").textContent.includes(`共 ${all.length} 页`) && all.every((s) => s.shadowRoot.querySelector("svg")); });
    const last = () => o.page.evaluate(() => [...document.querySelectorAll(".sheet")].flatMap((s) => [...s.shadowRoot.querySelectorAll("[data-at]")]).find((g) => g.textContent.replace(/\s/g, "").includes("第400段")).dataset.at);
    await whole();
    if ((await last()) !== "problems/text 399") return `the last paragraph is ${await last()}`;
    await o.page.$eval(prose, (e) => { e.focus(); e.setSelectionRange(0, 0); });
    await o.page.keyboard.sendCharacter("新的一段。\n");
    const begun = Date.now();
    await o.page.waitForFunction(() => [...document.querySelectorAll(".sheet")].some((s) => s.shadowRoot.textContent.includes("新的一段")));
    console.log(`a long report: the page in sight after ${Date.now() - begun} ms`);
    for (let i = 0; i < 50 && (await last()) !== "problems/text 400"; i++) await wait(200);
    if ((await last()) !== "problems/text 400") return `later the last paragraph is ${await last()}`;
    const seen = await o.page.evaluate(() => { const v = document.querySelector("#paper").getBoundingClientRect(), m = [...document.querySelectorAll(".sheet")].map((s) => s.shadowRoot.querySelector(".here")).find(Boolean); return !!m && m.getBoundingClientRect().top < v.bottom && m.getBoundingClientRect().bottom > v.top; });
    if (!seen) return "what is typed is not in sight in the pages";
    await o.page.$eval(prose, (e) => scrollTo(0, scrollY + e.getBoundingClientRect().bottom - innerHeight / 2));
    const box = await o.page.$eval(prose, (e) => { const b = e.getBoundingClientRect(); return { x: b.left + 40, y: b.bottom - 20 }; });
    await o.page.mouse.click(box.x, box.y);
    await wait(300);
    const marked = await o.page.evaluate(() => [...document.querySelectorAll(".sheet")].findIndex((s) => s.shadowRoot.querySelector(".here"))), pages = await o.page.$$eval(".sheet", (all) => all.length);
    return marked >= pages - 3 ? "" : `a click into the last paragraph marks page ${marked + 1} of ${pages}`;
  },
  async "pages of what is not done yet are marked"(o) {
    const marked = () => o.page.evaluate(() => { const s = document.querySelector(".sheet"); return !!s && getComputedStyle(s, "::before").content.includes("草稿"); });
    await o.page.waitForSelector(".sheet");
    if (await marked()) return "a whole report is marked";
    o.outside((t) => t.replace(/new(\s+)= \[2, 0,/, 'new$1= [2, "待填",'));
    await until(o.page, "#paper-count", "草稿");
    if (!(await marked())) return "the pages have no mark";
    await o.page.emulateMediaType("print");
    const printed = await marked();
    await o.page.emulateMediaType();
    return printed ? "" : "what is printed has no mark";
  },
  async "what is not as the file is not printed, and errors mark what is"(o) {
    const drafts = () => o.page.evaluate(() => document.querySelector("#paper").classList.contains("draft"));
    await o.page.waitForSelector(".sheet");
    await o.page.evaluate(() => { window.prints = []; window.print = () => prints.push(document.querySelector("#paper").classList.contains("draft")); });
    const prints = () => o.page.evaluate(() => window.prints);
    await o.click("打印");
    for (let i = 0; i < 100 && !(await prints()).length; i++) await wait(100);
    if ((await prints()).join() !== "false") return `a whole report: printed as drafts ${await prints()}`;
    await o.page.$eval('[data-key="other/text"]', (e) => e.focus());
    await o.page.keyboard.sendCharacter("新写的一句😀。");
    await o.settled();
    await o.page.waitForFunction(() => /错误 1 个/.test(document.body.textContent));
    await until(o.page, "#paper-state", "没有更新");
    if (!(await drafts())) return "the pages of a report with errors have no mark";
    await o.click("打印");
    await until(o.page, "#state", "没有打印");
    return (await prints()).length === 1 ? "" : "pages without what was typed were printed";
  },
  async "a list of bodies that does not know whose it is"(o) {
    const folder = path.dirname(o.file), list = path.join(folder, "名单.toml"), body = fs.readFileSync(o.file, "utf8");
    for (const name of ["甲局", "乙局"]) fs.writeFileSync(path.join(folder, name + ".toml"), body.replaceAll("汶上县行政审批服务局", name));
    fs.rmSync(o.file);
    await o.click("回到首页");
    await o.page.waitForSelector("#draft", { visible: true });
    await o.click("汇总各单位：先写一份名单");
    await until(o.page, "#lists", "还没有填本级政府[^]*第 \\d+ 行：本级政府的名称还没有填");
    if (await o.page.$$eval("#cards li", (all) => all.some((e) => e.textContent.includes("名单")))) return "the list is a report";
    o.page.removeAllListeners("dialog");
    o.page.on("dialog", (d) => d.accept("某县人民政府"));
    await o.click("填本级政府的名称…");
    await until(o.page, "#lists", "某县人民政府　各单位（2 个）");
    if (!/^agency = "某县人民政府"/m.test(fs.readFileSync(list, "utf8"))) return "the file has another name";
    await o.click("汇总");
    await until(o.page, "#work-said", "应计入 2 个单位，已计入 2 个");
    return fs.existsSync(path.join(folder, "汇总", "汇总.toml")) ? "" : "nothing was added up";
  },
};

const around = (...of) => through(trials, ...of);

module.exports = { around };
