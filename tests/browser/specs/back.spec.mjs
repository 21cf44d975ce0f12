// Back after a referral: never the browser's question whether to send the form again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { look, refer } from "../lib/walk.js";

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

for (const [at, way] of WAYS.entries()) {
  test(`back after sending shows an empty form with the number (${way.name})`, async () => {
    const page = await visitor(browser, { ...way, baseURL: demo.url });
    await signIn(page, demo.account("zorgprofessional"));
    const { number } = await refer(page, demo, { naam: `Wies${at} Terug`, telefoon: `06 12 00 77 1${at}` });
    const back = await page.goBack();
    assert.equal(back.request().method(), "GET");
    assert.equal(new URL(page.url()).pathname, "/verwijzen");
    await look(page);
    assert.ok((await page.locator("main").innerText()).includes(number));
    assert.equal(await page.locator("#naam").inputValue(), "");
    if (way.script) {
      await page.goBack();
      assert.equal(new URL(page.url()).pathname, "/zoeken");
      await page.locator("#resultaten").waitFor();
    }
    await page.context().close();
  });
}
