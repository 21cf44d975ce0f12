// One telephone number in two files: the service point compares them, merges them, undoes that, and
// writes down that it is two people after all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, memberOf, openBrowser } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { referByProgram } from "../lib/program.js";
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

for (const [at, way] of [
  { name: "bureau", viewport: DESK, script: true },
  { name: "telefoon zonder script", viewport: PHONE, script: false },
].entries()) {
  test(`two files are compared, merged, undone and told apart (${way.name})`, async () => {
    const telefoon = `06 12 00 84 1${at}`;
    const [first, second] = [["Greet Wolters", "G. Wolters"], ["Teun Hazeleger", "T. Hazeleger"]][at];
    const one = await referByProgram(demo, "zorgprofessional", { naam: first, telefoon, geboortejaar: 1950 });
    const email = `dubbel${at}@inwoner.example`;
    const other = await referByProgram(demo, "verwijzer-sociaal-domein", { naam: second, telefoon, email });

    const desk = await memberOf(browser, demo, "servicepunt", way);
    await desk.goto("/te-doen");
    await press(desk, desk.locator('main a[href="/dossiers"]'));
    await look(desk);
    const pair = desk.locator("main li", { hasText: second }).filter({ has: desk.locator('a[href^="/dossiers/"]') });
    assert.match(await pair.innerText(), new RegExp(`${first}[\\s\\S]*1950`));
    await press(desk, pair.locator("a"));
    await look(desk);
    const compared = new URL(desk.url()).pathname;
    assert.equal(await desk.locator("main section").count(), 2);
    const kept = desk.locator("main section", { hasText: first }).first();
    assert.match(await kept.innerText(), new RegExp(one.number));
    assert.match(await kept.locator("dd strong").allInnerTexts().then((all) => all.join(" ")), /1950/);
    assert.ok((await desk.locator("main").innerText()).includes(other.number));

    await press(desk, kept.locator('button[name="besluit"]'));
    await look(desk);
    assert.equal(new URL(desk.url()).pathname, "/dossiers");
    assert.equal(await desk.locator(".notice-good").count(), 1);
    assert.equal(await pair.count(), 0);
    assert.equal((await desk.goto(compared)).status(), 404);
    await look(desk);

    await desk.goto("/dossiers");
    const merge = desk.locator("main section li", { hasText: first });
    await press(desk, merge.locator("button"));
    await look(desk);
    assert.match(await desk.locator(".notice-good").innerText(), /weer twee/);
    assert.equal(await merge.count(), 0);

    // Who undoes it knows that it is two people: it is not proposed again.
    assert.equal(await pair.count(), 0);

    // One of the demo's own pairs is told apart at once.
    const compare = desk.locator('main a[href^="/dossiers/"]');
    const pairs = await compare.count();
    await press(desk, compare.first());
    await press(desk, desk.locator('button[name="besluit"][value="apart"]'));
    await look(desk);
    assert.match(await desk.locator(".notice-good").innerText(), /twee mensen/);
    assert.equal(await compare.count(), pairs - 1);
    await desk.context().close();
  });
}
