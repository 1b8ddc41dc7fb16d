"use strict";
// The archive: what is in it, taking files out of it, looking whether all is whole.

const showKept = attempt(async () => {
  const { kept } = await leaving("/api/kept");
  report = null;
  view("kept");
  went("kept");
  $("title").textContent = "档案";
  told("taken", { ok: true, said: "" });
  $("prove").disabled = !kept.length;
  $("shelved").replaceChildren(kept.length ? versions(kept) : element("p", {}, "还没有存过档。报告生成、签名以后，在“签名、存档…”里存档。"));
});

function versions(kept) {
  const head = element("tr", {}, ...["年度", "单位", "第几版", "存档日期", "经办人", "改动的理由", "文件", "取出"].map(h => element("th", { scope: "col" }, h)));
  const t = element("table", {}, element("thead", {}, head), element("tbody", {}, ...kept.map(version)));
  t.setAttribute("aria-labelledby", "kept-list");
  return t;
}

function version(k) {
  if (k.damaged) {
    const all = element("td", { colSpan: 8 }, k.folder + "：损坏了，点“核对”看哪里有问题。");
    return element("tr", {}, all);
  }
  const which = k.agency + " " + k.year + " 年第 " + k.version + " 版";
  const files = k.files.map(f => {
    const base = f.name.replace(/.*\//, "");
    return small(base, () => download(f.name), "下载 " + which + " 的 " + base);
  });
  const out = small("取出", async () => {
    told("taken", await call("/api/takeout", { folder: k.folder }));
    $("taken").scrollIntoView({ block: "center" });
  }, "取出 " + which + " 的全部文件");
  const cells = [k.agency, "第 " + k.version + " 版", k.archived, k.by, k.reason || ""].map(t => element("td", {}, t));
  return element("tr", {}, element("th", { scope: "row" }, k.year + " 年"), ...cells, element("td", {}, ...files), element("td", {}, out));
}

addEventListener("DOMContentLoaded", () => {
  $("keeping").onclick = $("shelf").onclick = showKept;
  $("prove").onclick = attempt(() => work("prove", { head: $("head").value }, "核对档案", $("prove").parentElement));
});
