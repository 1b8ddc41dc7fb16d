"use strict";
// What stands in prose beside paragraphs, as things between them: tables, pictures;
// and sections that are added.

let cursor = null; // the text that was used last

// placing gives the buttons below a text, which place more in it.
function placing(f, of) {
  const file = element("input", { type: "file", accept: ".png,.jpg,.jpeg", hidden: true });
  file.onchange = attempt(async () => { if (file.files[0]) await addPicture(cursorIn(f.of), fileOf(file)); });
  const block = element("textarea", { rows: 3, placeholder: "从 Excel、WPS 复制表格，粘贴到这里；第一行是表头。" });
  block.setAttribute("aria-label", "粘贴表格");
  block.onpaste = event => { event.preventDefault(); attempt(addTable)(cursorIn(f.of), event.clipboardData.getData("text/plain")); };
  const place = element("div", { hidden: true }, block);
  const open = small("放表格…", () => { place.hidden = !place.hidden; if (!place.hidden) block.focus(); }, "放表格（" + of + "）");
  const picture = small("放图片…", () => file.click(), "放图片（" + of + "）");
  return [element("p", { className: "placing" }, open, " ", picture, file), place];
}

// cursorIn gives the run of paragraphs of a text that has the cursor, or the last one.
function cursorIn(text) {
  const all = [...$("form").querySelectorAll("textarea[data-of]")].filter(e => e.dataset.of === text);
  return all.includes(cursor) ? cursor : all[all.length - 1];
}

// placed shows a table or a picture.
function placed(t) {
  const e = element("fieldset", { className: "thing" }, element("legend", {}, t.name)), bar = element("p", { className: "placing" });
  e.dataset.ref = t.ref;
  if (t.repeated) e.append("（上面已经放过，这里再印一次）");
  if (t.picture && !t.repeated) e.append(thumbnail(t));
  e.append(...t.fields.flatMap(f => text(f, t.name)));
  if (t.table) {
    const [rows, told] = table({ table: t.table, heading: t.name, within: t.name });
    e.append(rows, shaper(rows), told);
  }
  if (t.of && !t.repeated) bar.append(mover(t, true), " ", mover(t, false), " ");
  if (!t.of) bar.append(placer(t), " ");
  if (!t.ofForm) bar.append(remover(t.ref, t.name));
  e.append(bar);
  return e;
}

function thumbnail(t) {
  const e = element("img", { alt: t.name, className: "thumbnail", hidden: true }), reader = new FileReader();
  reader.onload = () => { e.src = reader.result; e.hidden = false; };
  fetch("/api/file?name=" + encodeURIComponent(t.picture), { headers: own() })
    .then(async a => { if (a.ok) reader.readAsDataURL(new Blob([await a.blob()], { type: /png$/i.test(t.picture) ? "image/png" : "image/jpeg" })); }).catch(() => {});
  return e;
}

function mover(t, up) {
  const b = small(up ? "上移" : "下移", async () => {
    await alter("move", { what: t.ref, of: t.of, up });
    const now = [...document.querySelectorAll(".thing")].find(e => e.dataset.ref === t.ref);
    now.querySelector(up ? ".up" : ".down").focus();
    say(t.name + (up ? "上移了一段。" : "下移了一段。"));
  }, t.name + (up ? "上移一段" : "下移一段"));
  b.classList.add(up ? "up" : "down");
  return b;
}

// placer gives the button that puts what stands in no text where the cursor is.
function placer(t) {
  return small("放到光标那一段后面", async () => {
    if (!cursor || !cursor.isConnected) throw new Error("请先把光标放到要放的那一段文字里。");
    await alter("move", { what: t.ref, field: cursor.dataset.key, line: lineOf(cursor) });
    say(t.name + "已经放进文字，要恢复就点“撤销”。");
  });
}

function remover(what, name) {
  return small("去掉" + name, async () => {
    await alter("remove", { what });
    say("已去掉" + name + "，要恢复就点“撤销”。");
  });
}

// adder gives the buttons that add sections behind the others.
function adder() {
  const add = (what, name) => element("button", { onclick: attempt(async () => {
    const before = report.parts.length;
    await alter("section", { what });
    const all = [...$("form").querySelectorAll("section")], at = report.parts.findIndex(p => p.remove === what + "." + (report.parts.filter(q => (q.remove || "").startsWith(what + ".")).length - 1));
    if (report.parts.length === before || !all[at]) return;
    all[at].scrollIntoView();
    all[at].querySelector("input, textarea").focus();
  }) }, name);
  return element("p", {}, add("chapter", "加一章"), " ", add("attachment", "加一个附件"));
}

// shaper gives the buttons that change the shape of a table of words, at the cell
// that was used last.
function shaper(t) {
  const bar = element("p", { className: "placing" });
  let cell = "";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "改表格的行、列和合并，从光标所在的格算起");
  t.addEventListener("focusin", event => { cell = event.target.dataset.key || cell; });
  for (const [what, name] of [["row", "下面加一行"], ["remove row", "删这一行"], ["column", "右边加一列"], ["remove column", "删这一列"], ["merge right", "与右格合并"], ["merge down", "与下格合并"], ["part", "拆开"]]) {
    bar.append(small(name, async () => {
      if (!cell) throw new Error("请先点表里的一格。");
      const key = cell;
      await alter("shape", { key, do: what });
      say("表格已改，要恢复就点“撤销”。");
      if (input(key)) input(key).focus();
    }), " ");
  }
  return bar;
}

async function addTable(e, block) {
  await alter("table", { field: e.dataset.key, line: lineOf(e), block });
  say("表格已经放进文字，要去掉就点“撤销”。");
}

async function addPicture(e, file) {
  const line = lineOf(e);
  await flush();
  const q = new URLSearchParams({ name: report.name, field: e.dataset.key, line, file: file.name });
  show(await call("/api/picture?" + q, file, "application/octet-stream"));
  say("图片已经放进文字，要去掉就点“撤销”。");
}

addEventListener("DOMContentLoaded", () => {
  $("form").addEventListener("focusin", event => { if (event.target.dataset.of) cursor = event.target; });
  $("form").addEventListener("paste", event => {
    const e = event.target, block = event.clipboardData.getData("text/plain"), html = event.clipboardData.getData("text/html");
    if (!e.dataset.of || !/\t/.test(block) || !/<table[ >]/i.test(html)) return;
    event.preventDefault(); // a table, not words
    const words = new DOMParser().parseFromString(html, "text/html");
    words.querySelectorAll("table, style, title").forEach(t => t.remove());
    if (words.body.textContent.trim()) say("复制的有文字也有表格，没有放。请分开复制、粘贴。", true);
    else attempt(addTable)(e, block);
  });
});
