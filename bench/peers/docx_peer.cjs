// docx_peer.cjs: answers each line, a report's content as JSON, with the size of the
// DOCX that npm docx makes of it.
const fs = require("fs");
const path = require("path");
const d = require("docx");

const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");

const font = (s) => ({ ascii: s.Latin, hAnsi: s.Latin, eastAsia: s.Font, cs: s.Latin });

const style = (s) => ({
  id: s.ID,
  name: s.Name,
  quickFormat: true,
  run: { font: font(s), size: s.Size > 0 ? s.Size : undefined },
  paragraph: s.Run ? undefined : {
    alignment: s.Align,
    spacing: { line: s.Pitch, lineRule: d.LineRuleType.EXACT },
    indent: s.First > 0 ? { firstLine: s.First * s.Size * 10 } : undefined,
    outlineLevel: s.Outline > 0 ? s.Outline - 1 : undefined,
  },
});

const lines = (all, style) => all.map((line, i) => new d.TextRun({ text: line, style, break: i > 0 ? 1 : 0 }));

const paragraph = (b) => new d.Paragraph({
  style: b.Style,
  pageBreakBefore: b.Break,
  indent: b.Left ? { left: b.Left } : undefined,
  spacing: b.Above || b.Below ? { before: b.Above, after: b.Below } : undefined,
  children: (b.Runs || []).flatMap((r) => lines(r.Lines, r.Style)),
});

const table = (b) => new d.Table({
  layout: d.TableLayoutType.FIXED,
  columnWidths: b.Columns,
  rows: b.Rows.map((r, i) => new d.TableRow({
    cantSplit: true,
    tableHeader: i < (b.Header || 0),
    height: { value: r.Height, rule: d.HeightRule.ATLEAST },
    children: r.Cells.map((c) => new d.TableCell({
      columnSpan: c.ColSpan,
      rowSpan: c.RowSpan,
      verticalAlign: d.VerticalAlign.CENTER,
      children: [new d.Paragraph({ style: c.Style, children: lines(c.Lines) })],
    })),
  })),
});

const make = (c) => new d.Document({
  title: c.Title,
  creator: c.Author,
  styles: { paragraphStyles: c.Styles.filter((s) => !s.Run).map(style), characterStyles: c.Styles.filter((s) => s.Run).map(style) },
  sections: [{
    properties: { page: { size: { width: c.Width, height: c.Height }, margin: { top: c.Top, bottom: c.Bottom, left: c.Left, right: c.Right } } },
    footers: { default: new d.Footer({ children: [new d.Paragraph({ style: c.FolioStyle, children: [new d.TextRun({ children: [c.Before, d.PageNumber.CURRENT, c.After] })] })] }) },
    children: c.Blocks.map((b) => (b.Rows ? table(b) : paragraph(b))),
  }],
});

say({ version: require(path.join(path.dirname(require.resolve("docx")), "..", "package.json")).version });
let last = Promise.resolve();
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  last = last.then(async () => {
    try {
      const made = await d.Packer.toBuffer(make(JSON.parse(line)));
      if (process.env.KEEP) fs.writeFileSync(path.join(process.env.KEEP, "docx.docx"), made);
      say({ bytes: made.length });
    } catch (e) {
      say({ error: String(e) });
    }
  });
});
