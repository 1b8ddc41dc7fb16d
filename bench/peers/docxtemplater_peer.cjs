// docxtemplater_peer.cjs TEMPLATE.docx: answers each line, the values of the tags as
// JSON, with the size of the DOCX.
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const template = fs.readFileSync(process.argv[2]);
const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");

say({ version: require("docxtemplater/package.json").version });
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  try {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    document.render(JSON.parse(line));
    const made = document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    if (process.env.KEEP) fs.writeFileSync(path.join(process.env.KEEP, "docxtemplater.docx"), made);
    say({ bytes: made.length });
  } catch (e) {
    say({ error: String(e) });
  }
});
