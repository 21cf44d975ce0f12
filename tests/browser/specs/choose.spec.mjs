// Choosing together: what a shy man of 72 can do around the corner on Tuesday morning, three
// lessons side by side, the map, and the sheet in the client's own language.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { longLessons } from "../lib/lessons.js";
import { referByProgram } from "../lib/program.js";
import { look, press, search, unfold } from "../lib/walk.js";

/** What residents read and what their paper is printed in. */
const LANGUAGES = ["nl", "en", "tr", "ar", "pl", "uk", "pap"];

/** How many sheets of paper a page takes. */
async function sheetsOf(page) {
  const paper = await page.pdf({ preferCSSPageSize: true });
  return paper.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
}

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function nurse(way) {
  const page = await visitor(browser, { ...way, baseURL: demo.url });
  await signIn(page, demo.account("zorgprofessional"));
  return page;
}

for (const way of WAYS) {
  test(`72, walks, shy, Tuesday morning, 20 euros, around the corner: one screen, two typed fields (${way.name})`, async () => {
    const page = await nurse(way);
    await page.goto("/zoeken");
    await page.locator("#postcode").fill(demo.postcode);
    await page.locator('label:has(input[name="maxAfstandKm"][value="3"])').click();
    await page.locator('label:has(input[value="di-ochtend"])').click();
    await page.locator('label:has(input[name="maxNiveau"][value="1"])').click();
    await page.locator("#maxPrijs").fill("20");
    await press(page, page.locator("#wensen > button"));
    await page.locator("#resultaten").waitFor();
    await look(page);
    const first = page.locator(".result").first();
    const words = await first.innerText();
    assert.match(words, /Dinsdag/);
    assert.match(words, /Bevestigd/, "somebody said that it is still right");
    await page.context().close();
  });

  test(`three lessons are laid side by side and handed over in Arabic (${way.name})`, async () => {
    const page = await nurse(way);
    await search(page, demo);
    const ticks = page.locator(".compare-tick");
    for (const at of [0, 1, 2]) await ticks.nth(at).click();
    await press(page, page.locator('button[formaction="/vergelijken"]'));
    await look(page);
    assert.equal(await page.locator(".compare thead th").count(), 3);
    const sheet = page.locator('a[href^="/keuze?"]');
    await press(page, sheet);
    await look(page);
    await page.locator(".languages > summary").click();
    await press(page, page.locator('a[hreflang="ar"]'));
    await look(page, { lang: "ar" });
    assert.equal(await page.locator("#voorlezen > .card").count(), 3);
    const mail = await page.locator('a[href^="mailto:"]').getAttribute("href");
    assert.ok(!mail.includes("+") && decodeURIComponent(mail).includes("/keuze?les="));
    await page.goto("/zoeken?vorige=ja");
    await page.locator("#resultaten").waitFor();
    assert.equal(await page.locator('input[name="vergelijk"]:checked').count(), 3);
    await page.context().close();
  });
}

// A lesson of several days is one card. Its other moments are lines on it, which work by themselves.
for (const way of WAYS) {
  test(`another moment of a lesson is compared and chosen from its own line (${way.name})`, async () => {
    const page = await nurse(way);
    await search(page, demo);
    const titles = await page.locator(".result .row-title a").evaluateAll((links) => links.map((link) => link.href));
    assert.equal(new Set(titles).size, titles.length, "no lesson stands there twice");
    const card = page.locator("li.result:has(.moments)").first();
    const line = card.locator(".moments > li").first();
    const key = await line.locator("button").getAttribute("value");
    const when = await line.locator(".moment-when .visually-hidden").innerText();
    // Whoever goes by keyboard comes to the best moment first, then to the lines below it.
    const order = await card.locator('button[name="sessieId"]').evaluateAll((all) => all.map((one) => one.value));
    assert.equal(order.indexOf(key), 1);
    for (const part of ["button", ".compare-tick"]) {
      const { height } = await line.locator(part).boundingBox();
      assert.ok(height >= 40, `${part} is ${height} pixels high: a finger needs more`);
    }
    await line.locator(".compare-tick").click();
    await card.locator(".result-body .compare-tick").click();
    await press(page, page.locator('button[formaction="/vergelijken"]'));
    await look(page);
    assert.equal(await page.locator(".compare thead th").count(), 2);
    await page.goto("/zoeken?vorige=ja");
    await page.locator("#resultaten").waitFor();
    assert.equal(await page.locator('input[name="vergelijk"]:checked').count(), 2);
    await press(page, page.locator(`.moments button[value="${key}"]`));
    await look(page);
    const words = (await page.locator("main").innerText()).toLowerCase();
    assert.ok(words.includes(when.toLowerCase()), `${when} is told on the form`);
    await page.context().close();
  });
}

