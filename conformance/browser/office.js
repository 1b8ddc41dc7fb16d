// An office: a folder, the program at work on it, and a browser that shows it.
"use strict";
const { spawn, execFileSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { createRequire } = require("module");

const wait = (ms) => new Promise((later) => setTimeout(later, ms));

// setup holds what all parts use.
function setup(cache, chromium, program, samples, work) {
  const load = createRequire(path.join(cache, "node_modules", "x.js"));
  return {
    puppeteer: load("puppeteer-core"), axe: fs.readFileSync(load.resolve("axe-core/axe.min.js"), "utf8"),
    jar: path.join(cache, "node_modules/vnu-jar/build/dist/vnu.jar"), chromium, program, samples, work,
  };
}

// run runs the program; a failure is given, not thrown.
function run(s, ...args) {
  try {
    return { code: 0, said: execFileSync(s.program, args, { env: env(s), stdio: ["ignore", "pipe", "pipe"] }).toString() };
  } catch (e) {
    return { code: e.status, said: String(e.stdout) + String(e.stderr) };
  }
}

const env = (s) => ({ ...process.env, XDG_CACHE_HOME: path.join(s.work, "cache"), HOME: s.work, NIANBAO_PASSPHRASE: "pass phrase", LC_ALL: "C.UTF-8", LANG: "zh_CN.UTF-8" });

// serve starts the desk for a folder and gives its address.
async function serve(s, folder) {
  const child = spawn(s.program, ["desk", folder, "--no-open"], { env: env(s), stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((done, fail) => {
    let text = "";
    child.stdout.on("data", (d) => { text += d; if (text.includes("\n")) done(text.split("\n")[0]); });
    child.on("exit", () => fail(new Error("the desk ended")));
  });
  return { child, address, gone: new Promise((done) => child.on("exit", done)) };
}

// open shows the desk in a new page.
async function open(browser, address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(60000); // a busy machine
  await page.setViewport({ width: 1400, height: 900 });
  page.problems = [];
  page.on("pageerror", (e) => page.problems.push(e.message));
  page.on("console", (m) => { if (m.type() === "error" && !/ERR_CONNECTION|Failed to load resource/.test(m.text())) page.problems.push(m.text()); });
  page.on("dialog", (d) => d.accept());
  await page.goto(address);
  await page.waitForSelector("#start:not([hidden])");
  return page;
}

// Actions as people do them; they are counted.
class Hand {
  constructor(page) { this.page = page; this.actions = 0; }
  async click(selector) { this.actions++; await (await this.page.waitForSelector(selector, { visible: true })).click(); }
  async choose(selector, file) { this.actions++; await (await this.page.waitForSelector(selector)).uploadFile(file); }
  async type(selector, text) {
    this.actions++;
    await this.page.$eval(selector, (e) => { e.focus(); e.select(); });
    await this.page.keyboard.sendCharacter(text);
  }
  async paste(selector, text) {
    this.actions++;
    await this.page.$eval(selector, (e, text) => {
      const d = new DataTransfer();
      d.setData("text/plain", text);
      e.focus();
      e.dispatchEvent(new ClipboardEvent("paste", { clipboardData: d, bubbles: true, cancelable: true }));
    }, text);
  }
}

const text = (page, selector) => page.$eval(selector, (e) => e.textContent);

// until waits for what the page says somewhere.
async function until(page, selector, pattern, ms = 60000) {
  try {
    await page.waitForFunction((s, p) => { const e = document.querySelector(s); return e && new RegExp(p).test(e.textContent); }, { timeout: ms }, selector, pattern);
  } catch (e) {
    throw new Error(`${selector} never said ${pattern}; it says ${await text(page, selector).catch(() => "nothing")}; #state says ${await text(page, "#state").catch(() => "nothing")}`);
  }
  return text(page, selector);
}

module.exports = { setup, run, serve, open, Hand, text, until, wait, env };
