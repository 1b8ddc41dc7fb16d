// main.js CACHE CHROMIUM FIREFOX PROGRAM SAMPLES WORK PICTURES KILLS ONLY: judges the
// desk with browsers that see only its page. FIREFOX may be "", PICTURES too; with
// ONLY, parts that are called so.
"use strict";
const fs = require("fs");
const http = require("http");
const path = require("path");
const { setup, run, serve, open, wait } = require("./office.js");
const { day, judge } = require("./day.js");
const { attacks, signIn, ask } = require("./attacks.js");
const { killed, judged, tooLate } = require("./killed.js");
const { Views, axe, vnu } = require("./views.js");
const { keyboard, to } = require("./keyboard.js");
const { firefox } = require("./firefox.js");
const { printed } = require("./print.js");
const { typing } = require("./typing.js");
const { around } = require("./around.js");
const { seal } = require("./seal.js");

const [cache, chromium, fox, program, samples, work, pictures, kills, only] = process.argv.slice(2);
const s = setup(cache, chromium, program, samples, work);
const table = [];

// part runs a judge and notes what it complains about.
async function part(name, judgement) {
  if (only && !name.includes(only)) return;
  const begun = Date.now();
  let bad;
  try { bad = await judgement(); } catch (e) { bad = [e.stack]; }
  table.push([name, bad.length ? "COMPLAINS" : "ok", ((Date.now() - begun) / 1000).toFixed(1) + " s"]);
  for (const b of bad) console.log(`${name}: ${b}`);
}

// control runs a judge on something made faulty on purpose: it must complain.
const control = (name, judgement) => part("control: " + name, async () => {
  const bad = await judgement();
  return bad.length ? [] : ["nobody complains"];
});

// folder makes one with a copy of the sample.
function folder(name, change = (t) => t) {
  const dir = path.join(work, name);
  fs.mkdirSync(dir);
  fs.writeFileSync(path.join(dir, "2020.toml"), change(fs.readFileSync(path.join(samples, "2020.toml"), "utf8")));
  return dir;
}

// prepare makes last year's Word file, a key and a seal.
function prepare() {
  fs.writeFileSync(path.join(work, "seal.png"), seal());
  for (const args of [["build", path.join(samples, "county/2022.toml"), "-o", work], ["sign", "--new-test-key", path.join(work, "key.p12")]]) {
    const made = run(s, ...args);
    if (made.code !== 0) throw new Error(made.said);
  }
  fs.renameSync(path.join(work, "2022.docx"), path.join(work, "去年.docx"));
}

async function firstDay(browser) {
  const views = new Views(s), dir = path.join(work, "day");
  fs.mkdirSync(dir);
  const shot = async (page, name) => { if (pictures) await page.screenshot({ path: path.join(pictures, `desk-${name}.png`) }); };
  await part("the first day", async () => {
    const result = await day(s, browser, dir, { look: views.look, shot });
    console.log(`the first day: ${result.actions} actions, ${views.looked} views`);
    return judge(s, dir, result);
  });
  await part("axe-core, vnu, 200 %: every view", async () => (views.looked < 5 ? ["views were not looked at"] : views.end()));
  if (!views.documents.length) return; // the controls are of its views
  await control("a day that ends with a changed file", async () => {
    const signed = path.join(dir, "2023-签名.pdf"), data = fs.readFileSync(signed);
    data[1000] ^= 1;
    fs.writeFileSync(signed, data);
    return judge(s, dir, { problems: [], actions: 1, verdict: "签名有效", proof: "完好 1 份，有问题 0 处" });
  });
  await control("a view without a label, axe-core", async () => {
    const desk = await serve(s, dir), page = await open(browser, desk.address);
    await page.$eval('label[for="year"]', (e) => e.remove());
    const bad = await axe(s, page);
    await page.close();
    await desk.gone;
    return bad;
  });
  await control("a view with a broken table, vnu", async () => vnu(s, [["x", views.documents[0][1].replace("</main>", "<table><tr><td colspan=2>x</table></main>")]]));
}

