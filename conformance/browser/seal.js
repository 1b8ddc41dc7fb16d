// The picture of a seal: a red ring with a dot in it, transparent elsewhere.
"use strict";
const zlib = require("zlib");

const size = 500;

// crc is that of PNG (ISO/IEC 15948, annex D); Node has it since 22.2 alone.
function crc(bytes) {
  let c = ~0;
  for (const b of bytes) {
    c ^= b;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return ~c >>> 0;
}

const word = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([word(data.length), body, word(crc(body))]);
}

// seal gives the picture as a PNG file.
function seal() {
  const rows = Buffer.alloc(size * (1 + 4 * size)); // of each a byte for its filter, none
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const r = Math.hypot(x - size / 2, y - size / 2);
      if (r < size / 2 - 4 && r > size / 2 - 26 || r < 60) rows.writeUInt32BE(0xc80000ff, y * (1 + 4 * size) + 1 + 4 * x);
    }
  }
  const colours = Buffer.from([8, 6, 0, 0, 0]); // 8 bits, with transparency
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", Buffer.concat([word(size), word(size), colours])), chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

module.exports = { seal };
