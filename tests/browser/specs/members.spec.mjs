// Who works here: an administrator invites a colleague, gives and takes a role, and when the
// colleague leaves somebody else hears how the referrals go on. And working in a colleague's name.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, memberOf, nameOf, openBrowser, signIn, visitor } from "../lib/browser.js";
import { startDemo } from "../lib/demo.js";
import { mailSoFar, mailThat } from "../lib/mail.js";
import { dayFromNow, look, pathIn, press, refer, take } from "../lib/walk.js";

const PASSWORD = "kwikstaart op het wad";

let demo;
let browser;
let nurseName;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
  const nurse = await memberOf(browser, demo, "zorgprofessional");
  nurseName = await nameOf(nurse);
  await nurse.context().close();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

const invitation = (page) => page.locator("main form", { has: page.locator('[value="uitnodigen"]') });
const choose = (page, code) => page.locator(`main label:has([name="rol"][value="${code}"])`).click();

/** An administrator invites somebody of the nurse's practice; gives the path of the invitation. */
async function invite(admin, email) {
  const earlier = await mailSoFar(demo.mail);
  await invitation(admin).locator("#email").fill(email);
  const { organisatie } = demo.account("zorgprofessional");
  await invitation(admin).locator("#organisatie").selectOption({ label: organisatie });
  await choose(admin, "zorgprofessional");
  await press(admin, invitation(admin).locator("button"));
  const fits = ({ to, links }) => to.includes(email) && links.some((link) => link.includes("/uitnodiging/"));
  return pathIn(await mailThat(demo.mail, fits, { after: earlier }), "/uitnodiging/");
}

/** Takes an invitation up and signs in. */
async function begin(page, path, email, name) {
  await page.goto(path);
  await look(page);
  await page.locator("#naam").fill(name);
  await page.locator("#wachtwoord").fill(PASSWORD);
  await press(page, page.locator("main form button.button-primary"));
  await signIn(page, { email, wachtwoord: PASSWORD });
  assert.equal(new URL(page.url()).pathname, "/te-doen");
}

