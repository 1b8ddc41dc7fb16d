"use strict";
// Figures as in a spreadsheet: moving among them, pasting blocks of them.

// move goes from cell to cell as in a spreadsheet. In a cell of words the arrows move
// in the words first, and Alt or Shift with Enter begins a line.
function move(event) {
  const e = event.target, step = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step || !e.dataset.key || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    if (event.key !== "Enter" || e.tagName !== "TEXTAREA") return;
    event.preventDefault();
    e.setRangeText("\n", e.selectionStart, e.selectionEnd, "end");
    return typed(e);
  }
  const before = e.value.slice(0, e.selectionStart), behind = e.value.slice(e.selectionEnd), words = e.tagName === "TEXTAREA";
  const inside = { ArrowLeft: before, ArrowRight: behind, ArrowUp: words && before.includes("\n"), ArrowDown: words && behind.includes("\n") }[event.key];
  if (inside && (before || behind)) return;
  event.preventDefault();
  const to = near(e, step[0], step[1]);
  if (to) { to.focus(); to.select(); }
}

// near gives the nearest cell downwards or to the right that the middle of this one
// meets, over labels and merged cells; with -1 upwards or to the left.
function near(e, down, right) {
  const box = x => x.closest("td").getBoundingClientRect(), a = box(e);
  let best = null, least = Infinity;
  for (const o of e.closest("table").querySelectorAll("[data-key]")) {
    const b = box(o), x = (a.left + a.right) / 2, y = (a.top + a.bottom) / 2;
    const far = down ? down * (down > 0 ? b.top - a.bottom : b.bottom - a.top) : right * (right > 0 ? b.left - a.right : b.right - a.left);
    const meets = down ? b.left < x && x < b.right : b.top < y && y < b.bottom;
    if (o !== e && meets && far > -3 && far < least) [best, least] = [o, far];
  }
  return best;
}

// paste has the server put what was copied from a spreadsheet into the table. Words
// for a cell of words are the browser's.
function paste(event) {
  const e = event.target, block = event.clipboardData.getData("text/plain");
  if (!e.dataset.key || e.readOnly || e.tagName === "TEXTAREA" && !/[\t\n]/.test(block.trim())) return;
  event.preventDefault();
  attempt(async () => {
    const r = await alter("paste", { key: e.dataset.key, block });
    if (r.told && r.told.length) say("已保存。" + r.told.join("\n"), true);
    else say("已保存");
  })();
}

// zeros gives the button that puts 0 where nothing was filled into a part's table.
function zeros(number) {
  const b = element("button", { className: "small zeros" });
  b.dataset.part = number;
  b.onclick = attempt(async () => {
    await flush();
    const heading = report.parts[number].heading, left = leftToFill(b), had = left.filter(c => c.last && c.last !== "0").length;
    if (!left.length || !confirm("“" + heading + "”的表里有 " + left.length + " 格没有填，都填 0 吗？" + (had ? "\n其中 " + had + " 格上年不是 0。" : "") + "\n填了可以撤销。")) return;
    // A total that can be added up is none of them: it is left blank.
    const changes = todos(number).map(c => ({ key: c.key, was: c.text, text: c.adds ? "" : "0" })), r = await call("/api/edit", { name: report.name, changes });
    taken(r, changes);
    show(r);
    input(left[0].key).focus();
    if (!unsaved()) say("已填 " + left.length + " 个 0，要恢复就点“撤销”。");
  });
  return b;
}

const todos = number => cells(report.parts[number].table).filter(c => c.todo);

// leftToFill gives the figures of its table that are left to fill; without any the
// button is not shown.
function leftToFill(b) {
  const left = todos(b.dataset.part).filter(c => !c.adds);
  b.hidden = !left.length;
  b.textContent = "没有填的 " + left.length + " 格都填 0…";
  return left;
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
