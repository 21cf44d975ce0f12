// Makes a picture of a page some four times smaller: a page has few colours, so 256 are enough to
// tell its text from its ground. Reads what Chromium writes (8 bits, RGB or RGBA, not interlaced).
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

/** The same picture with at most 256 colours, as a PNG. */
export function withPalette(png) {
  const { width, height, pixels, depth } = decode(png);
  const { palette, indexOf } = paletteOf(pixels, depth);
  const rows = Buffer.alloc(height * (width + 1)); // each row begins with a zero: no filter
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf(colourAt(pixels, (y * width + x) * depth));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, by palette
  const parts = [
    ["IHDR", header],
    ["PLTE", Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))],
    ["IDAT", deflateSync(rows, { level: 9 })],
    ["IEND", Buffer.alloc(0)],
  ];
  return Buffer.concat([SIGNATURE, ...parts.map(([name, body]) => chunk(name, body))]);
}

const colourAt = (pixels, at) => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];

// Colours that look alike (five bits a channel) share the one that is seen most; of those, the
// most frequent stay, and the others go to the nearest.
function paletteOf(pixels, depth) {
  const seen = new Map();
  for (let at = 0; at < pixels.length; at += depth) {
    const colour = colourAt(pixels, at);
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  const alike = new Map();
  for (const [colour, times] of [...seen].sort(([, one], [, other]) => other - one)) {
    const kind = colour & 0xf8f8f8;
    const family = alike.get(kind) ?? { colour, times: 0 };
    family.times += times;
    alike.set(kind, family);
  }
  const palette = [...alike.values()]
    .sort((one, other) => other.times - one.times)
    .slice(0, COLOURS)
    .map(({ colour }) => colour);
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const indexOf = (colour) => {
    if (!known.has(colour)) known.set(colour, nearest(palette, colour));
    return known.get(colour);
  };
  return { palette, indexOf };
}

function nearest(palette, colour) {
  let best = 0;
  let least = Infinity;
  palette.forEach((one, index) => {
    const distance = [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

function decode(png) {
  let at = SIGNATURE.length;
  let header;
  const data = [];
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") header = body;
    if (name === "IDAT") data.push(body);
    at += length + 12;
  }
  const [bits, kind, , , interlaced] = header.subarray(8);
  const depth = { 2: 3, 6: 4 }[kind];
  if (bits !== 8 || !depth || interlaced) throw new Error("a PNG of a kind that Chromium does not write");
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  return { width, height, depth, pixels: unfilter(inflateSync(Buffer.concat(data)), width * depth, height, depth) };
}

// PNG tells each byte as its difference from the bytes to the left and above.
function unfilter(raw, stride, height, depth) {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const here = y * stride + x;
      const left = x < depth ? 0 : pixels[here - depth];
      const above = y === 0 ? 0 : pixels[here - stride];
      const corner = x < depth || y === 0 ? 0 : pixels[here - stride - depth];
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      pixels[here] = (raw[y * (stride + 1) + 1 + x] + guess) & 255;
    }
  }
  return pixels;
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(guess - one));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(checksum(named), body.length + 8);
  return whole;
}

const REMAINDERS = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = REMAINDERS[(rest ^ byte) & 255] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
