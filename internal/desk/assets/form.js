"use strict";
// A report as the form that it is in: drawn from what the server says of it.

const openReport = attempt(async name => {
  const path = "/api/report?name=" + encodeURIComponent(name);
  const r = await leaving(path, report && report.name === name);
  view("report");
  formShape = "";
  show(r);
  went("report");
  say("");
});

// show draws a report; fields that are there stay, so that the cursor does. A
// draft is what the file would be with what was typed.
let formShape = "";
function show(r, draft) {
  const now = r.name + shape(r), used = document.activeElement;
  report = r;
  if (!draft) kept = r.version;
  $("title").textContent = r.year + " 年　" + (r.agency || "年度报告");
  const anew = now !== formShape && !composing;
  if (anew) {
    formShape = now;
    $("form").replaceChildren(...r.parts.map(part), adder());
  }
  r.parts.forEach((p, i) => { if ($("part" + i)) $("part" + i).textContent = p.heading; });
  for (const f of fields(r)) fill(f);
  if (anew) again(used);
  $("form").querySelectorAll(".zeros").forEach(leftToFill);
  findings(r);
  decisions();
  $("own").hidden = !r.own;
  if ($("own").textContent !== (r.own || "")) $("own").textContent = r.own || "";
  $("undo").disabled = !r.undo;
  $("redo").disabled = !r.redo;
  $("next").hidden = r.unfilled > 0 || r.year >= new Date().getFullYear();
  $("next").textContent = "接着写 " + (r.year + 1) + " 年";
  document.dispatchEvent(new Event("shown"));
}

// again gives the field that was in use before the form was drawn anew the focus.
function again(used) {
  const e = used.dataset.key && input(used.dataset.key);
  if (!e || used.isConnected) return;
  e.focus({ preventScroll: true });
  if (e.value === used.value) e.setSelectionRange(used.selectionStart, used.selectionEnd);
}

const cells = t => t ? t.rows.flat().filter(c => c.key) : [];
const fields = r => r.parts.flatMap(p => [...p.fields.flatMap(f => f.thing ? [...f.thing.fields, ...cells(f.thing.table)] : [f]), ...cells(p.table)]);
const shape = r => JSON.stringify([fields(r).map(f => [f.key, f.rs, f.cs]), r.parts.map(p => p.fields.map(f => f.thing ? [f.thing.ref, f.thing.of, f.thing.name, f.thing.stamp] : 0))]);
const input = key => document.querySelector('[data-key="' + CSS.escape(key) + '"]');

function part(p, number) {
  const s = element("section", {}, element("h2", { id: "part" + number }, p.heading));
  s.setAttribute("aria-labelledby", "part" + number);
  const aside = p.fields.filter(f => f.aside);
  for (const f of p.fields) if (!f.aside) s.append(...(f.thing ? [placed(f.thing)] : text(f, p.heading)), ...(f.end ? placing(f, p.heading) : []));
  if (p.before) s.append(element("details", { className: "before" }, element("summary", {}, "上年这部分的文字"), element("div", {}, p.before)));
  if (p.table) s.append(...table(p), zeros(number));
  if (aside.length) s.append(element("details", { open: aside.some(f => f.text) }, element("summary", {}, "小字：" + aside.map(f => f.label.replace(/[（，].*/, "")).join("、")), ...aside.flatMap(f => text(f, p.heading))));
  if (p.remove) s.append(remover(p.remove, p.removes || p.heading));
  return s;
}

// text gives a field; of is what it belongs to, for those who do not see that.
function text(f, of) {
  const e = f.long ? element("textarea", { rows: f.of === f.key ? 2 : 1 }) : element("input", { type: "text" });
  prepare(e, f.key);
  e.placeholder = f.hint || "";
  e.setAttribute("aria-label", of + "，" + f.label);
  if (f.of) e.dataset.of = f.of;
  if (f.of && f.of !== f.key) return [e, notes(f.key)]; // goes on behind a table or a picture
  return [element("label", { htmlFor: e.id }, f.label), e, notes(f.key)];
}

const notes = key => element("div", { id: "n-" + key });

function table(p) {
  const head = element("tbody", {}), told = element("div", {});
  p.table.rows.forEach(row => {
    const tr = element("tr", {});
    for (const c of row) {
      const e = element(c.key ? "td" : c.text ? "th" : "td", { rowSpan: c.rs, colSpan: c.cs });
      if (c.key) {
        const i = c.lines ? element("textarea", { rows: 1 }) : element("input", { type: "text", autocomplete: "off" });
        prepare(i, c.key);
        i.setAttribute("aria-label", (p.within ? p.within + "，" : "") + c.label);
        e.append(i, element("small", {}));
        told.append(notes(c.key));
      } else {
        e.textContent = c.text;
        if (c.text) e.scope = c.scope;
      }
      tr.append(e);
    }
    head.append(tr);
  });
  const t = element("table", {}, ...columns(p.table.widths || []), head);
  t.setAttribute("aria-label", p.heading);
  if (p.table.widths) {
    t.className = "printed";
    t.style.minWidth = p.table.widths.length * 38 + "px";
  }
  t.addEventListener("keydown", move);
  t.addEventListener("mousedown", pick);
  t.addEventListener("paste", paste);
  return [t, told];
}

// columns gives a table's columns their shares of its width, as they are printed.
function columns(widths) {
  const all = widths.reduce((a, b) => a + b, 0);
  if (!all) return [];
  return [element("colgroup", {}, ...widths.map(w => {
    const c = element("col", {});
    c.style.width = w / all * 100 + "%";
    return c;
  }))];
}

// fit sets a figure with many digits smaller, so that none is cut off.
function fit(e) {
  e.style.fontSize = "";
  for (const size of [13, 11, 9]) {
    if (e.value.length < 4 || e.scrollWidth <= e.clientWidth) return;
    e.style.fontSize = size + "px";
  }
}

function grow(e) {
  e.style.height = "auto";
  e.style.height = e.scrollHeight + 4 + "px";
}

// paragraph says of which paragraph a finding speaks, where there are several.
const paragraph = (e, f) => f.line >= 0 && e.tagName === "TEXTAREA" && !e.closest("td") && e.value.includes("\n") ? "第 " + (f.line + 1) + " 段：" : "";

// findings shows each finding beside the field that it speaks of, below a table
// those of its figures, and all of them in a list.
function findings(r) {
  document.querySelectorAll("[id^='n-']").forEach(n => n.replaceChildren());
  document.querySelectorAll("#form .error, #form .warning").forEach(e => { e.classList.remove("error", "warning"); e.removeAttribute("aria-invalid"); });
  for (const f of r.findings) {
    const e = f.key && input(f.key);
    if (!e || f.severity === "note") continue;
    if (f.severity !== "todo") e.classList.add(f.severity); // fields that are to be filled are marked one by one
    if (f.severity === "error") e.setAttribute("aria-invalid", "true");
    $("n-" + f.key).append(element("p", { className: "beside " + f.severity[0] }, paragraph(e, f) + f.what));
  }
  $("counts").textContent = "待填 " + r.unfilled + " 处，错误 " + r.errors + " 个，警告 " + r.warnings + " 个";
  const grave = ["error", "todo", "warning", "note"];
  relist([...r.findings].sort((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity)).map(f =>
    element("li", {}, element(f.key ? "button" : "p", { className: f.severity, onclick: () => goTo(f.key, Math.max(f.line, 0)) },
      { error: "错误：", todo: "", warning: "警告：", note: "提示：" }[f.severity] + f.what), ...switchOff(f), ...compared(f), ...choices(f))));
  switchedOff(r.off);
}
