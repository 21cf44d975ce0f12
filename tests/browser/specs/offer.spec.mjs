// The offer kept true: a club sends in a lesson, the service point says yes after its four points,
// and everybody finds it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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

// Without script on a phone, with script at a desk: the other two ways are told elsewhere.
for (const [at, way] of WAYS.slice(1, 3).entries()) {
  test(`a club sends in a lesson and the service point shows it (${way.name})`, async () => {
    const title = `Sjoelen in beweging ${at + 1}`;
    const club = await visitor(browser, { ...way, baseURL: demo.url });
    await signIn(club, demo.account("aanbieder"));
    await club.goto("/mijn-aanbod");
    await press(club, club.locator('a[href="/mijn-aanbod/nieuw"]'));
    const send = club.locator("main form button.button-primary").last();
    // Nothing filled in: every fault at once, and nothing sent.
    await press(club, send);
    await look(club);
    assert.ok((await club.locator("#fouten li").count()) > 0);
    await club.locator("#titel").fill(title);
    await club.locator("#activiteit").selectOption({ index: 1 });
    await club.locator("#postcode").fill(demo.postcode);
    await club.locator("#contactTelefoon").fill("0415 555 020");
    await press(club, send);
    await look(club);
    assert.equal(await club.locator("#fouten").count(), 0, await club.locator("main").innerText());
    // Not yet to be found.
    await club.goto(`/aanbod?q=${encodeURIComponent(title)}`);
    assert.equal(await club.getByRole("link", { name: title, exact: true }).count(), 0);
    await club.context().close();

    const desk = await visitor(browser, { ...way, baseURL: demo.url });
    await signIn(desk, demo.account("servicepunt"));
    await desk.goto("/aanbod-bijhouden");
    await look(desk);
    const yes = desk.locator('form[action="/aanbod-bijhouden/goed"]');
    // Without the four points it is asked again.
    await yes.locator("label", { hasText: title }).click();
    await press(desk, yes.locator("button"));
    await look(desk);
    assert.ok((await desk.locator("#fouten").count()) === 1);
    for (const tick of await yes.locator('label:has(input[name="nagekeken"])').all()) await tick.click();
    if (!(await yes.locator("label", { hasText: title }).locator("input").isChecked())) {
      await yes.locator("label", { hasText: title }).click();
    }
    await press(desk, yes.locator("button"));
    await look(desk);
    await desk.goto(`/aanbod?q=${encodeURIComponent(title)}`);
    assert.equal(await desk.getByRole("link", { name: title, exact: true }).count(), 1);
    await desk.context().close();
  });
}
