// A club says no, the service point gives the referral to the next best with one click, and that
// club hears it. And what every role finds on its own pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { look, pathIn, press, refer, stepButton, take, unfold } from "../lib/walk.js";

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function as(role, way = {}) {
  const page = await visitor(browser, { ...way, baseURL: demo.url });
  await signIn(page, demo.account(role));
  return page;
}

const wants = (first) => ({ subject }) => subject.startsWith(`${first} wil graag meedoen`);

for (const [at, way] of [
  { name: "bureau", viewport: DESK, script: true },
  { name: "telefoon zonder script", viewport: PHONE, script: false },
].entries()) {
  test(`a no becomes the next best with one click (${way.name})`, async () => {
    const nurse = await as("zorgprofessional", way);
    const earlier = await mailSoFar(demo.mail);
    const first = ["Ineke", "Marga"][at];
    const { address } = await refer(nurse, demo, { naam: `${first} Roelofs`, telefoon: `06 12 00 51 1${at}` });
    const invitation = await mailThat(demo.mail, wants(first), { after: earlier });

    const club = await visitor(browser, { ...way, baseURL: demo.url });
    const link = pathIn(invitation, "/v/");
    await club.goto(link);
    await take(club, "past-nu-niet"); // without a reason it is asked for
    await look(club);
    assert.equal(await club.locator("#fouten a").count(), 1);
    const reason = club.locator('[name="reden"]').first();
    await unfold(club, reason);
    await take(club, "past-nu-niet", { reden: "vol" });
    await look(club);
    assert.match(await club.locator("h1").innerText(), /iets anders voor/);
    assert.ok(!(await club.locator("main").innerText()).includes("Roelofs"));

    const desk = await as("servicepunt", way);
    await desk.goto("/te-doen");
    await look(desk);
    await desk.goto(await desk.locator("a", { hasText: `Kies iets anders voor ${first}` }).first().getAttribute("href"));
    assert.equal(new URL(desk.url()).pathname, address);
    await look(desk);
    const beforeChoice = await mailSoFar(demo.mail);
    await press(desk, stepButton(desk, "opnieuw-gekozen"));
    await look(desk);
    const again = await mailThat(demo.mail, wants(first), { after: beforeChoice });
    assert.notEqual(again.subject, invitation.subject, "another offer");

    // The link of the first invitation is spent: the resident is no longer theirs.
    const old = await club.goto(link);
    assert.equal(old.status(), 410);
    await look(club);
    // The next one's works.
    assert.equal((await club.goto(pathIn(again, "/v/"))).status(), 200);
    await take(club, "aanvaard");
    assert.match(await club.locator("main").innerText(), /Roelofs/);
    await Promise.all([nurse, club, desk].map((page) => page.context().close()));
  });
}

const ROLES = {
  zorgprofessional: ["/te-doen", "/te-doen?lijst=anderen", "/zoeken", "/verwijzen", "/bel", "/verwijzingen"],
  "verwijzer-sociaal-domein": ["/te-doen", "/zoeken", "/verwijzingen"],
  aanbieder: ["/te-doen", "/verwijzingen", "/mijn-aanbod", "/mijn-aanbod/nieuw"],
  beweegcoach: ["/te-doen", "/te-doen?lijst=anderen", "/zoeken", "/verwijzingen"],
  servicepunt: ["/te-doen", "/te-doen?lijst=anderen", "/verwijzingen", "/aanbod-bijhouden", "/ingelezen", "/zoekwoorden"],
  beleid: ["/te-doen"],
  verzekeraar: ["/te-doen"],
  beheerder: ["/te-doen", "/instellingen", "/instellingen/bewaren"],
  logbeheerder: ["/te-doen", "/inzage"],
};

for (const [role, addresses] of Object.entries(ROLES)) {
  test(`the pages of ${role} are whole, on a phone and at a desk`, async () => {
    for (const viewport of [PHONE, DESK]) {
      const page = await as(role, { viewport });
      for (const address of addresses) {
        const answer = await page.goto(address);
        assert.equal(answer.status(), 200, address);
        await look(page);
      }
      // A referral from the list, where the role has any.
      const row = page.locator('main a[href^="/verwijzingen/"]').first();
      if ((await row.count()) > 0) {
        await page.goto(await row.getAttribute("href"));
        await look(page);
      }
      await page.context().close();
    }
  });
}

test("who may not be somewhere reads so, and is shown the way back", async () => {
  const page = await as("aanbieder");
  for (const address of ["/zoeken", "/instellingen", "/bel"]) {
    const answer = await page.goto(address);
    assert.equal(answer.status(), 403, address);
    await look(page);
    assert.equal(await page.locator('main a[href="/te-doen"]').count(), 1);
  }
  assert.equal((await page.goto("/bestaat-niet")).status(), 404);
  await look(page);
  await page.context().close();
});

test("the menu on a phone opens and closes without script", async () => {
  const page = await as("zorgprofessional", { viewport: PHONE, script: false });
  const menu = page.locator("#menu");
  assert.ok(!(await menu.isVisible()));
  await page.locator(".menu-button").click();
  await menu.waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await page.context().close();
});
