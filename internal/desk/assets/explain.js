"use strict";
// The numbers of the prose, each with what the checks made of it: agrees, differs,
// or was not compared and why.

const outcomes = [["agrees", "与表相符"], ["agrees-with-prose", "与文中其他数相符"], ["differs", "不符"], ["not-compared", "没有比"]];
const explaining = () => $("explain").getAttribute("aria-pressed") === "true";

// explain shows the texts with their numbers in place of the fields, or the fields.
function explain() {
  document.querySelectorAll(".numbers").forEach(e => e.remove());
  const on = explaining() && report;
  $("legend").hidden = !on;
  for (const e of $("form").querySelectorAll("textarea, section > input")) {
    const of = on ? report.numbers.filter(n => n.key === e.dataset.key) : [];
    e.hidden = of.length > 0;
    if (of.length) e.after(numbered(e, of));
  }
  if (!on) return;
  $("legend").replaceChildren(element("strong", {}, "文字中的数 " + report.numbers.length + " 个："),
    ...outcomes.map(([name, word]) => element("span", { className: "number " + name }, word + " " + report.numbers.filter(n => n.outcome === name).length)));
}

// numbered gives a field's text with a button at each number.
function numbered(e, numbers) {
  const told = element("p", { className: "told" });
  told.setAttribute("role", "status");
  const box = element("div", { className: "numbers" });
  let at = 0;
  for (const n of numbers) {
    const text = e.value.substr(n.at, n.length), b = element("button", { className: "number " + n.outcome, title: n.said }, text);
    b.setAttribute("aria-label", text + "：" + n.said);
    b.onfocus = b.onclick = () => { told.textContent = text + "：" + n.said; };
    box.append(e.value.slice(at, n.at), b);
    at = n.at + n.length;
  }
  box.append(e.value.slice(at), told);
  return box;
}

addEventListener("DOMContentLoaded", () => {
  $("explain").onclick = attempt(async () => { await flush(); press($("explain")); explain(); });
  document.addEventListener("shown", () => { if (explaining()) explain(); });
});
