// SPDX-License-Identifier: AGPL-3.0-or-later
// Our own mark: bamboo strips woven over and under one another, as skilled
// hands do; and a picture for previews in chats, drawn from the same strips.
import { deflateSync } from "node:zlib";

const red = "#8f1218";
const gold = "#e3b95b";
const cream = "#fdf6e6";
const centres = [17, 32, 47];
const half = 5; // of a strip's width
const gap = 2; // where a strip goes under
const [from, to] = [8, 56];

// Pieces [x, y, width, height, colour] of the weave, in a square of 64.
function strips() {
  const pieces = [];
  centres.forEach((centre, strip) => {
    for (const lying of [true, false]) {
      let start = from;
      const piece = (end) => {
        const along = [start, end - start];
        pieces.push(lying ? [along[0], centre - half, along[1], 2 * half, gold] : [centre - half, along[0], 2 * half, along[1], cream]);
      };
      centres.forEach((other, crossing) => {
        const over = (strip + crossing) % 2 === 0;
        if (over === lying) return;
        piece(other - half - gap);
        start = other + half + gap;
      });
      piece(to);
    }
  });
  return pieces.filter(([, , width, height]) => width > 0 && height > 0);
}

export function mark() {
  const rects = strips().map(([x, y, w, h, colour]) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${colour}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="12" fill="${red}"/>${rects.join("")}</svg>\n`;
}

// PNG, palette of three (W3C PNG, second edition, 5 and 11.2).
export function preview() {
  const [width, height, scale] = [1200, 630, 8];
  const palette = [red, gold, cream];
  const rows = Buffer.alloc((width + 1) * height); // each row begins with filter 0
  const fill = (x, y, w, h, colour) => {
    for (let row = y; row < y + h; row++) rows.fill(palette.indexOf(colour), row * (width + 1) + 1 + x, row * (width + 1) + 1 + x + w);
  };
  fill(0, 0, width, 12, gold);
  fill(0, height - 12, width, 12, gold);
  for (const [x, y, w, h, colour] of strips())
    fill((width - 64 * scale) / 2 + x * scale, (height - 64 * scale) / 2 + y * scale, w * scale, h * scale, colour);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.map((colour) => colour.slice(1)).join(""), "hex");
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

// The polynomial of ISO 3309, bit by bit: a few kilobytes at build time.
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
