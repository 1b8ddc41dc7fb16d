"use strict";
// The page of the desk. It shows what the server says of a report and sends
// what is typed; totals, labels and checks are the server's.

const $ = id => document.getElementById(id);
const page = Math.random().toString(36).slice(2);
let report = null; // as the server gave it last

function element(name, properties, ...children) {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
}

function say(text, bad) {
  $("state").textContent = text;
  $("bar").className = bad ? "bad" : text ? "" : "empty";
  $("hush").hidden = !bad;
}

// fileOf gives the file that was chosen, which can be chosen again.
function fileOf(input) {
  const file = input.files[0];
  input.value = "";
  return file;
}

// own is the header that shows that it is this page that asks: no other port has it.
const own = () => ({ "X-Nianbao": sessionStorage.getItem("nianbao") || "none" });

let writing = 0, writes = 0; // requests that change a report: that are under way, that were made

// call asks the server; what it refuses becomes an Error that says why.
async function call(path, body, type) {
  const change = body !== undefined && !body.draft && !path.startsWith("/api/page");
  if (change) { writing++; writes++; }
  try {
    return await answered(path, body, type);
  } finally {
    if (change) writing--;
  }
}

// bounded cuts a text that is refused anyway, so that it keeps no other from being saved.
const bounded = (key, v) => key === "text" ? v.slice(0, 524289) : v;

async function answered(path, body, type) {
  const options = { headers: own() };
  if (body !== undefined) {
    options.method = "POST";
    options.body = type ? body : JSON.stringify(body, bounded);
    if (type !== "form") options.headers["Content-Type"] = type || "application/json"; // a form's has its boundary
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (e) {
    const there = type && await fetch("/desk.css").then(() => true, () => false); // then it is the file
    throw new Error(there ? "选的文件读不了：是文件夹，或者移走了、改过了。请重新选。" : "程序已经退出，请重新打开程序。");
  }
  if (answer.status === 204) return null;
  if (answer.status === 401) throw new Error("请从程序重新打开这一页。");
  if (answer.status === 413) throw new Error("文件太大了，最多 64 MB。请换一个小一些的。");
  if (answer.status !== 200 && answer.status !== 422) throw new Error("没有做成（" + answer.status + "）。");
  const value = await answer.json();
  if (value.refused) throw Object.assign(new Error(value.refused.join("\n")), { gone: value.gone, stopped: value.stopped, question: value.question });
  return value;
}

// asking is call for what may be done only where the clerk says yes.
async function asking(path, body) {
  try {
    return await call(path, body);
  } catch (e) {
    if (!e.question) throw e;
    if (!confirm(e.message)) throw new Error("没有做，原来的文件没有动。");
    return call(path, { ...body, yes: true });
  }
}

// attempt runs what a button does, and says what went wrong.
const attempt = f => async (...args) => {
  try { await f(...args); } catch (e) { say(e.message, true); }
};

// small gives a small button; name is its name where that is more than what stands on it.
function small(words, onclick, name) {
  const b = element("button", { className: "small", onclick: attempt(onclick) }, words);
  if (name) b.setAttribute("aria-label", name);
  return b;
}

// ---- the start page

const showStart = attempt(async () => {
  const { folder, reports, lists: all, left } = await leaving("/api/folder");
  report = null;
  view("start");
  went("start");
  $("title").textContent = "政府信息公开工作年度报告";
  $("folder").textContent = folder;
  $("cards").replaceChildren(...reports.map(card));
  $("none").hidden = reports.length > 0;
  lists(all, reports);
  $("left").hidden = !left.length;
  $("left").querySelector("summary").textContent = "有 " + left.length + " 个文件没有列出";
  $("left").querySelector("ul").replaceChildren(...left.map(text => element("li", {}, text)));
  $("sift").hidden = reports.length < 7;
  sift();
  await marks(reports);
  sift();
});

function card(r) {
  const open = element("button", { className: "main", onclick: () => openReport(r.name) }, "打开");
  const next = element("button", { onclick: attempt(async () => make(r.year + 1, r.name)) }, "接着写 " + (r.year + 1) + " 年");
  const states = element("p", { className: "states" }, "…"); // has its room before it is known: what is clicked must not move away
  states.dataset.marks = r.name;
  open.setAttribute("aria-label", "打开 " + r.year + " 年 " + r.agency);
  const li = element("li", {}, element("strong", {}, r.year + " 年"), element("p", {}, r.agency || "（还没有填单位）"),
    element("p", {}, r.name), states, open, next);
  li.dataset.name = r.name;
  li.dataset.words = [r.year, r.agency, r.name].join(" ");
  return li;
}

async function make(year, from) {
  const { name, there } = await call("/api/new", { year, from });
  await openReport(name);
  if (there) say(year + " 年的报告已经有了，打开的就是它。");
}

const take = attempt(async file => {
  if (!file) return;
  say("正在读 " + file.name + " …");
  const { name, doubts } = await call("/api/import?name=" + encodeURIComponent(file.name), file, "application/octet-stream");
  await openReport(name);
  if (doubts) $("list").open = true;
  say(doubts ? "已导入，有 " + doubts + " 处读不准，列在“核对结果”里。请对照原件，一处一处点“已核对”。" : "已导入 " + report.year + " 年的报告。" + ($("next").hidden ? "" : "写新年度的，点“" + $("next").textContent + "”。"), doubts > 0);
});

const build = attempt(async () => {
  await flush();
  say("正在生成…");
  const { files } = await whole(asking("/api/build", { name: report.name }));
  say("已生成 " + files.join("、"));
});

// whole is what is built; a report with errors is not, and they stand in the list.
// A draft may have errors, but nothing to be filled in.
async function whole(built, what = "生成", draft = false) {
  try {
    return await built;
  } catch (e) {
    if (!e.stopped || (draft || !report.errors) && !report.unfilled) throw e;
    $("list").open = true;
    $("list").querySelector("summary").focus();
    const why = [report.unfilled && "还有 " + report.unfilled + " 处待填", !draft && report.errors && "有 " + report.errors + " 个错误"].filter(Boolean).join("，");
    throw new Error("没有" + what + "：" + why + "，都在“核对结果”里" + ($("report").hidden ? "（先点“回到填写”）。" : "。") + (draft ? "先要看样子的，点“打印”；填好了再生成草稿。" : "填好、改好了再" + what + "。"));
  }
}

// ---- beginning and end

// went notes which view is shown, for the browser's buttons back and forward.
function went(name) {
  const now = { view: name, report: report && report.name }, before = history.state;
  if (!before || before.view !== now.view || before.report !== now.report) history.pushState(now, "", "/");
}

// back shows a view again.
async function back(state) {
  const { view, report: name } = state || {};
  if (name && (view === "report" || !report || report.name !== name)) await openReport(name);
  if (view === "finish" && report && report.name === name) await showFinish();
  if (!name) await (view === "kept" ? showKept() : showStart());
  const shown = document.querySelector("main:not([hidden])").id; // the clerk may have stayed, with what is not saved
  went(shown === "finish" && !report ? "check" : shown);
}

history.scrollRestoration = "manual"; // each view begins at its top
addEventListener("popstate", event => back(event.state));

// Keys are the report's only where it is in sight, and in its own fields.
addEventListener("keydown", event => {
  const e = event.target, other = /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) && !e.dataset.key;
  if (!(event.ctrlKey || event.metaKey) || !report || $("report").hidden || other) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) { event.preventDefault(); $("undo").onclick(); }
  if (key === "y" || key === "z" && event.shiftKey) { event.preventDefault(); $("redo").onclick(); }
  if (key === "p") { event.preventDefault(); $("print").onclick(); }
  if (key === "s") { event.preventDefault(); attempt(flush)(); }
});

