"use strict";
// Findings that are right all the same: a rule is switched off with the reason,
// which goes into the report's file, or on again.

const begun = {}; // reasons that are being written, by finding: the list is made anew under them

// relist shows the findings; who is writing a reason goes on.
function relist(items) {
  const at = document.activeElement.dataset.reason;
  $("found").replaceChildren(...items);
  const why = at && $("found").querySelector('[data-reason="' + CSS.escape(at) + '"]');
  if (why) why.focus();
}

// switchOff gives what a finding has to switch its rule off.
function switchOff(f) {
  if (!f.canBeOff) return [];
  const of = f.id + " " + f.key, why = element("input", { type: "text", maxLength: 200, className: "why", value: begun[of] || "" });
  why.dataset.reason = of;
  why.oninput = () => { begun[of] = why.value; };
  const open = element("button", { className: "small" }, "确实如此，不再核对…");
  const form = element("span", { hidden: begun[of] === undefined }, element("label", {}, "理由（写进数据文件）：", why),
    small("不再核对", () => rule({ id: f.id, reason: why.value })));
  open.setAttribute("aria-expanded", !form.hidden);
  open.onclick = () => {
    form.hidden = !form.hidden;
    if (form.hidden) delete begun[of];
    open.setAttribute("aria-expanded", !form.hidden);
    if (!form.hidden) why.focus();
  };
  why.onkeydown = event => {
    if (event.key === "Enter" && !event.isComposing) form.querySelector("button").click();
    if (event.key === "Escape") { open.click(); open.focus(); }
  };
  return [open, form];
}

// choices gives what can be done about a finding: which file is the year before's.
const choices = f => (f.choose || []).map(({ last, words }) => small(words, () => rule({ last }, "last")));

// compared gives what a doubt of import has to be taken out.
function compared(f) {
  if (!f.doubt) return [];
  return [element("button", { className: "small compared", onclick: attempt(async () => {
    const at = report.findings.filter(x => x.doubt).findIndex(x => x.doubt === f.doubt);
    await alter("doubt", { doubt: f.doubt });
    say("已保存，要恢复就点“撤销”。");
    const left = $("found").querySelectorAll(".compared");
    (left[Math.min(at, left.length - 1)] || $("list").querySelector("summary")).focus();
  }) }, "已核对")];
}

// switchedOff lists the rules that the report switches off.
function switchedOff(list) {
  $("off").replaceChildren(...list.map(o => element("li", {}, "已不再核对 " + o.id + "（" + o.count + " 处）：" + o.reason + " ",
    small("恢复核对", () => rule({ id: o.id, on: true })))));
}

async function rule(change, path = "rule") {
  await alter(path, change);
  for (const of in begun) if (of.startsWith(change.id + " ")) delete begun[of];
  say("已保存");
  $("list").querySelector("summary").focus();
}
