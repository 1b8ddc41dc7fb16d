// Typing as people do it: with pauses, with input methods, over what is there, while
// somebody else changes the file, and while it cannot be written. No word is lost.
"use strict";
const fs = require("fs");
const path = require("path");
const { serve, open, until, wait } = require("./office.js");

const figure = '[data-key="applications/new/natural"]', prose = '[data-key="problems/text"]', end = '[data-key="other/text"]';

// office opens the report of a folder for a trial.
async function office(s, browser, folder) {
  const desk = await serve(s, folder), page = await open(browser, desk.address), file = path.join(folder, "2020.toml");
  await page.waitForSelector("#cards button.main");
  await page.$eval("#cards button.main", (e) => e.click());
  await page.waitForSelector(figure, { visible: true });
  const value = (selector) => page.$eval(selector, (e) => e.value);
  const settled = async () => { await wait(400); await until(page, "#state", "^已保存"); return fs.readFileSync(file, "utf8"); };
  const press = async (...keys) => { for (const k of keys) await page.keyboard.press(k); };
  const all = async (selector) => { await page.$eval(selector, (e) => { e.focus(); e.select(); }); };
  const atEnd = async (selector) => { await page.$eval(selector, (e) => { e.focus(); e.setSelectionRange(e.value.length, e.value.length); }); };
  const outside = (change) => fs.writeFileSync(file, change(fs.readFileSync(file, "utf8")));
  const paste = (selector, text, html = "") => page.$eval(selector, (e, text, html) => {
    const d = new DataTransfer();
    d.setData("text/plain", text);
    d.setData("text/html", html);
    e.focus();
    e.dispatchEvent(new ClipboardEvent("paste", { clipboardData: d, bubbles: true, cancelable: true }));
  }, text, html);
  const click = (label) => page.evaluate((label) => [...document.querySelectorAll("button")].find((b) => b.textContent === label).click(), label);
  const again = async function () { // another start of the program, after kill -9
    await this.page.close({ runBeforeUnload: false });
    this.desk.child.kill("SIGKILL");
    await this.desk.gone;
    Object.assign(this, await office(s, browser, folder));
  };
  return { desk, page, file, value, settled, press, all, atEnd, outside, paste, click, again };
}

