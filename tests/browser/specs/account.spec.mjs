// One's own account, in a program that serves for real: another password, ending a session on
// another device, a second step that is not asked of this role, and an administrator who takes it
// away again when the telephone is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, openBrowser, signIn, visitor } from "../lib/browser.js";
import { codeApp } from "../lib/code-app.js";
import { startServe } from "../lib/serve.js";
import { look, press } from "../lib/walk.js";

const FIRST = "kwikstaart op het wad";
const SECOND = "scholekster in de mist";

let served;
let browser;
let admin;

before(async () => {
  [served, browser] = await Promise.all([startServe(), openBrowser()]);
  admin = await visitor(browser, { baseURL: served.url });
  await begin(admin, "hulp@brugdam.example", "beheerder", "Gemeente Brugdam");
  await setCodesUp(admin);
  await press(admin, admin.locator("main a.button-primary"));
});

after(async () => {
  await browser?.close();
  await served?.stop();
});

const form = (page, what) => page.locator("main form", { has: page.locator(`[name="wat"][value="${what}"]`) });

/** Takes an invitation up and signs in with the password. */
async function begin(page, email, role, organisation) {
  await page.goto(await served.invite(email, role, organisation));
  await page.locator("#naam").fill("Wiep Brink");
  await page.locator("#wachtwoord").fill(FIRST);
  await press(page, page.locator("main form button.button-primary"));
  await signIn(page, { email, wachtwoord: FIRST });
}

/** Reads the secret from the page and proves that the app has it. */
async function setCodesUp(page) {
  const address = await page.locator('a[href^="otpauth:"]').getAttribute("href");
  const app = codeApp(new URL(address).searchParams.get("secret"));
  await page.locator("#code").fill(app.code());
  await press(page, page.locator('main form:has(#code) button'));
  return app;
}

/** Who has no second step confirms important things with the password. */
async function confirm(page) {
  assert.equal(new URL(page.url()).pathname, "/bevestigen");
  await look(page);
  await page.locator("#wachtwoord").fill("niet dit wachtwoord");
  await press(page, page.locator("main form button"));
  await look(page);
  assert.equal(await page.locator("#fouten a").getAttribute("href"), "#wachtwoord");
  await page.locator("#wachtwoord").fill(SECOND);
  await press(page, page.locator("main form button"));
}

for (const [at, way] of [
  { name: "telefoon", viewport: PHONE, script: true },
  { name: "bureau zonder script", viewport: DESK, script: false },
].entries()) {
  test(`a policy officer looks after an own account (${way.name})`, async () => {
    const email = `beleid${at}@brugdam.example`;
    const page = await visitor(browser, { ...way, baseURL: served.url });
    await begin(page, email, "beleid", "Gemeente Brugdam");
    assert.equal(new URL(page.url()).pathname, "/te-doen", "no second step is asked of this role");
    await page.goto("/account");
    await look(page);
    await form(page, "naam").locator("#naam").fill("Wiep van den Brink");
    await press(page, form(page, "naam").locator("button"));
    await look(page);
    assert.equal(await page.locator("#naam").inputValue(), "Wiep van den Brink");

    // Another device is signed in too; a new password puts it out.
    const other = await visitor(browser, { baseURL: served.url });
    await signIn(other, { email, wachtwoord: FIRST });
    const change = async (old, fresh) => {
      await form(page, "wachtwoord").locator("#oud").fill(old);
      await form(page, "wachtwoord").locator("#nieuw").fill(fresh);
      await press(page, form(page, "wachtwoord").locator("button"));
      await look(page);
    };
    await change("niet mijn wachtwoord", SECOND);
    assert.equal(await page.locator("#fouten a").getAttribute("href"), "#oud");
    await change(FIRST, "kort");
    assert.equal(await page.locator("#fouten a").getAttribute("href"), "#nieuw");
    await change(FIRST, SECOND);
    assert.equal(await page.locator(".notice-good").count(), 1);
    await other.goto("/account");
    assert.equal(new URL(other.url()).pathname, "/inloggen");

    // In again over there, and out from here.
    await signIn(other, { email, wachtwoord: SECOND });
    await page.goto("/account");
    await press(page, page.locator('main a[href="/account/sessies"]'));
    await confirm(page);
    await look(page);
    const end = page.locator('main li form[action="/account/sessies"] button');
    assert.equal(await end.count(), 1);
    await press(page, end);
    await look(page);
    assert.equal(await end.count(), 0);
    await other.goto("/account");
    assert.equal(new URL(other.url()).pathname, "/inloggen");

    // The second step on.
    await page.goto("/account");
    await press(page, page.locator('main a[href="/account/tweede-stap"]'));
    await look(page);
    const app = await setCodesUp(page);
    await look(page);
    await page.goto("/account");
    await look(page);
    await press(page, page.locator('main a[href="/account/herstelcodes"]'));
    await look(page);
    await press(page, page.locator("main form button"));
    await look(page);
    assert.equal(await page.locator("section ol li").count(), 10);
    await signIn(other, { email, wachtwoord: SECOND });
    assert.equal(new URL(other.url()).pathname, "/inloggen/code");
    await other.locator("#code").fill(app.code());
    await press(other, other.locator("main form:has(#code) button"));
    assert.equal(new URL(other.url()).pathname, "/te-doen");

    // And off: the telephone is lost, the administrator helps.
    await admin.goto("/toegang");
    await look(admin);
    const row = admin.locator("li", { hasText: email });
    await press(admin, row.locator('form:has([value="tweede-stap"]) button'));
    await look(admin);
    assert.match(await admin.locator(".notice-good").innerText(), /tweede stap is weggehaald/);
    assert.match(await row.innerText(), /nog geen tweede stap/);
    await signIn(other, { email, wachtwoord: SECOND });
    assert.equal(new URL(other.url()).pathname, "/te-doen");
    await Promise.all([page, other].map((one) => one.context().close()));
  });
}
