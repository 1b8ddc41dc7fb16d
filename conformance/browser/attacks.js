// Attacks on the desk: requests that another page, a program of another user or a
// broken browser could send. Each must be refused and leave the report as it was.
"use strict";
const http = require("http");
const net = require("net");
const fs = require("fs");
const path = require("path");

// ask sends a request and gives its status; 0: the connection was cut.
const ask = (port, method, target, headers = {}, body = "") => new Promise((done) => {
  const r = http.request({ host: "127.0.0.1", port, method, path: target, headers: { "Content-Length": Buffer.byteLength(body), ...headers }, timeout: 20000 }, (a) => {
    let text = "";
    a.on("data", (d) => { if (text.length < 1e5) text += d; });
    a.on("end", () => done({ status: a.statusCode, headers: a.headers, text }));
    a.on("error", () => done({ status: 0, headers: {}, text }));
  });
  r.on("error", () => done({ status: 0, headers: {}, text: "" }));
  r.on("timeout", () => r.destroy());
  r.end(body);
});

// signIn trades the token of an address for the cookie and the secret.
async function signIn(address) {
  const u = new URL(address);
  const a = await ask(u.port, "POST", "/session", { "X-Nianbao": "1", Host: u.host }, u.hash.slice(1));
  return { port: u.port, host: u.host, token: u.hash.slice(1), secret: a.text, cookie: (a.headers["set-cookie"] || [""])[0].split(";")[0], set: (a.headers["set-cookie"] || [""])[0] };
}

// slow sends a request a byte at a time and gives after how many ms it was cut, at
// most limit.
const slow = (port, limit) => new Promise((done) => {
  const begun = Date.now(), c = net.connect(port, "127.0.0.1");
  const drip = setInterval(() => c.write("x"), 300);
  c.write("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nX-Slow: ");
  const end = () => { clearInterval(drip); c.destroy(); done(Date.now() - begun); };
  c.on("close", end);
  c.on("error", end);
  setTimeout(end, limit);
});

