// The first things a visitor meets, in every way a page must work.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible } from "../lib/axe.js";
import { WAYS, fitsTheWidth, nothingStrayed, openBrowser, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";

let demo;
let browser;

before(async () => {
  demo = await startDemo();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("the service says that it is well, and on which database", async () => {
  const answer = await fetch(`${demo.url}/healthz`);
  const health = await answer.json();
  assert.equal(answer.status, 200);
  assert.equal(health.status, "ok");
  assert.equal(health.database, "sqlite");
  assert.match(health.version, /^\d+\.\d+\.\d+/);
});

for (const way of WAYS) {
  for (const address of ["/", "/inloggen"]) {
    test(`${address} opens on a ${way.name}, fits, and is accessible`, async () => {
      const page = await visitor(browser, { ...way, baseURL: demo.url });
      const answer = await page.goto(address);
      assert.equal(answer.status(), 200);
      assert.equal(await page.locator("h1").count(), 1);
      assert.equal(await page.locator("html").getAttribute("lang"), "nl");
      await fitsTheWidth(page);
      await accessible(page);
      nothingStrayed(page);
      await page.context().close();
    });
  }
}
