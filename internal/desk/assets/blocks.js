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
  if (b.table) e.append(...table({ table: b.table, heading: "表格 " + b.name }));
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

const adder = () => element("p", {}, element("button", { onclick: attempt(async () => {
  await flush();
  show(await call("/api/attachment", { name: report.name }));
  const last = [...$("form").querySelectorAll("section")].pop();
  last.scrollIntoView();
  last.querySelector("input, textarea").focus();
}) }, "加一个附件"));

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
