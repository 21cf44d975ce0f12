// The offer kept true: a club sends in a lesson, the service point says yes after its four points,
// and everybody finds it. Some months later it is asked by mail whether all is still right.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { madeAt, mailThat } from "../lib/mail.js";
import { look, pathIn, press } from "../lib/walk.js";

const isToCheck = (link) => new URL(link).pathname.startsWith("/klopt/");

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

/** So many seconds ahead lies a Tuesday at ten, outside the summer and the days when offices close. */
function aQuietTuesday() {
  const inAmsterdam = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Amsterdam",
    weekday: "short",
    month: "numeric",
    hour: "numeric",
    hourCycle: "h23",
  });
  const HOUR = 60 * 60;
  for (let hours = 200 * 24; ; hours += 1) {
    const parts = inAmsterdam.formatToParts(Date.now() + hours * HOUR * 1000);
    const part = (type) => parts.find((one) => one.type === type).value;
    const quiet = ["2", "3", "9", "10", "11"].includes(part("month"));
    if (quiet && part("weekday") === "Tue" && part("hour") === "10") return hours * HOUR;
  }
}

test("a club reads its mail on a phone, says with one click that all is right, and sees thanks", async () => {
  const data = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-demo-"));
  const first = await startDemo({ data });
  await first.stop();
  const later = await startDemo({ data, args: ["--clock-offset", `${aQuietTuesday()}s`] });
  try {
    // The demo asks a few clubs when it starts; this is about a question of that later day.
    const asked = await mailThat(later.mail, ({ links, file }) => links.some(isToCheck) && madeAt(file) > Date.now());
    assert.equal(asked.subject, "Klopt uw aanbod nog?");
    const link = pathIn(asked, "/klopt/");
    for (const [visit, way] of WAYS.slice(0, 2).entries()) {
      const phone = await visitor(browser, { ...way, baseURL: later.url });
      const all = phone.locator('button[value="alles-klopt"]');
      // To look is not to answer: a mail scanner opens the link as well.
      for (const time of ["the first", "the second"]) {
        await phone.goto(link);
        await look(phone);
        assert.equal(await phone.locator(".notice-good").count(), 0, `${time} time`);
      }
      // Who opens it again that day sees how things stand.
      if (visit === 0) {
        await press(phone, all.first());
        await look(phone);
        assert.match(await phone.locator(".notice-good").innerText(), /^Bedankt/);
      }
      assert.equal(await all.count(), 0, "nothing is asked again");
      // By its key: another club may have a lesson of the same name.
      const change = await phone.locator(".card-row a.button").first().getAttribute("href");
      const key = change.split("/").at(-1);
      await phone.goto(`/aanbod/${key}`);
      assert.match(await phone.locator("main").innerText(), /vandaag/i);
      await phone.context().close();
    }
  } finally {
    await later.stop();
    await rm(data, { recursive: true, force: true });
  }
});
