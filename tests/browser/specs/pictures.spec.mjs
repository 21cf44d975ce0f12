// A picture goes from a club to the service point to everybody, and a referrer reads the club's page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as zlib from "node:zlib";
import { WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { look, press } from "../lib/walk.js";

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

// Node 20 has no crc32 of its own everywhere.
function sum(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

function chunk(name, content) {
  const told = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(sum(told), 4);
  return Buffer.concat([around.subarray(0, 4), told, around.subarray(4)]);
}

// A green meadow under a blue sky.
function meadow(width, height) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++) {
    const colour = y < height / 2 ? [150, 190, 230] : [110, 160, 90];
    for (let x = 0; x < width; x++) rows.set(colour, y * (1 + 3 * width) + 1 + 3 * x);
  }
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

for (const [at, way] of WAYS.slice(1, 3).entries()) {
  test(`a club's picture is looked at first, and a referrer reads the club's page (${way.name})`, async () => {
    const alt = `Een weide waar mensen wandelen ${at + 1}`;
    const club = await visitor(browser, { ...way, baseURL: demo.url });
    await signIn(club, demo.account("aanbieder"));
    await club.goto("/mijn-aanbod");
    await press(club, club.locator('a[href$="/fotos"]').nth(at));
    await look(club);
    const send = club.locator('form[enctype="multipart/form-data"] button');
    await press(club, send);
    await look(club);
    assert.equal(await club.locator("#fouten li").count(), 3);
    await club.locator("#foto").setInputFiles({ name: "weide.png", mimeType: "image/png", buffer: meadow(800, 600) });
    await club.locator("#beschrijving").fill(alt);
    await club.locator("#akkoord").check();
    await press(club, send);
    await look(club);
    assert.equal(await club.locator("#fouten").count(), 0, await club.locator("main").innerText());
    assert.equal(await club.getByAltText(alt).count(), 1);
    const id = new URL(club.url()).pathname.split("/")[2];
    await club.goto(`/aanbod/${id}`);
    assert.equal(await club.getByAltText(alt).count(), 0);
    await club.context().close();

    const desk = await visitor(browser, { ...way, baseURL: demo.url });
    await signIn(desk, demo.account("servicepunt"));
    await desk.goto("/aanbod-bijhouden");
    await look(desk);
    await press(desk, desk.locator(`#fotos ~ ul a[href="/aanbod/${id}/fotos"]`).first());
    await look(desk);
    await press(desk, desk.locator('button[value="goed"]').first());
    await look(desk);
    await desk.context().close();

    const nurse = await visitor(browser, { ...way, baseURL: demo.url });
    await signIn(nurse, demo.account("zorgprofessional"));
    await nurse.goto(`/aanbod/${id}`);
    await look(nurse);
    const seen = nurse.getByAltText(alt);
    await seen.scrollIntoViewIfNeeded();
    await nurse.waitForFunction((words) => document.querySelector(`img[alt="${words}"]`).naturalWidth === 960, alt);
    await press(nurse, nurse.locator('a[href^="/aanbieders/"]').first());
    await look(nurse);
    assert.ok((await nurse.locator("main").innerText()).includes("Voor u als verwijzer"));
    // Of each offer the first picture: the club's own, or the drawing that lay there.
    assert.equal(await nurse.locator(`main img[src*="/aanbod/${id}/foto/"]`).count(), 1);
    await nurse.context().close();
  });
}
