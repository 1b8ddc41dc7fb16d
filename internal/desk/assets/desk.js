"use strict";
// The page of the desk. It shows what the server says of a report and sends
// what is typed; totals, labels and checks are the server's.

const $ = id => document.getElementById(id);
const page = Math.random().toString(36).slice(2);
let report = null;        // as the server gave it last
let waiting = new Map();  // changes that were not sent yet, by key
let sent = [];            // changes that are being saved
let timer = 0;

function element(name, properties, ...children) {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
}

function say(text, bad) {
  $("state").textContent = text;
  $("state").className = bad ? "bad" : "";
}

// call asks the server; what it refuses becomes an Error that says why.
async function call(path, body, type) {
  const options = { headers: { "X-Nianbao": "1" } };
  if (body !== undefined) {
    options.method = "POST";
    options.body = type ? body : JSON.stringify(body);
    if (type !== "form") options.headers["Content-Type"] = type || "application/json"; // a form's has its boundary
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (e) {
    throw new Error("程序已经退出，请重新打开程序。");
  }
  if (answer.status === 204) return null;
  if (answer.status === 401) throw new Error("请从程序重新打开这一页。");
  if (answer.status !== 200 && answer.status !== 422) throw new Error("没有做成（" + answer.status + "）。");
  const value = await answer.json();
  if (value.refused) throw Object.assign(new Error(value.refused.join("\n")), { refused: true });
  return value;
}

// attempt runs what a button does, and says what went wrong.
const attempt = f => async (...args) => {
  try { await f(...args); } catch (e) { say(e.message, true); }
};

// ---- the start page

const showStart = attempt(async () => {
  await flush();
  report = null;
  const { folder, reports, lists: all } = await call("/api/folder");
  view("start");
  $("title").textContent = "政府信息公开工作年度报告";
  $("folder").textContent = folder;
  $("cards").replaceChildren(...reports.map(card));
  lists(all);
  await marks(reports);
});

function card(r) {
  const open = element("button", { className: "main", onclick: () => openReport(r.name) }, "打开");
  const next = element("button", { onclick: attempt(async () => make(r.year + 1, r.name)) }, "接着写 " + (r.year + 1) + " 年");
  const states = element("p", { className: "states" }, "…"); // has its room before it is known: what is clicked must not move away
  states.dataset.marks = r.name;
  open.setAttribute("aria-label", "打开 " + r.year + " 年 " + r.agency);
  return element("li", {}, element("strong", {}, r.year + " 年"), element("p", {}, r.agency || "（还没有填单位）"),
    element("p", {}, r.name), states, open, next);
}

async function make(year, from) {
  const { name } = await call("/api/new", { year, from });
  await openReport(name);
}

const take = attempt(async file => {
  if (!file) return;
  say("正在读 " + file.name + " …");
  const { name, doubts } = await call("/api/import?name=" + encodeURIComponent(file.name), file, "application/octet-stream");
  await openReport(name);
  say(doubts ? "已导入，有 " + doubts + " 处读不准，请对照原件核对。" : "已导入。", doubts > 0);
});

// ---- the report

const openReport = attempt(async name => {
  const r = await call("/api/report?name=" + encodeURIComponent(name));
  view("report");
  $("form").replaceChildren();
  show(r);
  say("");
  window.scrollTo(0, 0);
});

// show draws a report; fields that are there stay, so that the cursor does.
function show(r) {
  const fresh = !report || report.name !== r.name || shape(report) !== shape(r);
  report = r;
  $("title").textContent = r.year + " 年　" + (r.agency || "年度报告");
  if (fresh) redraw(r);
  for (const f of fields(r)) fill(f);
  findings(r);
  $("undo").disabled = !r.undo;
  $("redo").disabled = !r.redo;
  document.dispatchEvent(new Event("shown"));
}

// redraw makes the form anew; the field in use stays in use.
function redraw(r) {
  const used = document.activeElement.dataset.key;
  $("form").replaceChildren(...r.parts.map(part), adder());
  if (used && input(used)) setTimeout(() => input(used).focus({ preventScroll: true }));
}

const cells = t => t ? t.rows.flat().filter(c => c.key) : [];
const fields = r => r.parts.flatMap(p => [...p.fields.flatMap(f => [f, ...(f.blocks || []).flatMap(b => [...b.fields, ...cells(b.table)])]), ...cells(p.table)]);
const shape = r => JSON.stringify([fields(r).map(f => [f.key, f.rs, f.cs]), r.parts.map(p => p.fields.map(f => (f.blocks || []).map(b => b.ref)))]);
const input = key => document.querySelector('[data-key="' + CSS.escape(key) + '"]');

function part(p, number) {
  const s = element("section", {}, element("h2", { id: "part" + number }, p.heading));
  s.setAttribute("aria-labelledby", "part" + number);
  for (const f of p.fields) s.append(...text(f), ...blocks(f));
  if (p.table) s.append(table(p));
  if (p.remove) s.append(remover(p.remove, p.heading));
  return s;
}

function text(f) {
  const e = f.long ? element("textarea", { rows: 2 }) : element("input", { type: "text" });
  prepare(e, f.key);
  e.placeholder = f.hint || "";
  return [element("label", { htmlFor: e.id }, f.label), e, notes(f.key)];
}

function prepare(e, key) {
  e.id = "f-" + key;
  e.dataset.key = key;
  e.setAttribute("aria-describedby", "n-" + key);
  e.addEventListener("input", event => { if (!event.isComposing) typed(e); });
  e.addEventListener("compositionend", () => typed(e));
}

const notes = key => element("div", { id: "n-" + key });

function table(p) {
  const head = element("tbody", {});
  p.table.rows.forEach((row, r) => {
    const tr = element("tr", {});
    let column = 0;
    for (const c of row) {
      const e = element(c.key ? "td" : c.text ? "th" : "td", { rowSpan: c.rs, colSpan: c.cs });
      if (c.key) {
        const i = c.lines ? element("textarea", { rows: 1 }) : element("input", { type: "text", autocomplete: "off" });
        prepare(i, c.key);
        i.setAttribute("aria-label", c.label);
        i.dataset.row = r;
        i.dataset.column = column++;
        e.append(i, element("small", {}), notes(c.key));
      } else {
        e.textContent = c.text;
        if (c.text) e.scope = c.scope;
      }
      tr.append(e);
    }
    head.append(tr);
  });
  const t = element("table", {}, head);
  t.setAttribute("aria-label", p.heading);
  t.addEventListener("keydown", move);
  t.addEventListener("paste", paste);
  return t;
}

// fill puts a field's text into the page, unless it was typed over meanwhile.
function fill(f) {
  const e = input(f.key);
  if (!e || waiting.has(f.key)) return;
  const other = e.value !== f.text || e.dataset.was === undefined;
  if (other) e.value = f.text;
  e.dataset.was = f.text;
  e.classList.toggle("todo", f.text === "待填");
  if (other && e.tagName === "TEXTAREA") grow(e);
  if (e.parentNode.tagName !== "TD") return;
  e.readOnly = !!f.computed;
  e.title = f.computed ? "由程序计算" : "";
  e.parentNode.classList.toggle("sum", !!f.computed);
  e.nextSibling.textContent = f.last ? "上年 " + f.last : "";
}

function grow(e) {
  e.style.height = "auto";
  e.style.height = e.scrollHeight + 4 + "px";
}

function findings(r) {
  document.querySelectorAll("[id^='n-']").forEach(n => n.replaceChildren());
  document.querySelectorAll(".error, .warning").forEach(e => e.classList.remove("error", "warning"));
  for (const f of r.findings) {
    const e = f.key && input(f.key);
    if (!e || f.severity === "note") continue;
    e.classList.add(f.severity);
    e.setAttribute("aria-invalid", f.severity === "error");
    if (e.parentNode.tagName !== "TD") $("n-" + f.key).append(element("p", { className: "beside " + f.severity[0] }, f.what));
    else e.title = f.what;
  }
  $("counts").textContent = "待填 " + r.unfilled + " 处，错误 " + r.errors + " 个，警告 " + r.warnings + " 个";
  $("found").replaceChildren(...r.findings.filter(f => f.severity !== "note").map(f =>
    element("li", {}, element("button", { className: f.severity, onclick: () => { const e = f.key && input(f.key); if (e) e.focus(); } },
      (f.severity === "error" ? "错误：" : "警告：") + f.what), ...switchOff(f))));
  switchedOff(r.off);
}

// ---- typing and saving

function typed(e) {
  const key = e.dataset.key;
  const held = waiting.get(key);
  waiting.set(key, { key, was: held ? held.was : e.dataset.was, text: e.value });
  if (e.tagName === "TEXTAREA") grow(e);
  say("正在保存…");
  timer = timer || setTimeout(save, 200); // also while typing goes on
  look();
}

const changed = () => [...waiting.values()].filter(c => c.was !== c.text);

// look shows what the checks find in what was typed before it is saved; what is
// typed meanwhile is looked at next.
let looking = false, lookAgain = false;
async function look() {
  lookAgain = true;
  if (looking) return;
  looking = true;
  while (lookAgain && report) {
    lookAgain = false;
    const name = report.name, changes = changed();
    if (sent.length || !changes.length) break; // saving shows it
    try {
      const r = await call("/api/edit", { name, changes, draft: true });
      if (report && report.name === name && !sent.length && waiting.size) show(r);
    } catch (e) { /* saving tells */ }
  }
  looking = false;
}

// save sends what waits; what is typed meanwhile goes next.
async function save() {
  timer = 0;
  if (sent.length || !waiting.size || !report) return;
  const changes = changed(), name = report.name;
  waiting.clear();
  sent = changes;
  try {
    if (changes.length) {
      const r = await call("/api/edit", { name, changes });
      for (const [key, c] of waiting) c.was = (fields(r).find(f => f.key === key) || c).text;
      sent = [];
      show(r);
    }
    say("已保存");
  } catch (e) {
    await unsaved(e, changes, name);
  } finally {
    sent = [];
  }
  if (waiting.size) await save();
}

// unsaved keeps what was typed where it cannot be saved now, and shows what the
// file has where the server refuses it.
async function unsaved(e, changes, name) {
  say("没有保存：" + e.message, true);
  if (e.refused) {
    try { show(await call("/api/report?name=" + encodeURIComponent(name))); } catch (again) { /* said already */ }
    return;
  }
  for (const c of changes) if (!waiting.has(c.key)) waiting.set(c.key, c);
  await new Promise(later => setTimeout(later, 2000));
}

async function flush() {
  clearTimeout(timer);
  while (sent.length) await new Promise(later => setTimeout(later, 50));
  await save();
  if (waiting.size) throw new Error("还有没保存的内容。");
}

// step undoes the last change of the report, whatever it was, or does it again.
const step = redo => attempt(async () => {
  await flush();
  show(await call("/api/undo", { name: report.name, redo }));
  say(redo ? "已重做" : "已撤销");
});

// move goes from figure to figure as in a spreadsheet.
function move(event) {
  const e = event.target, steps = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!steps || e.tagName !== "INPUT" || event.isComposing) return;
  if (steps[1] < 0 && e.selectionStart > 0 && e.selectionStart === e.selectionEnd) return;
  if (steps[1] > 0 && e.selectionEnd < e.value.length) return;
  event.preventDefault();
  const to = near(e, steps[0], steps[1]);
  if (to) { to.focus(); to.select(); }
}

