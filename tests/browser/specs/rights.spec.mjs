// The resident's rights: see, correct, take consent back, object, take along. In Dutch and Arabic,
// with and without script, at both widths.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { look, pathIn, press, refer, unfold } from "../lib/walk.js";

let demo;
let browser;
let nurse;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
  nurse = await visitor(browser, { baseURL: demo.url });
  await signIn(nurse, demo.account("zorgprofessional"));
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Somebody is referred; gives the path of their own page. */
async function ownPageOf(person) {
  const earlier = await mailSoFar(demo.mail);
  await refer(nurse, demo, person);
  const toThem = ({ to, links }) =>
    to.includes(person.email) && links.some((link) => new URL(link).pathname.startsWith("/mijn/"));
  return pathIn(await mailThat(demo.mail, toThem, { after: earlier }), "/mijn/");
}

for (const way of WAYS) {
  const at = WAYS.indexOf(way);

  test(`a resident corrects a number, takes consent back and objects (${way.name})`, async () => {
    const email = `rechten${at}@inwoner.example`;
    const path = await ownPageOf({ naam: "Wim Postma", telefoon: `06 12 00 71 1${at}`, email });
    const page = await visitor(browser, { ...way, baseURL: demo.url });
    await page.goto(path);
    const rights = page.locator(`main a[href*="/gegevens"]`).first();
    await unfold(page, rights);
    await press(page, rights);
    await look(page);

    await unfold(page, page.locator("#telefoon"));
    await page.locator("#telefoon").fill("12");
    const save = page.locator("form", { has: page.locator("#telefoon") }).locator("button");
    await press(page, save);
    await look(page);
    assert.equal(await page.locator("#fouten a").count(), 1);
    await page.locator("#telefoon").fill("06 12 00 71 99");
    await press(page, save);
    await look(page);
    assert.match(await page.locator("main").innerText(), /06 12 00 71 99/);

    await press(page, page.locator('button[name="nee"][value="delenMetAanbieder"]'));
    await look(page);
    assert.equal(await page.locator('button[name="ja"][value="delenMetAanbieder"]').count(), 1);

    await page.locator("#bezwaar").fill("Bel mij niet voor negen uur");
    await press(page, page.locator("form", { has: page.locator("#bezwaar") }).locator("button"));
    await look(page);
    assert.match(await page.locator("main").innerText(), /Bel mij niet voor negen uur/);
    await page.context().close();
  });
}

test("in Arabic the rights read from right to left, and the choice stays in Arabic", async () => {
  const path = await ownPageOf({
    naam: "Samir Test",
    telefoon: "06 12 00 72 10",
    email: "samir@inwoner.example",
    more: { taal: "ar" },
  });
  const page = await visitor(browser, { viewport: PHONE, baseURL: demo.url });
  await page.goto(`${path}/gegevens`);
  await look(page, { lang: "ar" });
  for (const fold of await page.locator("main details > summary").all()) await fold.click();
  await look(page, { lang: "ar" });
  await press(page, page.locator('button[name="nee"][value="terugkoppeling"]'));
  await look(page, { lang: "ar" });
  assert.equal(await page.locator(".notice-good").count(), 1);
  const file = await page.request.get(`${path}/gegevens.json`);
  assert.equal((await file.json()).gegevens.naam, "Samir Test");
  await page.context().close();
});
