// What a professional meets beside the loop: a sign-in that fails, a form with faults, a keyboard
// instead of a mouse, a button pressed twice, and a patient for whom there is no time now.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import {
  agreeToAll,
  chooseBest,
  consent,
  effort,
  look,
  pathIn,
  press,
  refer,
  referred,
  search,
  unfold,
} from "../lib/walk.js";

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function nurse(way = {}) {
  const page = await visitor(browser, { ...way, baseURL: demo.url });
  await signIn(page, demo.account("zorgprofessional"));
  return page;
}

const howMany = async (page) => {
  await page.goto("/verwijzingen");
  return Number(/\d+/.exec(await page.locator(".page-head .lead").innerText())[0]);
};

for (const way of WAYS) {
  test(`a wrong password is refused kindly, and the address stays (${way.name})`, async () => {
    const page = await visitor(browser, { ...way, baseURL: demo.url });
    await page.goto("/inloggen");
    await page.locator("#email").fill("niemand@brugdam.example");
    await page.locator("#wachtwoord").fill("zo maar iets");
    await press(page, page.locator("main form.card button"));
    await look(page);
    assert.equal(await page.locator("#fouten h2").innerText(), "Inloggen lukte niet");
    assert.equal(await page.locator("#email").inputValue(), "niemand@brugdam.example");
    assert.equal(await page.locator("#wachtwoord").inputValue(), "");
    assert.equal(new URL(page.url()).pathname, "/inloggen");
    await page.context().close();
  });

  test(`no time: a name, a number and a yes, and a coach calls (${way.name})`, async () => {
    const page = await nurse(way);
    await page.goto("/bel");
    await look(page);
    const cost = effort(page);
    await cost.type("naam", "Jaap Visbeen");
    await cost.type("telefoon", `06 12 00 47 1${WAYS.indexOf(way)}`);
    await consent(page, "begeleiding", "ja");
    await press(page, page.locator("main form button.button-primary"));
    const { address } = await referred(page);
    await look(page);
    assert.equal(cost.typed(), 2);
    assert.match(await page.locator("h1").innerText(), /^Jaap is verwezen/);
    const coach = await visitor(browser, { ...way, baseURL: demo.url });
    await signIn(coach, demo.account("beweegcoach"));
    await coach.goto(address);
    await look(coach);
    assert.match(await coach.locator("h1").innerText(), /Jaap Visbeen/);
    await coach.context().close();
    await page.context().close();
  });

  test(`faults stand together and at their fields, and what was typed is still there (${way.name})`, async () => {
    const page = await nurse(way);
    await search(page, demo);
    await chooseBest(page);
    const typed = { naam: "Truus Zandstra", telefoon: "12", geboortejaar: "oud", aandachtspunten: "bsn 111222333" };
    for (const [id, words] of Object.entries(typed)) await page.locator(`#${id}`).fill(words);
    await consent(page, "delenMetAanbieder", "nee");
    await press(page, page.locator("main form button.button-primary"));
    await look(page);
    for (const id of ["telefoon", "geboortejaar", "aandachtspunten", "delenMetAanbieder"]) {
      assert.equal(await page.locator(`#fouten a[href="#${id}"]`).count(), 1, `${id} in the summary`);
      assert.equal(await page.locator(`#${id}-fout`).count(), 1, `${id} at its field`);
    }
    for (const [id, words] of Object.entries(typed)) {
      assert.equal(await page.locator(`#${id}`).inputValue(), words);
    }
    assert.ok(await page.locator('[name="delenMetAanbieder"][value="nee"]').isChecked());
    if (way.script) {
      assert.equal(await page.evaluate(() => document.activeElement.id), "fouten", "it is read out first");
    }
    await page.locator('#fouten a[href="#telefoon"]').click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "telefoon");
    await page.context().close();
  });
}

