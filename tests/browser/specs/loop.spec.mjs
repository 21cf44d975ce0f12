// The loop, whole, as all four people: the practice nurse searches with her patient and refers, the
// club answers from its mail, the resident says that she comes, a week goes by, the club says that
// she came and goes on, and the nurse reads it. At both widths, with and without script.
import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { WAYS, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { consent, dayFromNow, effort, look, pathIn, press, referred, take } from "../lib/walk.js";

let browser;
let folder; // one municipality is made, and every way begins in a copy of it

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-loop-"));
  const [made] = await Promise.all([
    startDemo({ data: path.join(folder, "begin") }),
    openBrowser().then((opened) => (browser = opened)),
  ]);
  await made.stop();
});

after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

for (const [at, way] of WAYS.entries()) {
  test(`a resident is referred, comes, starts, and her nurse hears it (${way.name})`, async (context) => {
    const data = path.join(folder, `way-${at}`);
    await cp(path.join(folder, "begin"), data, { recursive: true });
    let demo = await startDemo({ data });
    context.after(() => demo.stop());
    const person = (baseURL) => visitor(browser, { ...way, baseURL });
    const first = "Nermin";
    const whole = "Nermin Aksoy";
    const phone = "06 12 00 45 67";

    // The nurse, with her patient beside her.
    const nurse = await person(demo.url);
    await nurse.goto("/inloggen");
    await look(nurse);
    await signIn(nurse, demo.account("zorgprofessional"));
    await look(nurse);
    const cost = effort(nurse);
    await nurse.goto("/zoeken");
    await look(nurse);
    await cost.type("postcode", demo.postcode);
    await nurse.locator('label:has(input[name="maxNiveau"][value="2"])').click();
    await nurse.locator('label:has(input[name="maxAfstandKm"][value="10"])').click();
    await press(nurse, nurse.locator("#wensen > button"));
    await nurse.locator("#resultaten .result").first().waitFor();
    await look(nurse);
    const best = nurse.locator("#resultaten .result").first();
    const lesson = (await best.locator(".row-title a").innerText()).trim();
    assert.ok((await best.locator(".ticks li").count()) >= 2, "it says why it stands there");
    await press(nurse, best.locator('button[name="sessieId"]'));
    await look(nurse);
    assert.equal(await nurse.locator("input:checked").count(), 0, "nothing is agreed beforehand");
    await cost.type("naam", whole);
    await cost.type("telefoon", phone);
    await cost.type("email", "nermin@inwoner.example");
    for (const question of ["delenMetAanbieder", "terugkoppeling", "begeleiding"]) {
      await consent(nurse, question, "ja");
    }
    const beforeReferral = await mailSoFar(demo.mail);
    await press(nurse, nurse.locator("main form button.button-primary"));
    const { address, number } = await referred(nurse);
    await look(nurse);
    assert.ok(cost.screens().length <= 3, `screens: ${cost.screens().join(" ")}`);
    assert.ok(cost.typed() <= 5, `${cost.typed()} fields typed`);

    // The club reads its mail, and opens the link twice: looking changes nothing.
    const invitation = await mailThat(demo.mail, ({ links }) => hasLink(links, "/v/"), {
      after: beforeReferral,
    });
    assert.ok(!invitation.text.includes("Aksoy"), "no full name in a mail");
    const club = await person(demo.url);
    const answerPath = pathIn(invitation, "/v/");
    await club.goto(answerPath);
    await look(club);
    assert.match(await club.locator("h1").innerText(), /Nermin/);
    assert.ok(!(await hears(club, "Aksoy")) && !(await hears(club, "06 12")), "no name or phone before the yes");
    await club.reload();
    await take(club, "aanvaard");
    await look(club);
    assert.ok(await hears(club, whole), "the whole name after the yes");
    assert.equal(await club.locator('main a[href^="tel:"]', { hasText: phone }).count(), 1);
    await take(club, "contact-gelegd");
    await look(club);
    const beforeTrial = await mailSoFar(demo.mail);
    await take(club, "proefles-gepland", { op: dayFromNow(2), tijd: "10:00" });
    await look(club);

    // The resident opens her own page from the mail and says that she comes.
    const confirmation = await mailThat(demo.mail, toResident, { after: beforeReferral });
    await mailThat(demo.mail, toResident, { after: beforeTrial }); // the trial is confirmed as well
    const resident = await person(demo.url);
    await resident.goto(pathIn(confirmation, "/mijn/"));
    await look(resident);
    assert.ok(await hears(resident, lesson), "what she comes for");
    await take(resident, "ik-kom");
    await look(resident);
    assert.ok(await hears(resident, "Fijn dat u komt. Wij geven het door."));
    await club.goto(answerPath);
    assert.ok(await hears(club, `${first} laat weten: ik kom.`));
    await look(club);

    // A few days later the club is asked whether she came.
    await Promise.all([nurse, club, resident].map((page) => page.context().close()));
    const beforeTheDays = await mailSoFar(demo.mail);
    await demo.stop();
    demo = await startDemo({ data, args: ["--clock-offset", "3d"] });
    const question = await mailThat(
      demo.mail,
      ({ subject, links }) => subject === `Is ${first} gekomen?` && hasLink(links, "/v/"),
      { after: beforeTheDays },
    );
    const later = await person(demo.url);
    await later.goto(pathIn(question, "/v/"));
    await look(later);
    await take(later, "proefles-gevolgd");
    await look(later);
    const beforeStart = await mailSoFar(demo.mail);
    await take(later, "gestart");
    await look(later);
    assert.ok(await hears(later, `Wat mooi: ${first} doet mee.`));

    // The nurse reads it, without a name in the mail, and sees the whole way on her page.
    const report = await mailThat(demo.mail, ({ subject }) => subject === `Verwijzing ${number}: gestart`, {
      after: beforeStart,
    });
    assert.ok(report.to.includes(demo.account("zorgprofessional").email));
    assert.ok(!report.text.includes(first) && !report.text.includes("Aksoy"), "no client data in the mail");
    const again = await person(demo.url);
    await signIn(again, demo.account("zorgprofessional"));
    assert.equal(pathIn(report, "/verwijzingen/"), address);
    await again.goto(address);
    await look(again);
    assert.match(await again.locator(".lead .status").innerText(), /gestart/i);
    for (const word of ["verstuurd", "proefles", "gestart"]) {
      assert.match(await again.locator(".timeline").innerText(), new RegExp(word, "i"));
    }
  });
}

const hears = (page, words) => page.locator("body").evaluate((body, text) => body.innerText.includes(text), words);
const hasLink = (links, start) => links.some((link) => new URL(link).pathname.startsWith(start));
const toResident = ({ to, links }) => to.includes("nermin@inwoner.example") && hasLink(links, "/mijn/");