// near gives the figure some rows down and columns right, over rows without any.
function near(e, down, right) {
  const rows = figures(e), at = rows.findIndex(row => row.includes(e));
  const row = rows[at + down];
  return row && row[rows[at].indexOf(e) + right];
}

const figures = e => [...e.closest("table").rows].map(tr => [...tr.querySelectorAll("[data-key]")]).filter(row => row.length);

// paste puts a block of a spreadsheet into the table, cell by cell.
function paste(event) {
  const e = event.target, text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const rows = figures(e), top = rows.findIndex(row => row.includes(e)), left = rows[top].indexOf(e);
  let outside = 0;
  text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, r) => line.split("\t").forEach((value, c) => {
    const to = rows[top + r] && rows[top + r][left + c];
    if (!to) { outside++; return; }
    if (to.readOnly) return;
    to.value = value.trim();
    typed(to);
  }));
  if (outside) say("粘贴的内容比表格大，有 " + outside + " 格没有放下。", true);
}

const build = attempt(async () => {
  await flush();
  say("正在生成…");
  const { files } = await call("/api/build", { name: report.name });
  say("已生成 " + files.join("、"));
});

// ---- beginning and end

// watch notices changes of the file that were made elsewhere.
async function watch() {
  call("/api/page?id=" + page, {}).catch(() => {});
  if (!report || waiting.size || sent.length) return;
  try {
    const asked = report;
    const r = await call("/api/report?name=" + encodeURIComponent(asked.name) + "&version=" + asked.version);
    if (r && report === asked && !waiting.size && !sent.length) { show(r); say("文件在别处改过，已换成新的内容。"); }
  } catch (e) { say(e.message, true); }
}