// The form and the pages begin below the header, which has more rows in a small window.
function belowHeader() {
  const header = document.querySelector("header"), sticks = getComputedStyle(header).position === "sticky";
  document.documentElement.style.setProperty("--head", (sticks ? header.offsetHeight : 0) + "px");
}

const begin = attempt(async () => {
  $("old").remove();
  const token = location.hash.slice(1);
  history.replaceState(history.state, "", "/");
  if (token) {
    const answer = await fetch("/session", { method: "POST", body: token, headers: own() });
    if (answer.ok) sessionStorage.setItem("nianbao", await answer.text());
  }
  new ResizeObserver(belowHeader).observe(document.querySelector("header"));
  addEventListener("resize", belowHeader);
  $("year").value = new Date().getFullYear() - 1;
  $("home").onclick = showStart;
  $("restore").onclick = restore;
  $("hush").onclick = () => { say(""); (focused && focused.isConnected ? focused : $("title")).focus(); };
  $("build").onclick = build;
  $("undo").onclick = step(false);
  $("redo").onclick = step(true);
  $("next").onclick = attempt(async () => { await flush(); await make(report.year + 1, report.name); });
  $("blank").onclick = attempt(() => make(+$("year").value, ""));
  $("file").onchange = event => take(fileOf(event.target));
  // A file that is dropped anywhere must not take the desk's place in the browser.
  const over = on => $("drop").classList.toggle("over", on);
  addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); over(true); } });
  addEventListener("dragleave", () => over(false));
  addEventListener("drop", async event => {
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    event.preventDefault();
    over(false);
    if (!$("finish").hidden) dropped(event.dataTransfer.files);
    else if ($("start").hidden) say("要导入文件，请先回到首页。", true);
    else if (files.length > 1) say("一次只能导入一个文件，请一个一个来。", true);
    else await take(files[0]);
  });
  watch();
  setInterval(watch, 3000);
  if (history.state && history.state.view === "report") await openReport(history.state.report);
  if (!report) await showStart();
});
addEventListener("DOMContentLoaded", begin); // all scripts are there
