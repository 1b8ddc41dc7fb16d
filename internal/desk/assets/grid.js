"use strict";
// Figures as in a spreadsheet: moving among them, pasting blocks of them.

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

// paste has the server put what was copied from a spreadsheet into the table. Words
// for a cell of words are the browser's.
function paste(event) {
  const e = event.target, block = event.clipboardData.getData("text/plain");
  if (!e.dataset.key || e.readOnly || e.tagName === "TEXTAREA" && !/[\t\n]/.test(block.trim())) return;
  event.preventDefault();
  attempt(async () => {
    await flush();
    const r = await call("/api/paste", { name: report.name, key: e.dataset.key, block });
    show(r);
    if (r.told && r.told.length) say("已保存。" + r.told.join("\n"), true);
    else say("已保存");
  })();
}

// A click into a figure selects it: what is typed replaces it. The next one sets
// the cursor.
function pick(event) {
  const e = event.target;
  if (e.tagName !== "INPUT" || e === document.activeElement) return;
  e.addEventListener("mouseup", up => { if (e.selectionStart === e.selectionEnd) { up.preventDefault(); e.select(); } }, { once: true });
}

// A line that is left to fill is selected as the cursor comes to it.
function pickLine(e) {
  if (e.tagName !== "TEXTAREA" || e.selectionStart !== e.selectionEnd || !report) return;
  const from = e.value.lastIndexOf("\n", e.selectionStart - 1) + 1, end = e.value.indexOf("\n", from);
  const to = end < 0 ? e.value.length : end;
  if (e.value.slice(from, to).trim() === report.mark) e.setSelectionRange(from, to);
}

addEventListener("DOMContentLoaded", () => {
  $("form").addEventListener("mouseup", event => setTimeout(pickLine, 0, event.target));
  $("form").addEventListener("keyup", event => { if (/^(Arrow|Page|Home|End)/.test(event.key)) pickLine(event.target); });
});