async function attacked() {
  const dir = folder("attacked");
  fs.writeFileSync(path.join(work, "secret.toml"), "year = 2020\n");
  fs.writeFileSync(path.join(work, "secret.pdf"), "%PDF");
  fs.symlinkSync(path.join(work, "secret.toml"), path.join(dir, "link.toml"));
  fs.symlinkSync(path.join(work, "secret.pdf"), path.join(dir, "link.pdf"));
  await part("attacks", async () => {
    const desk = await serve(s, dir), session = await signIn(desk.address);
    const { through, count, edit, ok } = await attacks(session, dir, "2020.toml");
    console.log(`attacks: ${count}, ${through.length} not refused`);
    if (!/HttpOnly/.test(session.set) || !/SameSite=Strict/.test(session.set)) through.push(`the cookie is ${session.set}`);
    const mine = await ask(session.port, "POST", "/api/edit", ok, edit);
    if (mine.status !== 200) through.push(`what the page itself sends is refused: ${mine.status}`);
    const page = await ask(session.port, "GET", "/", { Host: session.host });
    if (!/default-src 'none'/.test(page.headers["content-security-policy"]) || /unsafe/.test(page.headers["content-security-policy"]) || /<script(?! src)|style=/.test(page.text)) through.push("the policy is not strict");
    desk.child.kill("SIGINT");
    await desk.gone;
    return through;
  });
  await control("a server that lets all through", async () => {
    const open = http.createServer((q, a) => { q.resume(); a.end("{}"); }).listen(0, "127.0.0.1");
    await wait(50);
    const port = open.address().port;
    const { through, count } = await attacks({ port, host: "127.0.0.1:" + port, cookie: "a=b", secret: "s", token: "t" }, dir, "2020.toml");
    open.closeAllConnections();
    open.close();
    return through.length >= count - 4 ? through : []; // three that no server answers
  });
}

async function main() {
  prepare();
  const browser = await s.puppeteer.launch({ executablePath: chromium, timeout: 120000, args: ["--no-sandbox", "--force-color-profile=srgb"] });
  await firstDay(browser);
  await part("keyboard alone", () => keyboard(s, browser, folder("keyboard")));
  await control("a button that Tab does not reach", async () => {
    const desk = await serve(s, folder("tab")), page = await open(browser, desk.address);
    await page.waitForSelector("#cards button.main");
    await page.$$eval("#cards button", (all) => all.forEach((b) => { b.tabIndex = -1; }));
    let why = [];
    try { await to(page, "#cards button.main", 60); } catch (e) { why = [e.message]; }
    await page.close();
    await desk.gone;
    return why;
  });
  await part("typing", () => typing(s, browser, folder));
  await part("around the report", () => around(s, browser, folder));
  await part("printing", () => printed(s, browser, folder("printing")));
  await control("sheets that are too high, printing", () => printed(s, browser, folder("sheets"), () => document.querySelectorAll(".sheet").forEach((e) => { e.style.height = "300mm"; })));
  await attacked();
  await part(`kill -9, ${kills} times`, () => killed(s, browser, folder("killed", (t) => t + "\n# end\n"), "2020.toml", +kills));
  await control("seconds of typing that are lost", async () => {
    const typed = [["一", 0], ["一二", 1000], ["一二三", 1900]];
    const ms = (kept) => judged(kept, typed, 2100).lost;
    const seen = judged("二", typed, 2100).wrong && judged(null, typed, 2100).wrong && ms("一") === 1100 && ms("一二三") === 0 && !tooLate([ms("一二"), ms("一二"), 2000]).length;
    return seen ? tooLate([ms("一"), 1200, ms("一二三")]) : [];
  });
  await browser.close();
  if (fox) {
    await part("Firefox", async () => {
      const b = await s.puppeteer.launch({ browser: "firefox", executablePath: fox, timeout: 120000 });
      try { return await firefox(s, b, folder("firefox")); } finally { await b.close(); }
    });
  }
  for (const [name, verdict, took] of table) console.log(`${verdict.padEnd(10)} ${took.padStart(7)}  ${name}`);
  const failed = table.filter(([, v]) => v !== "ok").length;
  console.log(failed ? `${failed} of ${table.length} complain` : `all ${table.length} are content`);
  process.exit(failed ? 1 : 0);
}

main().catch((e) => { console.error(e); process.exit(1); });