addEventListener("pagehide", () => {
  const options = { method: "POST", keepalive: true, headers: { "X-Nianbao": "1" } };
  if (waiting.size && report) fetch("/api/edit", { ...options, body: JSON.stringify({ name: report.name, changes: changed() }) });
  fetch("/api/page?closes=1&id=" + page, options);
});
addEventListener("beforeunload", event => { if (waiting.size) event.preventDefault(); });

addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || !report) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) { event.preventDefault(); $("undo").onclick(); }
  if (key === "y" || key === "z" && event.shiftKey) { event.preventDefault(); $("redo").onclick(); }
  if (key === "s") { event.preventDefault(); attempt(flush)(); }
});

const begin = attempt(async () => {
  const token = location.hash.slice(1);
  history.replaceState(null, "", "/");
  if (token) await fetch("/session", { method: "POST", body: token, headers: { "X-Nianbao": "1" } });
  $("year").value = new Date().getFullYear() - 1;
  $("home").onclick = showStart;
  $("build").onclick = build;
  $("undo").onclick = step(false);
  $("redo").onclick = step(true);
  $("blank").onclick = attempt(() => make(+$("year").value, ""));
  $("file").onchange = event => take(event.target.files[0]);
  $("drop").ondragover = event => { event.preventDefault(); $("drop").classList.add("over"); };
  $("drop").ondragleave = () => $("drop").classList.remove("over");
  $("drop").ondrop = event => { event.preventDefault(); $("drop").classList.remove("over"); take(event.dataTransfer.files[0]); };
  await showStart();
  watch();
  setInterval(watch, 3000);
});
addEventListener("DOMContentLoaded", begin); // all scripts are there