test("somebody is found and referred with the keyboard alone", async () => {
  const page = await nurse();
  await page.goto("/te-doen");
  await tabTo(page, 'a[href="/zoeken"]');
  await Promise.all([page.waitForURL("**/zoeken"), page.keyboard.press("Enter")]);
  await tabTo(page, "#postcode");
  await page.keyboard.type(demo.postcode);
  await tabTo(page, '[name="maxNiveau"]');
  await page.keyboard.press("Space");
  await tabTo(page, "#wensen > button");
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
  await tabTo(page, '#resultaten button[name="sessieId"]');
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
  await tabTo(page, "#naam");
  await page.keyboard.type("Bep Hogeveen");
  await tabTo(page, "#telefoon");
  await page.keyboard.type("06 12 00 48 20");
  for (const question of ["delenMetAanbieder", "terugkoppeling", "begeleiding"]) {
    await tabTo(page, `[name="${question}"]`);
    await page.keyboard.press("Space");
  }
  await tabTo(page, "main form button.button-primary");
  await page.keyboard.press("Enter");
  await referred(page);
  assert.match(await page.locator("h1").innerText(), /^Bep is verwezen/);
  await page.context().close();
});

/** Presses Tab until this has the focus, and fails when the focus cannot be seen. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    const there = await page.evaluate((wanted) => {
      const at = document.activeElement;
      if (!at?.matches(wanted)) return null;
      // A chip's own input is invisible; the words beside it show the focus.
      const marks = [at, at.nextElementSibling].filter(Boolean).map((one) => getComputedStyle(one));
      return marks.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
    }, selector);
    if (there !== null) {
      assert.ok(there, `the focus on ${selector} can be seen`);
      return;
    }
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

for (const script of [true, false]) {
  test(`a button pressed twice makes one referral, ${script ? "with" : "without"} script`, async () => {
    const page = await nurse({ script });
    const before = await howMany(page);
    await search(page, demo);
    await chooseBest(page);
    await page.locator("#naam").fill("Koos Dijkgraaf");
    await page.locator("#telefoon").fill(script ? "06 12 00 49 30" : "06 12 00 49 31");
    await agreeToAll(page);
    await page.locator("main form button.button-primary").dblclick();
    await referred(page);
    assert.equal(await howMany(page), before + 1);
    await page.context().close();
  });
}

test("who is referred already is asked about first", async () => {
  const page = await nurse({ viewport: PHONE });
  const person = { naam: "Lenie Aalders", telefoon: "06 12 00 49 33" };
  await refer(page, demo, person);
  const count = await howMany(page);
  await search(page, demo);
  await chooseBest(page);
  for (const [id, words] of Object.entries(person)) await page.locator(`#${id}`).fill(words);
  await agreeToAll(page);
  await press(page, page.locator("main form button.button-primary"));
  await look(page);
  assert.match(await page.locator(".notice-attention").innerText(), /Lenie Aalders is al verwezen/);
  assert.equal(await howMany(page), count);
  await page.context().close();
});

test("the club hears a number and a first name by mail, and nothing that is written for the coach", async () => {
  const page = await nurse();
  const earlier = await mailSoFar(demo.mail);
  await refer(page, demo, {
    naam: "Wietske Poelstra",
    telefoon: "06 12 00 49 34",
    more: { bijzonderheden: "Slaapt slecht sinds de scheiding", aandachtspunten: "Snel moe" },
  });
  const isInvitation = ({ subject }) => subject.startsWith("Wietske wil graag meedoen");
  const invitation = await mailThat(demo.mail, isInvitation, { after: earlier });
  const club = await visitor(browser, { baseURL: demo.url });
  await club.goto(pathIn(invitation, "/v/"));
  const words = await club.locator("main").innerText();
  assert.ok(words.includes("Snel moe") && !words.includes("scheiding") && !words.includes("Poelstra"));
  await club.context().close();
  await page.context().close();
});

test("wishes that leave nothing say what to let go, and can be reported", async () => {
  const page = await nurse();
  await page.goto("/zoeken");
  await page.locator("#postcode").fill(demo.postcode);
  await unfold(page, page.locator("#tekst"));
  await page.locator("#leeftijd").fill("101");
  await page.locator("#maxPrijs").fill("0");
  await page.locator('label:has(input[name="maxAfstandKm"])').first().click();
  await press(page, page.locator("#wensen > button"));
  await look(page);
  const reason = page.locator("#reden");
  await unfold(page, reason);
  await reason.fill("Rustig zwemmen voor ouderen");
  await press(page, page.locator('button[formaction="/gemist-aanbod"]'));
  await look(page);
  assert.equal(await page.locator("h1").innerText(), "Uw melding is binnen");
  await page.context().close();
});
