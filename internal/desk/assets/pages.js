"use strict";
// The pages as they will be printed, beside the form: drawn by the server, each
// exchanged when it has changed. A click in a page goes to the field, the field's
// place in the pages comes into view.

const sheets = [];  // { id, host, svg } as they are shown
let drawing = false, drawAgain = false, drawn = "", paperOf = "", counted = "", cut = "", undrawn = "", refused = "", zoom = 100, focused = null, seek = false; // seek: its place is to come into view when it is drawn

// draw asks for the pages as they are with what was typed.
async function draw() {
  drawAgain = true;
  if (drawing || $("paper").hidden) return;
  drawing = true;
  while (drawAgain && report && !sent.length && drawn !== report.version) {
    drawAgain = false;
    const name = report.name;
    try {
      const r = await call("/api/pages", { name, changes: changed(), have: sheets.map(s => s.id), see: seen() });
      if (!report || report.name !== name) { drawAgain = true; continue; }
      lay(r);
      drawn = r.left ? "" : r.version;
      drawAgain = drawAgain || r.left > 0;
      undrawn = "";
      $("paper-state").textContent = r.said.join("\n");
    } catch (e) {
      if (changed().length || sent.length || !report || report.name !== name) continue;
      $("paper-state").textContent = undrawn = "页面没有更新：" + e.message;
      if (report.errors + report.unfilled || refused === report.version) continue;
      refused = report.version; // what pages cannot be made of has an error, which is known by now
      const r = await call("/api/report?name=" + encodeURIComponent(name)).catch(() => null);
      if (r && report && report.name === name && !changed().length && !sent.length) show(r);
    }
  }
  drawing = false;
}

// seen gives the numbers of the pages in sight: they are drawn before others.
function seen() {
  const view = $("paper").getBoundingClientRect();
  return sheets.map((s, i) => i).filter(i => {
    const box = sheets[i].host.getBoundingClientRect();
    return box.bottom > view.top && box.top < view.bottom;
  });
}

// lay puts pages into their places; those that stayed the same are not touched.
function lay(r) {
  const had = sheets.map(s => s.id);
  r.pages.forEach((p, i) => {
    if (had[i] === p.id) return;
    const known = had.indexOf(p.id);
    const svg = p.svg ? parsed(p.svg) : known >= 0 && sheets[known].svg.cloneNode(true);
    if (!svg) return;
    while (sheets.length <= i) added();
    const s = sheets[i];
    s.id = p.id;
    s.next = svg;
  });
  for (const s of sheets.splice(r.pages.length)) s.host.remove();
  sheets.forEach((s, i) => {
    s.host.setAttribute("aria-label", "第 " + (i + 1) + " 页");
    if (!s.next) return;
    if (!s.svg || !patched(s.svg, s.next)) {
      s.host.shadowRoot.replaceChildren(s.next);
      s.svg = s.next;
    }
    s.next = null;
  });
  counted = "共 " + r.count + " 页" + (r.count > r.pages.length ? "，只显示前 " + r.pages.length + " 页" : "");
  cut = r.count > r.pages.length ? "报告有 " + r.count + " 页，这里只显示前 " + r.pages.length + " 页。请点“生成 Word 和 PDF”，打开 PDF 打印。" : "";
  drafty();
  mark(seek);
}

// drafty marks what is shown or printed of a report that is not done: also where its
// pages stay as they are.
function drafty() {
  const on = report.unfilled + report.errors > 0;
  $("paper-count").textContent = counted && counted + (on ? "（草稿）" : "");
  $("paper").classList.toggle("draft", on);
}

function parsed(text) {
  const svg = element("template", { innerHTML: text }).content.firstElementChild;
  svg.setAttribute("width", "100%");
  svg.removeAttribute("height");
  svg.style.display = "block"; // no room for letters below a line
  return svg;
}

// patched makes one page of another where both have as many pieces: only what
// differs is drawn anew. Shapes of glyphs are never taken away, texts use them.
function patched(old, now) {
  old.querySelectorAll(".here").forEach(r => r.remove());
  if (old.children.length !== now.children.length || old.getAttribute("viewBox") !== now.getAttribute("viewBox")) return false;
  const shapes = [...now.firstElementChild.children].filter(p => !old.getElementById(p.id));
  old.firstElementChild.append(...shapes);
  [...now.children].forEach((e, i) => { if (i && !old.children[i].isEqualNode(e)) old.children[i].replaceWith(e); });
  return true;
}

// added makes the place of a page. Names of glyphs are the page's own there.
function added() {
  const host = element("div", { className: "sheet" });
  host.setAttribute("role", "group");
  host.attachShadow({ mode: "open" });
  host.addEventListener("click", event => toField(nearest(host, event.clientX, event.clientY)));
  $("paper").append(host);
  sheets.push({ id: "", host });
  return sheets[sheets.length - 1];
}

// nearest gives what was typed where a page is clicked, or a finger's width off.
function nearest(host, x, y) {
  let best = null, least = 40;
  for (const g of host.shadowRoot.querySelectorAll("[data-at]")) {
    const b = g.getBoundingClientRect();
    const d = Math.hypot(Math.max(b.left - x, x - b.right, 0), Math.max(b.top - y, y - b.bottom, 0));
    if (d < least) [best, least] = [g, d];
  }
  return best;
}

// toField goes to the field that something in a page was typed into.
function toField(group) {
  if (!group) return;
  const [key, line] = group.dataset.at.split(" ");
  goTo(key, +line);
}