for (const [width, dark] of [[320, false], [390, true], [1280, true]]) {
  test(`the map is to be read at ${width} pixels${dark ? ", in the dark" : ""}`, async () => {
    const page = await visitor(browser, { viewport: { width, height: 800 }, dark, baseURL: demo.url });
    await signIn(page, demo.account("zorgprofessional"));
    await search(page, demo);
    await unfold(page, page.locator(".near-map > svg"));
    await look(page);
    // Marks are far enough apart for a finger: 24 pixels from middle to middle.
    const middles = await page.locator(".near-dot").evaluateAll((dots) =>
      dots.map((dot) => dot.getBoundingClientRect()).map(({ x, y, width, height }) => [x + width / 2, y + height / 2]),
    );
    for (const [at, [x, y]] of middles.entries()) {
      for (const [otherX, otherY] of middles.slice(at + 1)) {
        assert.ok(Math.hypot(x - otherX, y - otherY) >= 24, `${middles}`);
      }
    }
    await page.context().close();
  });
}

// However much their clubs tell: what lies on the table is one sheet, in whatever language.
test("three lessons of which much is told go home on one sheet of paper, with the numbers to call", async () => {
  const page = await visitor(browser, { ...WAYS[0], baseURL: demo.url });
  const lessons = (await longLessons(demo)).map((lesson) => `les=${lesson}`).join("&");
  for (const language of LANGUAGES) {
    await page.goto(`/keuze?${lessons}&taal=${language}`);
    assert.equal(await page.locator("#voorlezen > .card").count(), 3);
    assert.equal(await page.locator(".attention").count(), 3, "all are full");
    assert.equal(await sheetsOf(page), 1, language);
    await page.emulateMedia({ media: "print" });
    const calls = await page.locator('.facts a[href^="tel:"]').all();
    assert.equal(calls.length, 3);
    for (const call of calls) assert.ok(await call.isVisible());
    await page.emulateMedia({ media: null });
  }
  await page.context().close();
});

test("the letter is one sheet of paper with a code of 25 millimetres and one to type, in every language", async () => {
  const page = await nurse(WAYS[2]);
  const [lesson] = await longLessons(demo);
  const client = { naam: "Wilhelmina van den Heuvel", telefoon: "06 12 00 65 10", geboortejaar: 1948, taal: "ar" };
  const { address } = await referByProgram(demo, "zorgprofessional", client, lesson);
  for (const language of LANGUAGES) {
    await page.goto(`${address}/brief?taal=${language}`);
    const letter = page.locator(".paper");
    assert.equal(await letter.getAttribute("lang"), language);
    assert.equal(await letter.getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
    assert.match(await letter.locator(".code").innerText(), /^\d{4} \d{4}$/);
    assert.equal(await sheetsOf(page), 1, language);
    await page.emulateMedia({ media: "print" });
    const { width, height } = await letter.locator(".qr").boundingBox();
    const millimetre = 96 / 25.4;
    assert.ok(Math.min(width, height) >= 25 * millimetre, `${width} by ${height} pixels`);
    await page.emulateMedia({ media: null });
  }
  await page.context().close();
});

test("the map opens with the numbers of the list, and a stranger at home reads the sheet", async () => {
  const page = await nurse(WAYS[0]);
  await search(page, demo);
  await unfold(page, page.locator(".near-map > svg"));
  await look(page);
  const dots = (await page.locator(".near-number").allTextContents()).join(" · ").split(" · ");
  const cards = await page.locator(".near-mark").count();
  assert.equal(dots.length, cards);
  // Below them the neighbourhoods, with the name of the one where the search starts.
  assert.ok((await page.locator(".near-area").count()) > 3);
  assert.equal(await page.locator(".near-area.is-home").count(), 1);
  assert.equal(await page.locator(".near-name.is-home").count(), 1);
  // By keyboard to a mark, and from there to its lesson.
  const mark = page.locator(".near-link").last();
  await mark.focus();
  assert.ok(await mark.evaluate((element) => element === document.activeElement));
  const target = await mark.getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.hash === target);
  assert.ok(await page.locator(target).isVisible());
  const lesson = await page.locator('input[name="vergelijk"]').first().getAttribute("value");
  await page.context().close();
  const home = await visitor(browser, { ...WAYS[0], baseURL: demo.url });
  await home.goto(`/keuze?les=${lesson}&taal=tr`);
  await look(home, { lang: "tr" });
  await home.context().close();
});