for (const [at, way] of [
  { name: "bureau", viewport: DESK, script: true },
  { name: "telefoon zonder script", viewport: PHONE, script: false },
].entries()) {
  test(`a colleague comes, gets a role, loses it, and leaves (${way.name})`, async () => {
    const email = `nieuw${at}@bron.example`;
    const name = ["Joost Kramer", "Lotte Kramer"][at];
    const admin = await memberOf(browser, demo, "beheerder", way);
    await admin.goto("/toegang");
    await look(admin);
    // Neither an organisation nor a role is chosen beforehand.
    await press(admin, invitation(admin).locator("button"));
    await look(admin);
    assert.ok((await admin.locator("#fouten a").count()) >= 1);
    const path = await invite(admin, email);
    await look(admin);
    assert.equal(await admin.locator("section li", { hasText: email }).count(), 1);

    const colleague = await visitor(browser, { viewport: PHONE, baseURL: demo.url });
    await begin(colleague, path, email, name);
    const earlier = await mailSoFar(demo.mail);
    const first = ["Nelleke", "Evert"][at];
    const client = { naam: `${first} Baas`, telefoon: `06 12 00 86 1${at}` };
    await refer(colleague, demo, client);
    const asked = await mailThat(demo.mail, ({ subject }) => subject.startsWith(first), { after: earlier });
    assert.equal((await colleague.goto("/toegang")).status(), 403);

    // A role more, and it is gone again with the next click.
    await admin.goto("/toegang");
    const row = admin.locator("li", { hasText: email });
    await press(admin, row.locator("a"));
    await look(admin);
    const member = new URL(admin.url()).pathname;
    const save = admin.locator("main form", { has: admin.locator('[value="rollen"]') }).locator("button");
    await choose(admin, "beheerder");
    await press(admin, save);
    await look(admin);
    assert.match(await row.innerText(), /Beheerder/);
    assert.equal((await colleague.goto("/toegang")).status(), 200);
    await admin.goto(member);
    await choose(admin, "beheerder");
    await press(admin, save);
    assert.equal((await colleague.goto("/toegang")).status(), 403);
    await admin.goto(member);
    await choose(admin, "zorgprofessional");
    await press(admin, save);
    await look(admin);
    assert.equal(await admin.locator("#fouten a").getAttribute("href"), "#rol");

    // Leaving: somebody takes over the news of the referral that runs.
    await admin.goto(member);
    const end = admin.locator("main form", { has: admin.locator('[value="beeindig"]') });
    assert.ok(!(await admin.locator("main").innerText()).includes("Baas"), "no person for an administrator");
    await press(admin, end.locator("button"));
    await look(admin);
    assert.equal(await admin.locator("#fouten a").getAttribute("href"), "#collega");
    await end.locator("#collega").selectOption({ label: nurseName });
    await press(admin, end.locator("button"));
    await look(admin);
    assert.equal(await admin.locator(".notice-good").count(), 1);
    assert.equal(await row.count(), 0);
    await colleague.goto("/verwijzingen");
    assert.equal(new URL(colleague.url()).pathname, "/inloggen");
    await look(colleague);

    const club = await visitor(browser, { baseURL: demo.url });
    await club.goto(pathIn(asked, "/v/"));
    const before = await mailSoFar(demo.mail);
    for (const step of ["aanvaard", "contact-gelegd", "gestart"]) await take(club, step);
    const news = await mailThat(
      demo.mail,
      ({ to }) => to.includes(demo.account("zorgprofessional").email),
      { after: before },
    );
    assert.match(news.text, /B-\d+/);
    assert.ok(!news.text.includes("Baas"), "a number, no name");
    await Promise.all([admin, colleague, club].map((page) => page.context().close()));
  });

  test(`a colleague works in the nurse's name until she stops it (${way.name})`, async () => {
    const email = `assistent${at}@bron.example`;
    const name = ["Petra de Vos", "Anton de Vos"][at];
    const admin = await memberOf(browser, demo, "beheerder", way);
    await admin.goto("/toegang");
    const path = await invite(admin, email);
    const assistant = await visitor(browser, { ...way, baseURL: demo.url });
    await begin(assistant, path, email, name);

    const nurse = await memberOf(browser, demo, "zorgprofessional", way);
    await nurse.goto("/account");
    await press(nurse, nurse.locator('main a[href="/namens"]'));
    await look(nurse);
    await press(nurse, nurse.locator('main a[href="/namens/geven"]'));
    await look(nurse);
    const give = nurse.locator('main form[action="/namens/geven"] button');
    await press(nurse, give);
    await look(nurse);
    const faults = await nurse.locator("#fouten a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.deepEqual(faults, ["#email", "#eind", "#mag"]);
    await nurse.locator("#email").fill(email);
    await nurse.locator("#eind").fill(dayFromNow(7));
    await nurse.locator('label:has([name="mag"][value="verwijzen"])').click();
    await press(nurse, give);
    await look(nurse);
    const standsIn = nurse.locator("main li", { hasText: name });
    assert.match(await standsIn.innerText(), /werkt namens u[\s\S]*zoeken en verwijzen/);

    await assistant.goto("/namens");
    await look(assistant);
    await press(assistant, assistant.locator('main a[href="/organisatie"]'));
    await look(assistant);
    await press(assistant, assistant.locator("main li", { hasText: `namens ${nurseName}` }).locator("button"));
    await look(assistant);
    const { address } = await refer(assistant, demo, { naam: "Hille Baas", telefoon: `06 12 00 87 1${at}` });
    assert.match(await assistant.locator(".account").innerText(), new RegExp(`namens ${nurseName}`));
    await nurse.goto(address);
    await look(nurse);

    await nurse.goto("/namens");
    await press(nurse, standsIn.locator("button"));
    await look(nurse);
    assert.equal(await standsIn.count(), 0);
    await assistant.goto("/zoeken");
    assert.equal(new URL(assistant.url()).pathname, "/inloggen");
    await Promise.all([admin, assistant, nurse].map((page) => page.context().close()));
  });
}
