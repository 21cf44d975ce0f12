// A coach finds too little for somebody, saves what they wish, is mailed when something fits, and
// refers on with one press: on a telephone and at a desk, with and without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WAYS, memberOf, openBrowser } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { look, press } from "../lib/walk.js";
import { offerAppears, saveWishes, toCoach } from "../lib/wishes.js";

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
  test(`what a coach saves is told once it is there, and leads on (${way.name})`, async () => {
    const client = { naam: "Nel de Graaf", telefoon: `06 12 00 71 0${at}`, geboortejaar: 1951 };
    const { address } = await toCoach(demo, client);
    const coach = await memberOf(browser, demo, "beweegcoach", way);
    await saveWishes(coach, demo, address);
    assert.match(await coach.locator("#wensen ~ .card").innerText(), /nog niets nieuws/);
    await look(coach);

    const earlier = await mailSoFar(demo.mail);
    const title = await offerAppears(demo, `laat-${at}`);
    // One mail a day: the first way has it.
    if (at === 0) {
      const mail = await mailThat(demo.mail, ({ subject }) => /bewaarde wens/.test(subject), { after: earlier });
      assert.doesNotMatch(`${mail.subject} ${mail.text}`, /Nel|Graaf|zondag/i);
      assert.ok(mail.links.some((link) => link.includes(address)));
    }
    await coach.goto("/te-doen");
    while ((await coach.locator(`a[href="${address}#wensen"]`).count()) === 0) await coach.reload();
    await look(coach);
    await press(coach, coach.locator(`a[href="${address}#wensen"]`));
    await look(coach);
    const hit = coach.locator("li.result", { hasText: title });
    await press(coach, hit.locator('button[name="sessieId"]'));
    await coach.locator("#naam").waitFor();
    assert.equal(await coach.locator("#naam").inputValue(), client.naam);
    assert.equal(await coach.locator('input[type="radio"]:checked[value="ja"]').count(), 0);
    await look(coach);
    await coach.context().close();
  });
}
