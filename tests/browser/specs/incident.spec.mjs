// Something went wrong with people's data: it is written down, the clock runs, whom it touched is
// found by number, it is told, and it is closed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DESK, PHONE, memberOf, openBrowser } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { referByProgram } from "../lib/program.js";
import { dayFromNow, look, press } from "../lib/walk.js";

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A moment so many days from now, as the browser's field wants it. */
const moment = (days) => `${dayFromNow(days)}T09:00`;
const faultsOn = (page) =>
  page.locator("#fouten a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));

for (const [at, way] of [
  { name: "bureau", viewport: DESK, script: true, role: "servicepunt" },
  { name: "telefoon zonder script", viewport: PHONE, script: false, role: "logbeheerder" },
].entries()) {
  test(`an incident is written down, told and closed (${way.role}, ${way.name})`, async () => {
    const what = ["Lijst naar het verkeerde adres gemaild", "Telefoon van een collega gestolen"][at];
    const page = await memberOf(browser, demo, way.role, way);
    await page.locator('[popovertarget="menu"]:visible').first().click({ timeout: 1000 }).catch(() => {});
    await press(page, page.locator('nav a[href="/incidenten"]'));
    await look(page);
    await press(page, page.locator('main a[href="/incidenten/nieuw"]'));
    await look(page);
    const save = page.locator("main form button.button-primary");
    await page.locator("#mensen").fill("veel");
    await page.locator("#ontdekt").fill("");
    await press(page, save);
    await look(page);
    assert.deepEqual(await faultsOn(page), ["#ontdekt", "#mensen"]);
    await page.locator("#ontdekt").fill(moment(1));
    await page.locator("#mensen").fill("");
    await press(page, save);
    await look(page);
    assert.deepEqual(await faultsOn(page), ["#wat", "#ontdekt"]);
    await page.locator("#wat").fill(what);
    await page.locator("#ontdekt").fill(moment(-1));
    await press(page, save);
    await look(page);
    assert.equal(await page.locator(".notice-good").count(), 1);
    const line = page.locator("main li", { hasText: what });
    assert.match(await line.innerText(), /Meld dit uiterlijk/);

    // It cannot be closed before it is told, or before somebody says that this is not needed.
    await press(page, line.locator("a"));
    await look(page);
    assert.match(await page.locator(".notice-attention").innerText(), /Meld dit uiterlijk/);
    await page.locator('label:has([name="gesloten"])').click();
    await press(page, save);
    await look(page);
    assert.deepEqual(await faultsOn(page), ["#gesloten"]);
    await page.locator("#mensen").fill("3");
    await page.locator("#gemeld").fill(moment(-1).replace("T09", "T10"));
    await page.locator("#verteld").fill("Gebeld met alle drie");
    await press(page, save);
    await look(page);
    assert.match(await line.innerText(), /Klaar[\s\S]*Gemeld bij de Autoriteit Persoonsgegevens/);
    await press(page, line.locator("a"));
    await look(page);
    assert.equal(await page.locator("#mensen").inputValue(), "3");
    assert.equal(await page.locator(".notice-good").count(), 1);

    // The oldest may be over its time: it says so in the list.
    await page.goto("/incidenten/nieuw");
    await page.locator("#wat").fill(`${what}, eerder`);
    await page.locator("#ontdekt").fill(moment(-5));
    await press(page, save);
    await look(page);
    assert.match(await page.locator("main li", { hasText: `${what}, eerder` }).innerText(), /72 uur zijn voorbij/);
    await page.context().close();
  });

  test(`whom a leak touched is found by number, without a name (${way.role}, ${way.name})`, async () => {
    const naam = ["Aafke Dijkgraaf", "Sietse Dijkgraaf"][at];
    const sent = await referByProgram(demo, "zorgprofessional", { naam, telefoon: `06 12 00 85 1${at}` });
    const page = await memberOf(browser, demo, way.role, way);
    await page.goto("/incidenten");
    await press(page, page.locator('main a[href="/incidenten/lek"]'));
    await look(page);
    const find = page.locator("main form button.button-primary");
    await page.locator("#van").fill("");
    await press(page, find);
    await look(page);
    assert.deepEqual(await faultsOn(page), ["#van"]);
    await page.locator("#van").fill(dayFromNow(0));
    await page.locator("#tot").fill(dayFromNow(0));
    const { organisatie } = demo.account("verwijzer-sociaal-domein");
    await page.locator("#organisatie").selectOption({ label: organisatie });
    await press(page, find);
    await look(page);
    assert.ok(!(await page.locator("main").innerText()).includes(sent.number), "not through them");
    await page.locator("#organisatie").selectOption({ label: demo.account("zorgprofessional").organisatie });
    await press(page, find);
    await look(page);
    const found = await page.locator("main").innerText();
    assert.ok(found.includes(sent.number) && !found.includes(naam), found);
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator('button[name="vorm"]').click()]);
    const lines = await readFile(await file.path(), "utf8");
    assert.ok(lines.includes(sent.number) && !lines.includes(naam));
    await page.context().close();
  });
}
