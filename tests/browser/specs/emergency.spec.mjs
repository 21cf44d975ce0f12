// There is an emergency, and the nurse may not see the person: she opens it for an hour, the log
// keeper is mailed at once and looks at it, and the resident reads that it happened.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, memberOf, openBrowser, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { referByProgram } from "../lib/program.js";
import { look, pathIn, press, unfold } from "../lib/walk.js";

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
  test(`a nurse opens a referral in an emergency, and it is looked at (${way.name})`, async () => {
    const email = `nood${at}@inwoner.example`;
    const naam = ["Coba Veldhuis", "Dirk Veldhuis"][at];
    const earlier = await mailSoFar(demo.mail);
    const client = { naam, telefoon: `06 12 00 83 1${at}`, email };
    const sent = await referByProgram(demo, "verwijzer-sociaal-domein", client);
    const own = pathIn(await mailThat(demo.mail, ({ to }) => to.includes(email), { after: earlier }), "/mijn/");

    const nurse = await memberOf(browser, demo, "zorgprofessional", way);
    assert.equal((await nurse.goto(sent.address)).status(), 404, "somebody else's");
    await nurse.goto("/verwijzingen");
    await press(nurse, nurse.locator('main a[href="/nood"]'));
    await look(nurse);
    const open = nurse.locator('main form[action="/nood"] button');
    await press(nurse, open);
    await look(nurse);
    assert.equal(await nurse.locator("#fouten a").getAttribute("href"), "#reden");

    // By keyboard alone: number, reason, button.
    const reason = "Onwel geworden op de wandeling, de huisarts is erbij";
    await nurse.locator("#wie").focus();
    await nurse.keyboard.type("B-999999");
    await nurse.keyboard.press("Tab");
    await nurse.keyboard.type(reason);
    await nurse.keyboard.press("Tab");
    await Promise.all([nurse.waitForEvent("domcontentloaded"), nurse.keyboard.press("Enter")]);
    await look(nurse);
    assert.equal(await nurse.locator("#fouten a").getAttribute("href"), "#wie");
    const before = await mailSoFar(demo.mail);
    await nurse.locator("#wie").fill(sent.number);
    await press(nurse, open);
    assert.match(new URL(nurse.url()).pathname, /^\/nood\/[0-9a-f-]{36}$/);
    await look(nurse);
    const seen = await nurse.locator("main").innerText();
    assert.ok(seen.includes(naam) && seen.includes("06 12 00 83"), seen);
    assert.equal(await nurse.locator("main form").count(), 0, "nothing can be changed");

    const toKeeper = ({ to }) => to.includes(demo.account("logbeheerder").email);
    const news = await mailThat(demo.mail, toKeeper, { after: before });
    assert.ok(!news.text.includes(naam) && !news.text.includes("Onwel"), "no person and no reason in a mail");
    const keeper = await memberOf(browser, demo, "logbeheerder", way);
    await keeper.goto(pathIn(news, "/inzage/nood"));
    await look(keeper);
    const line = keeper.locator("main li", { hasText: sent.number });
    assert.match(await line.innerText(), /Onwel geworden op de wandeling/);
    assert.ok(!(await keeper.locator("main").innerText()).includes(naam));
    await press(keeper, line.locator("button"));
    await look(keeper);
    assert.match(await line.innerText(), /Nagekeken op/);
    assert.equal(await line.locator("button").count(), 0);

    const resident = await visitor(browser, { ...way, baseURL: demo.url });
    await resident.goto(own);
    const told = resident.getByText("in een noodgeval").first();
    await unfold(resident, told);
    await told.waitFor();
    await look(resident);
    await Promise.all([nurse, keeper, resident].map((page) => page.context().close()));
  });
}
