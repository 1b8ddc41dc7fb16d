"use strict";
// What stands in prose beside paragraphs: tables, pictures; and attachments.

// blocks gives what a text places, and the buttons to place more.
function blocks(f) {
  if (!/(^|\/)(text|preamble)$/.test(f.key)) return [];
  const file = element("input", { type: "file", accept: ".png,.jpg,.jpeg", hidden: true });
  file.onchange = attempt(async () => { if (file.files[0]) await addPicture(input(f.key), file.files[0]); });
  const block = element("textarea", { rows: 3, placeholder: "从 Excel、WPS 复制表格，粘贴到这里；第一行是表头。" });
  block.setAttribute("aria-label", "粘贴表格");
  block.onpaste = event => { event.preventDefault(); attempt(addTable)(input(f.key), event.clipboardData.getData("text/plain")); };
  const place = element("div", { hidden: true }, block);
  const open = element("button", { className: "small", onclick: () => { place.hidden = !place.hidden; if (!place.hidden) block.focus(); } }, "放表格…");
  open.setAttribute("aria-label", "在光标那一段后面放表格");
  const picture = element("button", { className: "small", onclick: () => file.click() }, "放图片…");
  picture.setAttribute("aria-label", "在光标那一段后面放图片");
  return [...(f.blocks || []).map(placed), element("p", { className: "placing" }, open, " ", picture, file), place];
}

// placed shows a table or a picture of a text.
function placed(b) {
  const kind = b.table ? "表格" : "图片", e = element("fieldset", {}, element("legend", {}, kind + " " + b.name + "（文字中写着 {" + b.ref + "} 的地方）"), ...b.fields.flatMap(text));
  if (b.table) {
    const [t, told] = table({ table: b.table, heading: "表格 " + b.name });
    e.append(t, shaper(t), told);
  }
  e.append(remover(b.ref, kind + " " + b.name));
  return e;
}

function remover(what, name) {
  return element("button", { className: "small", onclick: attempt(async () => {
    await flush();
    show(await call("/api/remove", { name: report.name, what }));
    say("已去掉" + name + "，要恢复就点“撤销”。");
  }) }, "去掉" + name);
}

// adder gives the buttons that add sections behind the others.
function adder() {
  const add = (what, name) => element("button", { onclick: attempt(async () => {
    await flush();
    const before = report.parts.length;
    show(await call("/api/section", { name: report.name, what }));
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
    bar.append(element("button", { className: "small", onclick: attempt(async () => {
      if (!cell) throw new Error("请先点表里的一格。");
      const key = cell;
      await flush();
      show(await call("/api/shape", { name: report.name, key, do: what }));
      say("表格已改，要恢复就点“撤销”。");
      if (input(key)) input(key).focus();
    }) }, name), " ");
  }
  return bar;
}

async function addTable(e, block) {
  const line = lineOf(e);
  await flush();
  show(await call("/api/table", { name: report.name, field: e.dataset.key, line, block }));
  say("表格已经放进文字，要去掉就点“撤销”。");
}

async function addPicture(e, file) {
  const line = lineOf(e);
  await flush();
  const q = new URLSearchParams({ name: report.name, field: e.dataset.key, line, file: file.name });
  show(await call("/api/picture?" + q, file, "application/octet-stream"));
  say("图片已经放进文字，要去掉就点“撤销”。");
}

addEventListener("DOMContentLoaded", () => $("form").addEventListener("paste", event => {
  const e = event.target, block = event.clipboardData.getData("text/plain"), html = event.clipboardData.getData("text/html");
  if (e.tagName !== "TEXTAREA" || e.closest("td") || !/(^|\/)(text|preamble)$/.test(e.dataset.key || "") || !/\t/.test(block) || !/<table[ >]/i.test(html)) return;
  event.preventDefault(); // a table, not words
  attempt(addTable)(e, block);
}));