// attacks gives those that were not refused. in: a session, as signIn gives it.
async function attacks(s, folder, name) {
  const file = path.join(folder, name), before = fs.readFileSync(file);
  const ok = { "X-Nianbao": s.secret, Host: s.host, Cookie: s.cookie };
  const edit = JSON.stringify({ name, changes: [{ key: "signature/date", was: /date = "([^"]+)"/.exec(before)[1], text: "2099年1月1日" }] });
  const without = (key) => { const h = { ...ok }; delete h[key]; return h; };
  const get = (n) => "/api/report?name=" + encodeURIComponent(n);
  const list = [
    ["another host", "GET", "/", { Host: "evil.example" }, "", [403]],
    ["another host, our port", "POST", "/api/edit", { ...ok, Host: "evil.example:" + s.port }, edit, [403]],
    ["a host that was bound to us", "GET", "/api/folder", { ...ok, Host: "127.0.0.1.nip.io:" + s.port }, "", [403]],
    ["the host without a port", "GET", "/", { Host: "127.0.0.1" }, "", [403]],
    ["0.0.0.0", "GET", "/", { Host: "0.0.0.0:" + s.port }, "", [403]],
    ["a foreign origin", "POST", "/api/edit", { ...ok, Origin: "http://evil.example" }, edit, [403]],
    ["origin null", "POST", "/api/edit", { ...ok, Origin: "null" }, edit, [403]],
    ["another port of this machine", "POST", "/api/edit", { ...ok, Origin: "http://127.0.0.1:1" }, edit, [403]],
    ["https of ours", "POST", "/api/edit", { ...ok, Origin: "https://" + s.host }, edit, [403]],
    ["a cross-site fetch", "POST", "/api/edit", { ...ok, "Sec-Fetch-Site": "cross-site" }, edit, [403]],
    ["a form of another site", "POST", "/api/edit", { Host: s.host, Cookie: s.cookie, "Content-Type": "text/plain" }, edit, [403]],
    ["no cookie", "POST", "/api/edit", without("Cookie"), edit, [401]],
    ["a wrong cookie", "POST", "/api/edit", { ...ok, Cookie: s.cookie.replace(/=.*/, "=AAAA") }, edit, [401]],
    ["the cookie alone, as another port gets it", "GET", "/api/folder", { ...ok, "X-Nianbao": "1" }, "", [401]],
    ["no header", "POST", "/api/edit", without("X-Nianbao"), edit, [403]],
    ["no header, reading", "GET", "/api/folder", without("X-Nianbao"), "", [401]],
    ["the token again", "POST", "/session", { Host: s.host, "X-Nianbao": "1" }, s.token, [401]],
    ["a guessed token", "POST", "/session", { Host: s.host, "X-Nianbao": "1" }, "A".repeat(52), [401]],
    ["a change by GET", "GET", "/api/edit", ok, edit, [404, 405]],
    ["the session by GET", "GET", "/session", ok, "", [404, 405]],
    ["upwards", "GET", get("../secret.toml"), ok, "", [422]],
    ["upwards, twice escaped", "GET", "/api/report?name=..%252Fsecret.toml", ok, "", [422]],
    ["upwards for Windows", "GET", get("..\\secret.toml"), ok, "", [422]],
    ["absolute", "GET", get("/etc/passwd"), ok, "", [422]],
    ["a link", "GET", get("link.toml"), ok, "", [422]],
    ["a download upwards", "GET", "/api/file?name=..%2Fsecret.pdf", ok, "", [422]],
    ["a download of a link", "GET", "/api/file?name=link.pdf", ok, "", [422]],
    ["a download of the report itself, as a key would be", "GET", "/api/file?name=" + name, ok, "", [422]],
    ["an asset upwards", "GET", "/../../etc/passwd", { Host: s.host }, "", [301, 307, 400, 404]],
    ["an import upwards", "POST", "/api/import?name=..%2F..%2Fx.docx", ok, "x", [422]],
    ["an import over the report", "POST", "/api/import?name=" + name, ok, "x", [422]],
    ["a new report over it", "POST", "/api/new", ok, JSON.stringify({ year: +/^year = (\d+)/m.exec(before)[1] }), [422]],
    ["a roll-up of a file outside", "POST", "/api/work", ok, JSON.stringify({ kind: "rollup", name: "../x.toml" }), [422]],
    ["taking out of another archive", "POST", "/api/takeout", ok, '{"folder":"../x"}', [422]],
    ["extracting upwards", "POST", "/api/extract", { ...ok, "Content-Type": "multipart/form-data; boundary=b" }, "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n../secret.pdf\r\n--b--\r\n", [422]],
    ["verifying upwards", "POST", "/api/verify", { ...ok, "Content-Type": "multipart/form-data; boundary=b" }, "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n../secret.pdf\r\n--b--\r\n", [422]],
    ["a body without end", "POST", "/api/edit", ok, "{\"name\":\"" + "x".repeat(9 << 20) + "\"}", [0, 400, 413]],
    ["a deep body", "POST", "/api/edit", ok, "[".repeat(900000), [0, 400]],
    ["a stale page", "POST", "/api/edit", ok, edit.replace(/"was":"[^"]+"/, '"was":"2000年1月1日"'), ["left"]],
    ["a key of the file that no field has", "POST", "/api/edit", ok, JSON.stringify({ name, changes: [{ key: "year", was: "2020", text: "2021" }] }), ["left"]],
  ];
  const through = [];
  for (const [what, method, target, headers, body, want] of list) {
    const a = await ask(s.port, method, target, headers, body);
    const left = a.status === 200 && /"left":\[\{/.test(a.text) ? "left" : a.status; // answered, and not made
    if (!want.includes(left)) through.push(`${what}: ${a.status} ${a.text.slice(0, 80)}`);
    if (!fs.readFileSync(file).equals(before)) { through.push(`${what}: the report was changed`); fs.writeFileSync(file, before); }
  }
  const cut = await slow(s.port, 9000);
  if (cut > 8000) through.push("a request that drips is never cut");
  return { through, count: list.length + 1, edit, ok };
}

module.exports = { attacks, signIn, ask };
