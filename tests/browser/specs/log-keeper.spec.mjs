// The log keeper looks up who saw a referral, searches the log, takes it along, and asks about what
// stood out; whoever is asked answers in own words.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { DESK, PHONE, memberOf, nameOf, openBrowser } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { referByProgram } from "../lib/program.js";
import { dayFromNow, look, press } from "../lib/walk.js";

const NAME = "Ymkje Terpstra";
const WAYS = [
  { name: "bureau", viewport: DESK, script: true, role: "zorgprofessional" },
  { name: "telefoon zonder script", viewport: PHONE, script: false, role: "verwijzer-sociaal-domein" },
];

let folder;
let demo;
let browser;
let sent;

// The watch looks at the log when the program starts: what stands out is done before that.
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-log-"));
  demo = await startDemo({ data: folder });
  browser = await openBrowser();
  const [mine, yours] = WAYS.map(({ role }) => role);
  sent = await referByProgram(demo, mine, { naam: NAME, telefoon: "06 12 00 88 10" });
  const other = await referByProgram(demo, yours, { naam: "Hille Terpstra", telefoon: "06 12 00 88 11" });
  for (const [role, { address }] of [[mine, other], [yours, sent]]) {
    const page = await memberOf(browser, demo, role);
    for (let times = 0; times < 10; times += 1) {
      assert.equal((await page.request.get(address)).status(), 404, "not theirs");
    }
    await page.context().close();
  }
  await demo.stop();
  demo = await startDemo({ data: folder });
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

const faultsOn = (page) =>
  page.locator("#fouten a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));

for (const way of WAYS) {
  test(`the log keeper finds who looked, by number and by period (${way.name})`, async () => {
    const keeper = await memberOf(browser, demo, "logbeheerder", way);
    await keeper.goto("/te-doen");
    await look(keeper);
    await press(keeper, keeper.locator('main a[href="/inzage"]'));
    await look(keeper);
    const ask = keeper.locator('main form[action="/inzage"] button');
    await keeper.locator("#verwijzing").fill("B-999999");
    await press(keeper, ask);
    await look(keeper);
    assert.deepEqual(await faultsOn(keeper), ["#verwijzing"]);
    await keeper.locator("#verwijzing").fill(sent.number);
    await press(keeper, ask);
    await look(keeper);
    assert.ok((await keeper.locator("main tbody tr").count()) > 0);
    assert.ok(!(await keeper.locator("main").innerText()).includes(NAME));

    await press(keeper, keeper.locator('.tabs a[href="/inzage/logboek"]'));
    await look(keeper);
    const search = keeper.locator('main form[action="/inzage/logboek"] button.button-primary');
    await keeper.locator("#nummer").fill("B-999999");
    await press(keeper, search);
    await look(keeper);
    assert.deepEqual(await faultsOn(keeper), ["#nummer"]);
    await keeper.locator("#nummer").fill(sent.number);
    await keeper.locator("#van").fill(dayFromNow(0));
    await press(keeper, search);
    await look(keeper);
    const lines = await keeper.locator("main tbody tr").allInnerTexts();
    assert.ok(lines.length > 0 && lines.every((line) => line.includes(sent.number)));
    const take = keeper.locator('button[formaction="/inzage/logboek/bestand"]');
    const [file] = await Promise.all([keeper.waitForEvent("download"), take.click()]);
    const text = await readFile(await file.path(), "utf8");
    assert.ok(text.startsWith("\u{feff}moment;") && text.includes(sent.number) && !text.includes(NAME));
    await keeper.context().close();
  });

  test(`what stood out is asked about and answered (${way.name})`, async () => {
    const asked = await memberOf(browser, demo, way.role, way);
    const keeper = await memberOf(browser, demo, "logbeheerder", way);
    await keeper.goto("/inzage/signalen");
    await look(keeper);
    const alarm = keeper.locator("main li", { hasText: await nameOf(asked) }).filter({ hasText: "Vaak geweigerd" });
    assert.match(await alarm.innerText(), /Vroeg 10 keer iets wat niet mocht[\s\S]*Nog niet bekeken/);
    await press(keeper, alarm.locator('form[action$="/vraag"] button'));
    await look(keeper);
    assert.match(await alarm.innerText(), /Om uitleg gevraagd/);

    await asked.goto("/te-doen");
    await look(asked);
    await press(asked, asked.locator('main a[href="/vragen"]'));
    await look(asked);
    const send = asked.locator("main form button");
    await press(asked, send);
    await look(asked);
    assert.equal((await faultsOn(asked)).length, 1);
    await asked.locator("main textarea").fill("Ik typte steeds een oud nummer");
    await press(asked, send);
    await look(asked);
    assert.equal(await asked.locator(".notice-good").count(), 1);

    await keeper.goto("/inzage/signalen");
    assert.match(await alarm.innerText(), /Ik typte steeds een oud nummer/);
    await press(keeper, alarm.locator('form[action$="/sluit"] button'));
    await look(keeper);
    assert.equal(await alarm.locator("button").count(), 0);

    // A limit that is no number is named; another one is kept.
    const limits = keeper.locator('main form[action="/inzage/grenzen"]');
    await limits.locator("#veel-bekeken").fill("veel");
    await press(keeper, limits.locator("button"));
    await look(keeper);
    assert.deepEqual(await faultsOn(keeper), ["#veel-bekeken"]);
    await limits.locator("#veel-bekeken").fill("75");
    await press(keeper, limits.locator("button"));
    await look(keeper);
    assert.equal(await limits.locator("#veel-bekeken").inputValue(), "75");
    await Promise.all([keeper, asked].map((page) => page.context().close()));
  });
}
