"use strict";
// What is done with a report that is written: its files, signature, archive.

// view shows one of the page's views, and of the header what belongs to it.
function view(name) {
  document.querySelectorAll("[data-view]").forEach(e => { e.hidden = !e.dataset.view.split(" ").includes(name); });
  (document.querySelector("main:not([hidden]) > section:not([hidden]) > h2[tabindex]") || $("title")).focus({ preventScroll: true });
  scrollTo(0, 0);
  $("restore").hidden = true;
  say("");
}

const chosen = id => Array.from($(id).files);

// form makes a request's body of texts and of files that were chosen.
function form(texts, files) {
  const f = new FormData();
  for (const [key, value] of Object.entries(texts)) f.append(key, value);
  for (const [key, list] of Object.entries(files)) for (const file of list) f.append(key, file, file.name);
  return f;
}

const post = (path, f) => call(path, f, "form");

// busy runs what a button does, and keeps it from being pressed twice.
const busy = (id, f) => attempt(async () => {
  $(id).disabled = true;
  try { await f(); } finally { $(id).disabled = false; }
});

// need goes to a field that was left blank.
function need(id, given, why) {
  if (given) return;
  $(id).focus();
  throw new Error(why);
}

// told shows what the program said of something, and whether all was well.
function told(id, { ok, said }) {
  $(id).textContent = said;
  $(id).className = "said " + (ok ? "good" : "bad");
}

// ---- files

const showFinish = attempt(async () => {
  if (report) await flush();
  view(report ? "finish" : "check");
  went(report ? "finish" : "check");
  for (const id of ["verified", "archived"]) told(id, { ok: true, said: "" });
  const { sealed, attach } = await listMade();
  if (sealed) $("room").checked = true; // as it was signed, so that all files are alike
  if (attach) $("attach").checked = true;
});

async function listMade() {
  const made = report ? await call("/api/made?name=" + encodeURIComponent(report.name)) : { files: [] }, { files } = made;
  $("made").replaceChildren(...files.map(f => {
    const base = f.name.replace(/.*\//, "");
    const get = element("button", { onclick: attempt(() => download(f.name)) }, "下载");
    get.setAttribute("aria-label", "下载 " + base);
    return element("li", {}, get, " " + base + "（" + Math.ceil(f.size / 1024) + " KB）" + (f.said && "　" + f.said));
  }));
  if (!files.length) $("made").append(element("li", {}, "还没有生成。"));
  $("which").replaceChildren(...files.filter(f => f.name.endsWith(".pdf") && !f.draft && !f.some).reverse().map(f => element("option", { value: f.name }, f.name.replace(/.*\//, ""))),
    element("option", { value: "" }, "另选一个文件"));
  chooseWhich();
  return made;
}

// download saves a file of the folder where the browser saves files.
async function download(name) {
  const answer = await fetch("/api/file?name=" + encodeURIComponent(name), { headers: own() });
  if (!answer.ok) throw new Error("下载不了，请回到首页再试。");
  const address = URL.createObjectURL(await answer.blob());
  element("a", { href: address, download: name.replace(/.*\//, "") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

const makeFiles = draft => busy(draft ? "sketch" : "make", async () => {
  const formats = draft ? [] : Array.from(document.querySelectorAll("#formats input:checked"), e => e.value);
  if (!draft && !formats.length && !$("pages").value.trim()) throw new Error("请先选要生成哪些文件。");
  say("正在生成…");
  const built = asking("/api/build", { name: report.name, formats, draft, pages: draft ? "" : $("pages").value, sealed: $("room").checked, attach: $("attach").checked });
  const { files } = await whole(built, draft ? "生成草稿" : "生成", draft);
  await listMade();
  say("已生成 " + files.join("、"));
});

// ---- signing

// preview shows the seal where it will stand.
const preview = attempt(async () => {
  const [seal] = chosen("seal");
  $("sealed").hidden = true;
  if (!seal) return;
  const at = await post("/api/seal", form({ name: report.name, width: $("width").value }, { seal: [seal] }));
  $("sealed-page").src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(at.svg);
  const reader = new FileReader();
  reader.onload = () => { $("sealed-seal").src = reader.result; };
  reader.readAsDataURL(seal);
  for (const side of ["left", "top", "width", "height"]) $("sealed-seal").style[side] = at[side] + "%";
  $("sealed-where").textContent = "印章盖在第 " + at.page + " 页的署名和日期上。";
  $("sealed").hidden = false;
  say("");
});

const sign = busy("sign", async () => {
  const key = chosen("key");
  need("key", key.length, "请先选密钥文件。");
  say("正在签名…");
  const texts = { name: report.name, passphrase: $("passphrase").value, width: $("width").value, reason: $("reason").value, serial: $("serial").value, tsa: $("tsa").value };
  for (const id of ["attach", "room", "replace", "online"]) if ($(id).checked) texts[id] = "1";
  $("passphrase").value = "";
  const { files, said } = await whole(post("/api/sign", form(texts, { key, seal: chosen("seal"), crl: chosen("crl"), ocsp: chosen("ocsp"), issuer: chosen("issuer") })), "签名");
  await listMade();
  say("已签名 " + files[files.length - 1] + "\n" + said, said.includes("警告"));
});

// ---- verifying, archiving

function chooseWhich() { $("other").hidden = $("which").value !== ""; }

// ask has the program look at the PDF that is chosen.
const ask = id => busy(id, async () => {
  const name = $("which").value, file = name ? [] : chosen("pdf");
  need("pdf", name || file.length, "请先选一个 PDF 文件。");
  told("verified", await post("/api/" + id, form({ name }, { file, trust: chosen("trust"), stampers: chosen("stampers") })));
});

// dropped verifies a PDF that was dropped onto the view.
function dropped(files) {
  if (files.length !== 1 || !/\.pdf$/i.test(files[0].name)) return say("这里检查的是 PDF 文件，请拖一个过来。", true);
  $("which").value = "";
  chooseWhich();
  $("pdf").files = files;
  $("verify").onclick();
}

const archive = busy("archive", async () => {
  need("by", $("by").value.trim(), "请写经办人。");
  told("archived", await call("/api/archive", { name: report.name, by: $("by").value, reason: $("why").value }));
  say("");
});

addEventListener("DOMContentLoaded", () => {
  $("finishing").onclick = showFinish;
  $("back").onclick = attempt(() => openReport(report.name));
  $("make").onclick = makeFiles(false);
  $("sketch").onclick = makeFiles(true);
  $("seal").onchange = $("width").onchange = preview;
  $("seal").onclick = () => { $("seal").value = ""; $("sealed").hidden = true; }; // the same file may be another by now
  $("sign").onclick = sign;
  $("which").onchange = chooseWhich;
  $("verify").onclick = ask("verify");
  $("extract").onclick = ask("extract");
  $("archive").onclick = archive;
});
