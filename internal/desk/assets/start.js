"use strict";
// What is done with the whole folder: states of its reports, lists of bodies,
// building all, adding up.

// marks tells how far the reports are, some at a time.
async function marks(reports) {
  for (let i = 0; i < reports.length; i += 8) {
    const some = reports.slice(i, i + 8);
    const states = await call("/api/states?" + some.map(r => "name=" + encodeURIComponent(r.name)).join("&"));
    for (const r of some) {
      const marks = states[r.name].marks;
      for (const c of $("cards").children) if (c.dataset.name === r.name) c.dataset.is = marks.map(m => m.is).join(" ");
      for (const e of document.querySelectorAll('[data-marks="' + CSS.escape(r.name) + '"]')) e.replaceChildren(...marks.filter(m => m.words).map(m => element("span", { className: "mark " + m.kind }, m.words)));
    }
  }
}

// sift shows the cards of the year and the body, and of the state, that are looked for.
function sift() {
  const words = $("sift").hidden ? [] : $("find").value.normalize("NFKC").split(/\s+/).filter(Boolean);
  const state = $("sift").hidden ? "" : $("only").value;
  const cards = [...$("cards").children];
  for (const c of cards) c.hidden = !words.every(w => c.dataset.words.includes(w)) || state && !(c.dataset.is || "").split(" ").includes(state);
  $("sifted").textContent = words.length || state ? cards.filter(c => !c.hidden).length + " / " + cards.length + " 份" : "";
}

// ---- lists of bodies

function lists(all, reports) {
  $("lists").replaceChildren(...all.map(l => bodies(l, reports)));
  $("draft").hidden = all.length > 0;
}

function bodies(l, reports) {
  const t = element("table", {}, element("thead", {}, element("tr", {}, ...["单位", "类别", "报告", "汇总", "错误", "警告", "退回的清单"].map(h => element("th", { scope: "col" }, h)))),
    element("tbody", {}, ...l.rows.map(b => body(b, reports.filter(r => r.year === l.year && r.agency === b.name)))));
  t.setAttribute("aria-label", l.title);
  const begin = (kind, what, className) => element("button", { className, onclick: attempt(() => work(kind, { name: l.name }, what, $("folderwide"))) }, what);
  const name = element("button", { onclick: attempt(async () => {
    const agency = prompt("本级政府的全称，例如 某县人民政府", l.agency);
    if (agency === null) return;
    await call("/api/list", { name: l.name, agency });
    await showStart();
  }) }, "填本级政府的名称…");
  const can = l.wrong ? [name, element("p", { className: "said" }, l.wrong)] : [begin("rollup", "汇总", "main"), " "];
  if (l.next) can.push(begin("draft", l.next, ""));
  return element("section", {}, element("h2", {}, l.title), ...can, t);
}

function body(b, reports) {
  const own = reports.map(r => {
    const open = small("打开", () => openReport(r.name), "打开 " + r.year + " 年 " + r.agency), marks = element("span", {}, "…");
    marks.dataset.marks = r.name;
    return element("div", {}, marks, open);
  });
  const letter = element("td", {});
  if (b.letter) {
    const get = element("button", { onclick: attempt(() => download(b.letter)) }, "下载");
    get.setAttribute("aria-label", "下载给" + b.name + "的清单");
    letter.append(get);
  }
  return element("tr", {}, element("th", { scope: "row" }, b.name), element("td", {}, b.kind), element("td", {}, ...own), element("td", {}, b.state),
    element("td", {}, String(b.errors || "")), element("td", {}, String(b.warnings || "")), letter);
}

// ---- long works

// work begins one, and shows it behind what it was begun with.
async function work(kind, of, what, behind) {
  await call("/api/work", { kind, ...of });
  behind.after($("work"));
  $("work").hidden = false;
  $("work-what").textContent = what;
  await follow();
}

function failed(o) {
  return element("li", {}, o.name.replace(/\.toml$/, "") + "：" + o.why + " ", small("打开", () => openReport(o.name), "打开 " + o.name));
}

// follow shows how far the work is until it ends.
async function follow() {
  for (;;) {
    const w = await call("/api/work");
    if (!w) return;
    $("work-bar").max = w.total || 1;
    if (w.total || w.ended) $("work-bar").value = w.ended && !w.stopped ? $("work-bar").max : w.done; else $("work-bar").removeAttribute("value");
    $("work-far").textContent = w.far;
    $("work-failed").replaceChildren(...(w.became || []).filter(o => o.kind === "failed").map(failed));
    $("stop").hidden = w.ended;
    told("work-said", w);
    if (w.ended) break;
    await new Promise(later => setTimeout(later, 300));
  }
  if (!$("start").hidden) await showStart();
}

addEventListener("DOMContentLoaded", () => {
  $("all").onclick = attempt(() => work("batch", {}, "全部生成到“成品”文件夹", $("folderwide")));
  $("draft").onclick = attempt(() => work("draft", {}, "写一份各单位的名单", $("folderwide")));
  $("find").oninput = $("only").onchange = sift;
  $("stop").onclick = attempt(() => call("/api/work/stop", {}));
  $("any").onclick = () => showFinish();
});