// goTo goes to a field, and to a line of it.
function goTo(key, line) {
  const e = input(key), folded = e && e.closest("details");
  if (!e) return;
  if (folded) folded.open = true;
  if (e.hidden) return e.nextSibling.scrollIntoView({ block: "center" }); // its numbers are shown
  e.focus({ preventScroll: true });
  if (e.tagName !== "TEXTAREA" || e.closest("td")) {
    e.select();
    e.scrollIntoView({ block: "center" });
    return;
  }
  line = lineNow(e, line);
  const at = e.value.split("\n").slice(0, line).join("\n").length + (line ? 1 : 0);
  e.setSelectionRange(at, at);
  scrollTo(0, scrollY + e.getBoundingClientRect().top + heightOf(e, at) - innerHeight / 2);
}

// lineNow gives the line of a field that has the words of a line of the report: more
// may have been typed before it.
function lineNow(e, line) {
  const of = fields(report).find(f => f.key === e.dataset.key), words = of && of.text.split("\n")[line], lines = e.value.split("\n");
  return lines.reduce((best, l, i) => l === words && (lines[best] !== words || Math.abs(i - line) < Math.abs(best - line)) ? i : best, line);
}

// heightOf measures how high the beginning of a text stands in its field.
function heightOf(e, end) {
  const c = e.cloneNode();
  c.value = e.value.slice(0, end);
  c.id = "";
  c.style.height = 0;
  e.after(c);
  const height = c.scrollHeight;
  c.remove();
  return height;
}

// lineOf gives the number of the line that the cursor is in.
const lineOf = e => e.tagName === "TEXTAREA" ? e.value.slice(0, e.selectionStart).split("\n").length - 1 : 0;

// groups gives what the pages have of a field: of its line, else of all of it.
function groups(e) {
  const key = CSS.escape(e.dataset.key);
  const find = selector => sheets.flatMap(s => s.svg ? [...s.svg.querySelectorAll(selector)] : []);
  const line = find('[data-at="' + key + "\\ " + lineOf(e) + '"]');
  return line.length ? line : find('[data-at^="' + key + '\\ "]');
}

// mark shows where in the pages the field in use stands, and brings it into view.
function mark(scroll) {
  for (const s of sheets) if (s.svg) s.svg.querySelectorAll(".here").forEach(r => r.remove());
  if (!focused || !focused.isConnected || $("paper").hidden) return;
  const found = groups(focused);
  seek = scroll && !found.length;
  for (const g of found) {
    const box = g.getBBox(), pad = 30000; // EMU
    const r = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [k, v] of Object.entries({ class: "here", x: box.x - pad, y: box.y - pad, width: box.width + 2 * pad, height: box.height + 2 * pad, fill: "#ffd54a", "fill-opacity": ".35", "pointer-events": "none" })) r.setAttribute(k, v);
    g.ownerSVGElement.append(r);
  }
  if (scroll && found.length) intoView(found[0]);
}

// intoView scrolls the pages alone, never the form.
function intoView(g) {
  const paper = $("paper"), box = g.getBoundingClientRect(), view = paper.getBoundingClientRect();
  if (box.top < view.top || box.bottom > view.bottom) paper.scrollTop += box.top - view.top - view.height / 3;
  if (box.left < view.left || box.right > view.right) paper.scrollLeft += box.left - view.left - 20;
}

function size() {
  const paper = $("paper");
  paper.classList.toggle("double", $("double").getAttribute("aria-pressed") === "true");
  paper.style.setProperty("--zoom", zoom / 100);
  $("smaller").disabled = zoom <= 50;
  $("larger").disabled = zoom >= 400;
}

const press = e => {
  const on = e.getAttribute("aria-pressed") !== "true";
  e.setAttribute("aria-pressed", on);
  return on;
};

addEventListener("DOMContentLoaded", () => {
  $("smaller").onclick = () => { zoom -= 25; size(); };
  $("larger").onclick = () => { zoom += 25; size(); };
  $("double").onclick = () => { press($("double")); size(); };
  $("print").onclick = attempt(async () => {
    const hidden = $("paper").hidden;
    await flush();
    await watch(); // what was changed elsewhere counts as well
    if (blind) return;
    $("paper").hidden = false;
    for (let i = 0; i < 200 && drawn !== report.version && !undrawn; i++) { // all pages, not those in sight alone
      await draw();
      await new Promise(later => setTimeout(later, 50));
    }
    const whole = drawn === report.version && !cut;
    if (whole) print();
    $("paper").hidden = hidden;
    if (!whole) throw new Error("没有打印：" + (undrawn || cut || "页面还没有排好，请等一会再点。"));
  });
  $("hide").onclick = () => {
    const hidden = press($("hide"));
    $("paper").hidden = hidden;
    $("report").classList.toggle("alone", hidden);
    if (!hidden) draw();
  };
  $("form").addEventListener("focusin", event => { focused = event.target.dataset.key ? event.target : null; mark(true); });
  $("form").addEventListener("input", () => { seek = true; });
  $("form").addEventListener("mouseup", event => setTimeout(() => { if (event.target === focused) mark(true); }, 0)); // the cursor is there then
  $("form").addEventListener("keyup", event => { if (event.target === focused && /^(Arrow|Page|Home|End|Enter)/.test(event.key)) mark(true); });
  document.addEventListener("shown", () => {
    if (paperOf !== report.name) {
      for (const s of sheets.splice(0)) s.host.remove();
      drawn = undrawn = $("paper-state").textContent = counted = cut = "";
    }
    paperOf = report.name;
    drafty();
    draw();
  });
  size();
});