const trials = {
  async "a new paragraph after a pause"(o) {
    await o.atEnd(prose);
    await o.page.keyboard.sendCharacter("甲");
    await o.press("Enter");
    await o.settled();
    await o.page.keyboard.sendCharacter("乙");
    const text = await o.settled();
    return /甲\n乙\n/.test(text) ? "" : `the file has ${text.slice(-200)}`;
  },
  async "Back, before what was typed is saved"(o) {
    const next = path.join(path.dirname(o.file), "2019.toml");
    fs.writeFileSync(next, fs.readFileSync(o.file, "utf8").replace("year = 2020", "year = 2019"));
    const before = fs.readFileSync(o.file, "utf8");
    await o.page.evaluate(() => openReport("2019.toml"));
    await o.page.waitForFunction(() => report && report.name === "2019.toml");
    await o.all(figure);
    await o.page.keyboard.type("987");
    await o.page.evaluate(() => history.back());
    await o.page.waitForFunction(() => report && report.name === "2020.toml");
    await wait(600);
    if (fs.readFileSync(o.file, "utf8") !== before) return "it was typed into another report";
    if (!/new\s+= \[987,/.test(fs.readFileSync(next, "utf8"))) return "it is lost";
    // As long as it cannot be saved, it is asked for; who stays has it.
    await o.page.evaluate(() => openReport("2019.toml"));
    await o.page.waitForFunction(() => report && report.name === "2019.toml");
    fs.renameSync(next, next + ".away");
    await o.all(figure);
    await o.page.keyboard.type("654");
    let asked = "";
    o.page.removeAllListeners("dialog");
    o.page.on("dialog", (d) => { asked = d.message(); d.dismiss(); });
    await o.page.evaluate(() => history.back());
    for (let i = 0; i < 50 && !asked; i++) await wait(100);
    await wait(300);
    const now = await o.page.evaluate(() => [report.name, history.state.report]);
    fs.renameSync(next + ".away", next);
    if (!/离开就丢掉/.test(asked) || now.join() !== "2019.toml,2019.toml") return `asked “${asked}”, then ${now}`;
    for (let i = 0; i < 60 && !/new\s+= \[654,/.test(fs.readFileSync(next, "utf8")); i++) await wait(100);
    return /new\s+= \[654,/.test(fs.readFileSync(next, "utf8")) && fs.readFileSync(o.file, "utf8") === before ? "" : "it is lost, or went elsewhere";
  },
  async "what is taken back before a slow answer to it comes"(o) {
    const before = fs.readFileSync(o.file, "utf8"), was = await o.value(end);
    await o.page.evaluate(() => {
      const sent = window.fetch;
      window.fetch = async (to, how) => { if (to === "/api/edit" && how.body.includes('"draft":true')) await new Promise((later) => setTimeout(later, 400)); return sent(to, how); };
    });
    await o.atEnd(end);
    await o.page.keyboard.sendCharacter("甲");
    await wait(60);
    await o.press("Backspace");
    await wait(1500);
    if ((await o.value(end)) !== was || fs.readFileSync(o.file, "utf8") !== before) return `the field has ${(await o.value(end)).slice(-9)}`;
    await o.page.keyboard.sendCharacter("乙");
    return (await o.settled()).includes(was + "乙") ? "" : "what is typed then is not saved";
  },
  async "a save that takes longer than five seconds"(o) {
    await o.page.evaluate(() => {
      const sent = window.fetch;
      let first = true;
      window.fetch = async (to, how) => {
        const a = await sent(to, how);
        if (to === "/api/edit" && !how.body.includes('"draft":true') && first) { first = false; await new Promise((later) => setTimeout(later, 7000)); }
        return a;
      };
    });
    await o.atEnd(end);
    await o.page.keyboard.sendCharacter("甲");
    await wait(500);
    await o.page.keyboard.sendCharacter("乙");
    await o.click("回到首页");
    await o.page.waitForSelector("#start:not([hidden])");
    return fs.readFileSync(o.file, "utf8").includes("甲乙") ? "" : "what was typed is not in the file";
  },
  async "two reports that are opened one after the other"(o) {
    const other = path.join(path.dirname(o.file), "2019.toml"), before = fs.readFileSync(o.file, "utf8");
    fs.writeFileSync(other, before.replace("year = 2020", "year = 2019"));
    await o.click("回到首页");
    await o.page.waitForSelector("#cards li + li", { visible: true });
    await o.page.evaluate(() => {
      const sent = window.fetch;
      window.fetch = async (to, how) => { const a = await sent(to, how); if (String(to).startsWith("/api/report?name=2020")) await new Promise((later) => setTimeout(later, 1500)); return a; };
      openReport("2020.toml");
      openReport("2019.toml");
    });
    await o.page.waitForFunction(() => report && report.name === "2019.toml");
    await o.atEnd(end);
    for (let i = 0; i < 40; i++) { await o.page.keyboard.sendCharacter("字" + i + "。"); await wait(50); }
    await o.settled();
    const text = fs.readFileSync(other, "utf8"), lost = Array.from({ length: 40 }, (_, i) => "字" + i + "。").filter((w) => !text.includes(w));
    const shown = await o.page.evaluate(() => report.name);
    return !lost.length && shown === "2019.toml" && fs.readFileSync(o.file, "utf8") === before ? "" : `${shown} is shown, ${lost.join("")} is lost`;
  },
  async "a figure that is typed anew"(o) {
    await o.all(figure);
    await o.press("Backspace");
    await wait(600);
    await o.page.keyboard.type("45");
    const text = await o.settled();
    return /new\s+= \[45, 0/.test(text) ? "" : `the figure is ${await o.value(figure)}`;
  },
  async "a text that is typed anew"(o) {
    await o.all(end);
    await o.press("Delete");
    await wait(600);
    await o.page.keyboard.sendCharacter("新的文字。");
    const text = await o.settled();
    return /\[other\]\s+text = """\n新的文字。\n"""/.test(text) ? "" : `the text is ${await o.value(end)}`;
  },
  async "a click into a figure"(o) {
    await o.page.click(figure);
    await o.page.keyboard.type("7");
    return /new\s+= \[7, 0/.test(await o.settled()) ? "" : `the figure is ${await o.value(figure)}`;
  },
  async "an input method while it is saved"(o) {
    const cdp = await o.page.createCDPSession();
    await o.atEnd(end);
    await cdp.send("Input.imeSetComposition", { text: "zhong", selectionStart: 5, selectionEnd: 5 });
    await cdp.send("Input.insertText", { text: "中" });
    for (const text of ["g", "gu", "guo"]) {
      await cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await wait(250);
    }
    await cdp.send("Input.insertText", { text: "国" });
    const text = await o.settled();
    return /中国\n/.test(text) && (await o.value(end)).endsWith("中国") ? "" : `the text is ${await o.value(end)}`;
  },
  async "two who write into one field"(o) {
    await o.all(end);
    o.outside((t) => t.replace(/(\[other\]\s+text = )"[^"\n]*"/, '$1"别人写的。"').replace(/new(\s+)= \[2,/, "new$1= [3,"));
    await o.page.keyboard.sendCharacter("我写的。");
    await o.page.waitForSelector(".held button");
    const other = fs.readFileSync(o.file, "utf8");
    if (!other.includes("别人写的")) return "the other's text is gone";
    if ((await o.value(end)) !== "我写的。") return `what was typed became ${await o.value(end)}`;
    await o.click("用我写的");
    const text = await o.settled();
    return text.includes("我写的。\n") && /new\s+= \[3,/.test(text) ? "" : "what the clerk chose was not written";
  },
  async "a block of which one figure was changed elsewhere"(o) {
    await o.page.$eval(figure, (e) => e.focus());
    await o.paste(figure, "1\t2\t3");
    await o.settled();
    await o.all(figure);
    o.outside((t) => t.replace(/new(\s+)= \[\d+,/, "new$1= [9,"));
    await o.page.keyboard.type("8");
    await o.press("Tab");
    await o.page.keyboard.type("6");
    await o.page.waitForSelector(".held button");
    const saved = () => /new\s+= \[9, 6, 3/.test(fs.readFileSync(o.file, "utf8"));
    for (let i = 0; i < 30 && !saved(); i++) await wait(100); // it may have been typed after the first was refused
    return saved() ? "" : "the figures beside it were not saved";
  },
  async "a file that cannot be read for a while"(o) {
    const whole = fs.readFileSync(o.file, "utf8");
    fs.writeFileSync(o.file, whole + "\n[broken");
    await o.all(end);
    await o.page.keyboard.sendCharacter("重要的一句话。");
    await until(o.page, "#state", "没有保存");
    await wait(2500);
    if ((await o.value(end)) !== "重要的一句话。") return "what was typed is gone";
    fs.writeFileSync(o.file, whole);
    await until(o.page, "#state", "^已保存");
    return fs.readFileSync(o.file, "utf8").includes("重要的一句话。") ? "" : "it was not tried again";
  },
  async "a file that somebody deletes"(o) {
    fs.unlinkSync(o.file);
    await o.all(end);
    await o.page.keyboard.sendCharacter("重要的一句话。");
    await until(o.page, "#state", "不见了");
    await o.click("把文件写回去");
    await until(o.page, "#state", "^已保存");
    return fs.readFileSync(o.file, "utf8").includes("重要的一句话。") ? "" : "the file does not have it";
  },
  async "leaving with what is not saved"(o) {
    fs.writeFileSync(o.file, "[broken");
    await o.all(end);
    await o.page.keyboard.sendCharacter("没有存。");
    await until(o.page, "#state", "没有保存");
    let asked = "";
    o.page.removeAllListeners("dialog");
    o.page.on("dialog", (d) => { asked = d.message(); d.dismiss(); });
    await o.click("回到首页");
    await wait(500);
    o.page.removeAllListeners("dialog");
    o.page.on("dialog", (d) => d.accept());
    return /没保存/.test(asked) && (await o.value(end)) === "没有存。" ? "" : `asked was ${asked}`;
  },
  async "blocks as spreadsheets copy them"(o) {
    const row = async () => /new\s+= \[([^\]]*)\]/.exec(await o.settled())[1];
    for (const [block, want] of [["45\r\n", "45, 0, 0, 0, 0, 0"], ["\t\t5", "45, 0, 5, 0, 0, 0"], ['"1\n"\t2', "1, 2, 5, 0, 0, 0"], ["1,234\t1 234\t１２", "1234, 1234, 12, 0, 0, 0"], ["6\t0\t0\t0\t0\t0\n", "6, 0, 0, 0, 0, 0"]]) {
      await o.paste(figure, block);
      await wait(300);
      const got = await row();
      if (got !== want) return `${JSON.stringify(block)} gives ${got}`;
    }
    await o.paste(figure, "6\t0\t0\t0\t0\t0\t99\t1");
    await until(o.page, "#state", "粘贴的是 99");
    await until(o.page, "#state", "1 格没有放下");
    for (const [yes, want] of [[false, "6, 0, 0, 0, 0, 0"], [true, "6, 2, 8, 0, 0, 0"]]) { // it may be the total
      let asked = "";
      o.page.removeAllListeners("dialog");
      o.page.on("dialog", (d) => { asked = d.message(); if (yes) d.accept(); else d.dismiss(); });
      await o.paste(figure, "6\t2\t8");
      await until(o.page, "#state", yes ? "^已保存" : "没有做");
      const got = /new\s+= \[([^\]]*)\]/.exec(fs.readFileSync(o.file, "utf8"))[1];
      if (!/像是总计/.test(asked) || got !== want) return `asked “${asked}”, then ${got}`;
    }
    await o.paste(figure, "自然人\t5");
    await until(o.page, "#state", "不是数字");
    return (await o.value(figure)) === "6" ? "" : "a label went into a figure";
  },
  async "undo after the program was started again"(o) {
    const before = fs.readFileSync(o.file, "utf8");
    await o.all(figure);
    await o.page.keyboard.type("7");
    await o.settled();
    await o.all(end);
    await o.page.keyboard.sendCharacter("甲。");
    const after = await o.settled();
    await o.again();
    for (const label of ["撤销", "撤销", "重做", "重做"]) { await o.click(label); await until(o.page, "#state", "已" + label); await wait(300); }
    if (fs.readFileSync(o.file, "utf8") !== after) return "it was not done again";
    await o.again();
    for (let i = 0; i < 2; i++) { await o.click("撤销"); await wait(500); }
    if (fs.readFileSync(o.file, "utf8") !== before) return "it was not undone";
    o.outside((t) => t + "\n# elsewhere\n");
    await o.again();
    return await o.page.$eval("#redo", (e) => e.disabled) ? "" : "what somebody else wrote can be undone";
  },
  async "a table among paragraphs"(o) {
    await o.all(end);
    await o.page.keyboard.sendCharacter("甲。");
    await o.settled();
    await o.paste(end, "事项\t件数\n甲\t1\n", "<table><tr><td></table>");
    await o.page.waitForSelector('.thing [data-key="table/table1/rows/0/0"]');
    await o.page.$$eval('[data-of="other/text"]', (all) => { const e = all[all.length - 1]; e.focus(); });
    await o.page.keyboard.sendCharacter("后");
    await o.press(...Array(20).fill("Backspace"));
    const text = await o.settled();
    if (!/\n甲。\n\{table\.table1\}\n"""/.test(text)) return `the file has ${text.slice(-300)}`;
    if (/table1|\{/.test(await o.page.$eval("#form", (e) => [...e.querySelectorAll("textarea, input")].map((x) => x.value).join() + e.textContent))) return "the page shows what the file has for it";
    await o.click("上移");
    await until(o.page, "#state", "上移了一段");
    const moved = fs.readFileSync(o.file, "utf8");
    if (!/text = """\n\{table\.table1\}\n甲。\n"""/.test(moved)) return "it was not moved";
    await o.paste(end, "前面的话。\n事项\t件数\n甲\t1\n后面的话。\n", "<p>前面的话。</p><table><tr><td>事项</td><td>件数</td></tr></table><p>后面的话。</p>");
    await until(o.page, "#state", "有文字也有表格");
    if (fs.readFileSync(o.file, "utf8") !== moved) return "words and a table became one table";
    // What was changed elsewhere, and is not shown yet, is not what was clicked.
    o.outside((t) => t + '\n[[attachment]]\ntitle = "甲"\ntext = "文"\n\n[[attachment]]\ntitle = "乙"\ntext = "文"\n');
    await o.page.waitForSelector('[data-key="attachment/1/title"]');
    o.outside((t) => t.replace('\n[[attachment]]\ntitle = "甲"\ntext = "文"\n', ""));
    await o.click("去掉附件 1");
    await until(o.page, "#state", "在别处改过");
    return fs.readFileSync(o.file, "utf8").includes('"乙"') ? "" : "another attachment was taken out";
  },
  async "a text that is far too long, and what else is typed"(o) {
    await o.page.$eval(end, (e) => { e.focus(); e.value = "长".repeat(3000000); e.dispatchEvent(new InputEvent("input", { bubbles: true })); });
    await o.page.waitForSelector(".held");
    const why = await o.page.$eval(".held", (e) => e.textContent);
    if (!/最多 17 万个汉字/.test(why)) return `it is refused for ${why}`;
    await o.all(figure);
    await o.page.keyboard.type("77");
    for (let i = 0; i < 50 && !/new\s+= \[77/.test(fs.readFileSync(o.file, "utf8")); i++) await wait(100);
    if (!/new\s+= \[77/.test(fs.readFileSync(o.file, "utf8"))) return "another field is not saved";
    await o.click("不要我写的");
    await o.settled();
    return (await o.value(end)).length < 1000 ? "" : "it is not taken out";
  },
  async "a copied block with a remark below it"(o) {
    await o.paste(figure, "一、本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t0\t5\n注：上年结转不含撤回的2件\n");
    await until(o.page, "#state", "没有放进表里的一行：“注：上年结转不含撤回的2件”");
    return /new\s+= \[4, 1/.test(fs.readFileSync(o.file, "utf8")) ? "" : "the figures are not in the file";
  },
};

// through goes through trials, each in a folder of its own.
async function through(trials, s, browser, folder) {
  const bad = [];
  for (const [name, trial] of Object.entries(trials)) {
    const o = await office(s, browser, folder(name));
    try {
      const why = await trial(o);
      if (why) bad.push(`${name}: ${why}`);
    } catch (e) {
      bad.push(`${name}: ${e.message}`);
    }
    bad.push(...o.page.problems.map((p) => `${name}: ${p}`));
    await o.page.close({ runBeforeUnload: false });
    o.desk.child.kill("SIGINT");
    await o.desk.gone;
  }
  return bad;
}

const typing = (...of) => through(trials, ...of);

module.exports = { typing, through };
