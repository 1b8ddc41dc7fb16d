"use strict";
// What is typed. It is kept until it is in the file, or until the clerk has decided
// otherwise; no field that somebody is typing in is written over.

const waiting = new Map(); // changes that were not sent yet, by key
const held = new Map();    // changes that the file did not take, by key: why, and what the file has
let sent = [];             // changes that are being saved
let composing = null;      // the field in which an input method is at work
let timer = 0, due = false; // due: what waits has waited long enough
let kept = "", failing = false; // kept: the file's version
const unsaved = () => waiting.size + held.size + sent.length > 0;

// prepare makes a field one that is saved.
function prepare(e, key) {
  e.id = "f-" + key;
  e.dataset.key = key;
  e.setAttribute("aria-describedby", "n-" + key);
  e.addEventListener("compositionstart", () => { composing = e; });
  e.addEventListener("compositionend", () => { composing = null; typed(e); });
  e.addEventListener("input", event => { if (!event.isComposing) typed(e); });
  e.addEventListener("blur", () => { composing = null; settle(e); });
}

function put(e, text) {
  const before = e.value, from = e.selectionStart, to = e.selectionEnd;
  if (before === text) return;
  e.value = text;
  if (e === document.activeElement) e.setSelectionRange(moved(before, text, from), moved(before, text, to));
  if (e.tagName === "TEXTAREA") grow(e);
  else if (e.parentNode.tagName === "TD") fit(e);
}

// moved gives where the cursor stands in a text that somebody else changed: before the
// same words, or behind them.
function moved(before, text, at) {
  return text.startsWith(before.slice(0, at)) ? at : Math.max(at + text.length - before.length, 0);
}

// settle gives a field that is left the text that the file has: the form of it may
// be another.
function settle(e) {
  const key = e.dataset.key;
  if (e.isConnected && !waiting.has(key) && !held.has(key) && !sent.some(c => c.key === key)) put(e, e.dataset.was);
}

// fill shows what the server has for a field, unless somebody is typing there.
function fill(f) {
  const e = input(f.key);
  if (!e) return;
  const mine = waiting.get(f.key) || held.get(f.key);
  if (mine && e.dataset.was === undefined) { // drawn anew
    e.dataset.was = mine.was;
    put(e, mine.text);
  } else if (!mine && e !== composing && f.text !== e.dataset.was) {
    e.dataset.was = f.text;
    put(e, f.text);
  }
  e.placeholder = f.todo ? report.mark : f.hint || "";
  e.classList.toggle("todo", !!f.todo);
  if (e.parentNode.tagName !== "TD") return;
  e.readOnly = !!f.computed;
  e.title = f.computed ? "由程序计算" : "";
  e.parentNode.classList.toggle("sum", !!f.computed);
  e.nextSibling.textContent = f.last ? "上年 " + f.last : "";
}

function typed(e) {
  const key = e.dataset.key, before = waiting.get(key), h = held.get(key);
  if (e.tagName === "TEXTAREA") grow(e);
  else if (e.parentNode.tagName === "TD") fit(e);
  if (h && h.changed) { // the clerk decides first
    h.text = e.value;
    return;
  }
  held.delete(key);
  waiting.set(key, { of: report.name, key, was: before ? before.was : h ? h.was : e.dataset.was, text: e.value });
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
    const name = report.name, typing = changed(), before = writes;
    if (sent.length || !typing.length) break; // saving shows it
    try {
      const r = await call("/api/edit", { name, changes: typing, draft: true });
      if (report && report.name === name && writes === before) show(r, true);
    } catch (e) { /* saving tells */ }
  }
  looking = false;
}

// save sends what waits, once; what is typed meanwhile goes next, and what cannot
// be saved is tried again.
async function save() {
  clearTimeout(timer);
  timer = 0;
  due = sent.length > 0;
  if (due || !waiting.size || !report) return;
  const name = report.name;
  sent = changed().filter(c => c.of === name);
  waiting.clear();
  try {
    if (sent.length) {
      const r = await call("/api/edit", { name, changes: sent });
      taken(r, sent);
      sent = [];
      show(r);
    } else {
      writes++; // typed, and taken back: no answer to it that is still to come is shown
      if (report.version !== kept) show(await call("/api/report?name=" + encodeURIComponent(name)));
    }
    failing = false;
    if (!unsaved()) say("已保存");
    else if (held.size && !waiting.size) say("有内容没有保存，见那一格下面的说明。", true);
  } catch (e) {
    failing = true;
    for (const c of sent) waiting.set(c.key, { ...(waiting.get(c.key) || c), was: c.was });
    sent = [];
    complain("没有保存，还会再试：", e);
  }
  if (waiting.size) timer = timer || setTimeout(save, failing ? 2000 : due ? 0 : 200);
}

// taken notes what became of changes that were sent.
function taken(r, changes) {
  const now = new Map(fields(r).map(f => [f.key, f.text])), left = new Map((r.left || []).map(l => [l.key, l]));
  for (const c of changes) {
    const e = input(c.key), later = waiting.get(c.key), refused = left.get(c.key);
    if (refused) {
      waiting.delete(c.key);
      held.set(c.key, { ...c, ...refused, text: later ? later.text : c.text });
      continue;
    }
    if (!now.has(c.key)) continue;
    if (later) later.was = now.get(c.key);
    if (!e) continue;
    e.dataset.was = now.get(c.key);
    if (!later && e !== document.activeElement) put(e, e.dataset.was);
  }
}

