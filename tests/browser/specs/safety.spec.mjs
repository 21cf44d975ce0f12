// It is not safe at a club: the service point shuts it out, whoever takes part hears it and is
// helped on, who has no e-mail address is called; and it is lifted again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, memberOf, openBrowser, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { referByProgram } from "../lib/program.js";
import { look, pathIn, press, stepButton } from "../lib/walk.js";

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

const theForm = (page) => page.locator('main form[action="/schorsingen"]');

/** Whether the public search finds something of a provider. */
async function isFound(page, name) {
  await page.goto(`/aanbod?q=${encodeURIComponent(name)}`);
  return (await page.locator("main li.result").allInnerTexts()).some((words) => words.includes(name));
}

for (const [at, way] of [
  { name: "bureau", viewport: DESK, script: true },
  { name: "telefoon zonder script", viewport: PHONE, script: false },
].entries()) {
  test(`a club that is not safe is out at once, and its people are helped on (${way.name})`, async () => {
    const [mailed, called] = [["Ineke", "Bram"], ["Marga", "Sjoerd"]][at];
    const earlier = await mailSoFar(demo.mail);
    const email = `${mailed.toLowerCase()}@inwoner.example`;
    const someone = (naam, more) => referByProgram(demo, "zorgprofessional", { naam, ...more });
    const sent = await someone(`${mailed} Roelofs`, { telefoon: `06 12 00 81 1${at}`, email });
    const invitation = await mailThat(
      demo.mail,
      ({ subject, links }) => subject.startsWith(mailed) && links.some((link) => link.includes("/v/")),
      { after: earlier },
    );
    const unreachable = await someone(`${called} Postma`, { telefoon: `06 12 00 82 1${at}` });
    assert.equal(unreachable.provider, sent.provider);
    const club = sent.provider;

    const desk = await memberOf(browser, demo, "servicepunt", way);
    await desk.goto("/te-doen");
    await press(desk, desk.locator('main a[href="/schorsingen"]'));
    await look(desk);
    const public_ = await visitor(browser, { ...way, baseURL: demo.url });
    assert.equal(await isFound(public_, club), true);

    // Nobody is chosen beforehand, and a reason is asked for.
    await press(desk, theForm(desk).locator("button"));
    await look(desk);
    const faults = await desk.locator("#fouten a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.deepEqual(faults, ["#aanbieder", "#reden"]);

    const before = await mailSoFar(demo.mail);
    await theForm(desk).locator("#aanbieder").selectOption({ label: club });
    await theForm(desk).locator("#reden").fill("Melding van ouders over een trainer");
    await press(desk, theForm(desk).locator("button"));
    await look(desk);
    assert.equal(await desk.locator(".notice-good").count(), 1);
    assert.equal(await isFound(public_, club), false);

    // Who has an e-mail address hears it; the club's link is spent.
    const news = await mailThat(demo.mail, ({ to }) => to.includes(email), { after: before });
    assert.ok(!news.text.includes("trainer"), "the reason is not told");
    assert.equal((await public_.goto(pathIn(invitation, "/v/"))).status(), 410);
    await look(public_);

    // Who has none is called, and comes off the list.
    const call = desk.locator("main li", { has: desk.locator('form[action$="/gebeld"]'), hasText: called });
    assert.equal(await call.count(), 1);
    assert.equal(await desk.locator('main li:has(form[action$="/gebeld"])', { hasText: mailed }).count(), 0);
    await press(desk, call.locator('form[action$="/gebeld"] button'));
    await look(desk);
    assert.equal(await call.count(), 0);

    // Both wait at the desk for something else; one click and the next club hears of it.
    await desk.goto("/te-doen");
    await desk.goto(await desk.locator("a", { hasText: `Kies iets anders voor ${mailed}` }).first().getAttribute("href"));
    assert.equal(new URL(desk.url()).pathname, sent.address);
    await look(desk);
    const beforeChoice = await mailSoFar(demo.mail);
    await press(desk, stepButton(desk, "opnieuw-gekozen"));
    const again = await mailThat(
      demo.mail,
      ({ subject, links }) => subject.startsWith(mailed) && links.some((link) => link.includes("/v/")),
      { after: beforeChoice },
    );
    assert.ok(!again.text.includes(club), "another club");

    // It was a mistake.
    await desk.goto("/schorsingen");
    await press(desk, desk.locator("main li", { hasText: club }).locator('form[action$="/opheffen"] button'));
    await look(desk);
    assert.match(await desk.locator(".notice-good").innerText(), /opgeheven/);
    assert.equal(await isFound(public_, club), true);
    await Promise.all([desk, public_].map((page) => page.context().close()));
  });
}
