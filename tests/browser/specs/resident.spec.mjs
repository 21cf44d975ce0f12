// The resident: asks for help in Arabic, reads their own page in seven languages, opens it from
// paper, stops, and is forgotten. And the pages that anybody may read.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { look, pathIn, press, refer, take, unfold } from "../lib/walk.js";

const LANGUAGES = ["nl", "en", "tr", "ar", "pl", "uk", "pap"];

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

test("the own page is whole in every language, and in the direction it is written in", async () => {
  const path = await ownPageOf({ naam: "Oksana Test", telefoon: "06 12 00 61 10", email: "oksana@inwoner.example" });
  for (const viewport of [PHONE, DESK]) {
    const page = await visitor(browser, { viewport, baseURL: demo.url });
    for (const lang of LANGUAGES) {
      assert.equal((await page.goto(`${path}?taal=${lang}`)).status(), 200);
      await look(page, { lang });
      for (const fold of await page.locator("main details > summary").all()) await fold.click();
      await look(page, { lang });
    }
    await page.context().close();
  }
});

test("who speaks Arabic reads the own page in Arabic without asking for it", async () => {
  const path = await ownPageOf({
    naam: "Amal Test",
    telefoon: "06 12 00 61 20",
    email: "amal@inwoner.example",
    more: { taal: "ar" },
  });
  const page = await visitor(browser, { viewport: PHONE, baseURL: demo.url });
  await page.goto(path);
  await look(page, { lang: "ar" });
  await take(page, "bel-mij");
  await look(page, { lang: "ar" });
  assert.equal(await page.locator(".notice-good").count(), 1);
  await page.context().close();
});

for (const way of WAYS) {
  const at = WAYS.indexOf(way);

  test(`a resident asks for help in Arabic (${way.name})`, async () => {
    const page = await visitor(browser, { ...way, baseURL: demo.url });
    await page.goto("/aanmelden");
    await look(page);
    await page.locator(".languages > summary").click();
    await press(page, page.locator('.languages a[lang="ar"]'));
    await look(page, { lang: "ar" });
    await press(page, page.locator("main form.form > button"));
    await look(page, { lang: "ar" });
    assert.ok((await page.locator("#fouten a").count()) >= 2, "what is missing is told at once");
    await page.locator("#naam").fill("سميرة حداد");
    await page.locator("#telefoon").fill(`06 12 00 62 1${at}`);
    await page.locator("#begeleiding").check();
    await press(page, page.locator("main form.form > button"));
    await look(page, { lang: "ar" });
    assert.match(await page.locator("main").innerText(), /B-\d+/);
    await page.context().close();
  });

  test(`a resident stops, changes their mind about us, and is forgotten (${way.name})`, async () => {
    const email = `vergeet${at}@inwoner.example`;
    const path = await ownPageOf({ naam: "Rika Postma", telefoon: `06 12 00 63 1${at}`, email });
    const page = await visitor(browser, { ...way, baseURL: demo.url });
    await page.goto(path);
    await take(page, "ik-stop");
    await look(page);
    assert.ok((await page.locator("main").innerText()).includes("U bent gestopt"));
    await take(page, "verwijder-gegevens");
    await look(page);
    assert.equal(await page.locator("h1").innerText(), "Tot ziens");
    assert.equal((await page.goto(path)).status(), 410);
    await look(page);
    assert.ok(!(await page.locator("body").innerText()).includes("Rika"));
    await page.context().close();
  });
}

test("the own page opens from paper, with the printed code and the year of birth", async () => {
  const { address } = await refer(nurse, demo, {
    naam: "Bertus Hamer",
    telefoon: "06 12 00 64 10",
    more: { geboortejaar: "1948" },
  });
  await nurse.goto(`${address}/brief`);
  await look(nurse);
  const code = (await nurse.locator(".code").innerText()).trim();
  const page = await visitor(browser, { viewport: PHONE, script: false, baseURL: demo.url });
  await page.goto("/mijn");
  await look(page);
  await page.locator("#code").fill(code);
  await page.locator("#geboortejaar").fill("1949");
  await press(page, page.locator("main form button"));
  await look(page);
  assert.equal(await page.locator("#code").inputValue(), code, "what was typed is still there");
  await page.locator("#geboortejaar").fill("1948");
  await press(page, page.locator("main form button"));
  await page.waitForURL(/\/mijn\/.+/);
  await look(page);
  assert.match(await page.locator("main").innerText(), /Bertus/);
  await page.context().close();
});

test("a link that was never given is refused without a hint of who", async () => {
  const page = await visitor(browser, { baseURL: demo.url });
  for (const start of ["/mijn/", "/v/"]) {
    const answer = await page.goto(start + "A".repeat(43));
    assert.ok([404, 410].includes(answer.status()), `${start} ${answer.status()}`);
    await look(page);
  }
  await page.context().close();
});

for (const viewport of [PHONE, DESK]) {
  test(`the open pages are whole at ${viewport.width} pixels`, async () => {
    const page = await visitor(browser, { viewport, script: viewport === DESK, baseURL: demo.url });
    for (const address of ["/", "/aanbod", "/mijn", "/privacy", "/toegankelijkheid", "/api", "/demo/post"]) {
      assert.equal((await page.goto(address)).status(), 200, address);
      await look(page);
    }
    await page.goto("/aanbod");
    const change = page.locator('button[popovertarget="wensen"]').first();
    if (await change.isVisible()) await change.click(); // on a phone the form opens over the results
    await look(page);
    await page.locator("#postcode").fill(demo.postcode);
    await press(page, page.locator("main form button.button-primary"));
    await look(page);
    assert.ok((await page.locator("li.result").count()) > 0);
    await press(page, page.locator("li.result .row-title a").first());
    await look(page);
    await page.goto("/aanbod?postcode=9999ZZ&maxAfstandKm=ver");
    await look(page);
    assert.equal(await page.locator("#postcode").inputValue(), "9999ZZ");
    const email = `post${viewport.width}@inwoner.example`;
    await ownPageOf({ naam: "Post Lezer", telefoon: `06 12 00 65 ${viewport.width % 100}`, email });
    await page.goto("/demo/post");
    await press(page, page.locator('main a[href^="/demo/post/"]').first());
    await look(page);
    await page.context().close();
  });
}