// decisions shows beside its field what the file did not take, and why.
function decisions() {
  document.querySelectorAll(".held").forEach(e => e.remove());
  for (const h of held.values()) {
    const e = input(h.key), box = element("div", { className: "held" }, element("p", {}, h.why));
    box.setAttribute("role", "alert");
    if (h.changed) box.append(element("p", {}, "文件里现在是：" + (h.now || "（空白）")), small("用我写的", () => decide(h, true)), " ");
    box.append(small(h.changed ? "用文件里的" : "不要我写的", () => decide(h, false)));
    if (!e) $("form").prepend(element("div", { className: "held" }, element("p", {}, "这里写的没有地方放：" + h.text), ...box.childNodes));
    else if (e.parentNode.tagName === "TD") e.closest("table").before(box);
    else e.after(box);
    if (e && e.parentNode.tagName === "TD") box.prepend(element("p", {}, e.getAttribute("aria-label") + "：" + h.text));
  }
}

function decide(h, mine) {
  const e = input(h.key);
  held.delete(h.key);
  if (mine) {
    waiting.set(h.key, { of: report.name, key: h.key, was: h.now, text: h.text });
    save();
  } else if (e) {
    e.dataset.was = h.now;
    put(e, h.now);
  }
  decisions();
  if (e) e.focus();
  if (!unsaved()) say("已保存");
}

// complain says why something could not be done; where the file is gone, it can be
// written again.
function complain(what, e) {
  say(what + e.message, true);
  $("restore").hidden = !e.gone || !report;
}

const restore = attempt(async () => {
  show(await call("/api/restore", { name: report.name }));
  $("restore").hidden = true;
  say("文件已经写回去了。");
  await save();
});

// step undoes the last change of the report, whatever it was, or does it again, and
// goes to where it was.
const step = redo => attempt(async () => {
  await flush();
  const was = new Map(fields(report).map(f => [f.key, f.text]));
  show(await call("/api/undo", { name: report.name, redo }));
  const at = fields(report).find(f => was.get(f.key) !== f.text), e = at && input(at.key);
  if (e) goTo(at.key, 0);
  say((redo ? "已重做" : "已撤销") + (e ? "：" + e.closest("section").querySelector("h2").textContent : "。"));
});

// flush saves all at once, or says that it cannot.
async function flush() {
  do {
    while (sent.length) await new Promise(later => setTimeout(later, 50)); // however long it takes
    await save();
  } while (waiting.size && report && !failing);
  if (unsaved()) throw new Error("还有没保存的内容。" + $("state").textContent.replace("还有没保存的内容。", ""));
}

// leaving asks for what is shown next, as a rule in a report's place: nothing that is
// typed until that is there may be lost, or get into another report. Where something else
// is asked for meanwhile nobody gets an answer.
let going = 0;
async function leaving(path, stays) {
  const mine = ++going;
  if (!stays) await leave();
  const answer = await call(path);
  if (!stays && mine === going) await leave();
  return mine === going ? answer : new Promise(() => { /* never */ });
}

// alter has the program change a report otherwise than by what is typed. Parts and rows
// are told by their numbers, so what is shown must be what the file has.
async function alter(path, body) {
  await flush();
  const all = () => [...$("form").querySelectorAll("[data-key]")], box = document.activeElement.closest(".thing, section"), at = all().findIndex(e => box && box.contains(e));
  let r;
  try {
    r = await asking("/api/" + path, { name: report.name, version: kept, ...body });
  } catch (e) {
    await watch();
    throw e;
  }
  show(r);
  if (document.activeElement === document.body && at > 0) all()[at - 1].focus(); // it was in what is gone
  return r;
}

// leave is flush where what cannot be saved may be given up.
async function leave() {
  try {
    await flush();
  } catch (e) {
    if (!confirm(e.message + "\n\n离开就丢掉这些内容，确定吗？")) throw e;
  }
  clearTimeout(timer);
  timer = 0;
  waiting.clear();
  held.clear();
}

// watch notices changes of the file that were made elsewhere.
let blind = false;
async function watch() {
  call("/api/page?id=" + page, {}).catch(() => {});
  if (!report || waiting.size || sent.length || writing) return;
  const asked = report, before = writes;
  try {
    const r = await call("/api/report?name=" + encodeURIComponent(asked.name) + "&version=" + kept);
    if (!report || report.name !== asked.name || waiting.size || writes !== before) return;
    if (r) show(r);
    if (r && !held.size && r.version !== asked.version) say("文件、图片或者上年的报告在别处改过，已换成新的内容。");
    else if (blind) say("");
    if (blind) $("restore").hidden = true;
    blind = false;
  } catch (e) {
    blind = true;
    complain("", e);
  }
}

addEventListener("pagehide", () => {
  const options = { method: "POST", keepalive: true, headers: own() };
  if (waiting.size && report) fetch("/api/edit", { ...options, body: JSON.stringify({ name: report.name, changes: changed().map(c => ({ ...c, was: (sent.find(s => s.key === c.key) || { text: c.was }).text })) }) });
  fetch("/api/page?closes=1&id=" + page, options);
});
addEventListener("beforeunload", event => {
  if (!unsaved()) return;
  event.preventDefault();
  event.returnValue = ""; // Chromium before 119
});
