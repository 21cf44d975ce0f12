// Pictures of the pages for docs/user, by role, on a telephone and at a desk:
// `cargo xtask shots`, or `node shots.mjs [name …]` for some. The demo's seed is fixed, so that a
// picture changes only when the page does, or the day on it.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DESK, PHONE, memberOf, nameOf, openBrowser, signIn, visitor } from "./lib/browser.js";
import { startDemo } from "./lib/demo.js";
import { mailSoFar, mailThat } from "./lib/mail.js";
import { withPalette } from "./lib/palette.js";
import { referByProgram } from "./lib/program.js";
import { chooseBest, dayFromNow, pathIn, press, refer, take, unfold } from "./lib/walk.js";
import { offerAppears, saveWishes, toCoach } from "./lib/wishes.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.env.PICTURES ?? path.resolve(here, "..", "..", "docs", "user", "pictures");
// What lies deeper nobody sees in a document.
const LOW_ENOUGH = { telefoon: 1500, desktop: 1300 };

// `role` signs in first. `open` walks to the page; without it the address is opened.
const PAGES = [
  { name: "welkom", address: "/" },
  { name: "aanbod", open: searchOffers },
  { name: "aanbod-een", open: openOffer },
  { name: "aanmelden", address: "/aanmelden" },
  { name: "aanmelden-arabisch", address: "/aanmelden?taal=ar" },
  { name: "inloggen", address: "/inloggen" },
  { name: "te-doen-zorgprofessional", address: "/te-doen", role: "zorgprofessional" },
  { name: "zoeken", role: "zorgprofessional", open: search },
  { name: "zoeken-donker", role: "zorgprofessional", open: search, dark: true },
  { name: "kaart", role: "zorgprofessional", open: searchOnTheMap },
  { name: "kaart-donker", role: "zorgprofessional", open: searchOnTheMap, dark: true },
  { name: "vergelijken", role: "zorgprofessional", open: compareLessons },
  { name: "keuze", role: "zorgprofessional", open: handOver },
  { name: "zoeken-begin", address: "/zoeken", role: "zorgprofessional" },
  { name: "verwijzen", role: "zorgprofessional", open: fillIn },
  { name: "verwijzen-fout", role: "zorgprofessional", open: sendFaults },
  { name: "verstuurd", role: "zorgprofessional", open: (page, demo) => page.goto(`${demo.asked.address}/verstuurd`) },
  { name: "brief", role: "zorgprofessional", open: (page, demo) => page.goto(`${demo.paper.address}/brief`) },
  { name: "bel", address: "/bel", role: "zorgprofessional" },
  { name: "verwijzingen", address: "/verwijzingen", role: "zorgprofessional" },
  { name: "verwijzing", role: "zorgprofessional", open: (page, demo) => page.goto(demo.started.address) },
  { name: "te-doen-sociaal-domein", address: "/te-doen", role: "verwijzer-sociaal-domein" },
  { name: "te-doen-aanbieder", address: "/te-doen", role: "aanbieder" },
  { name: "mijn-aanbod", address: "/mijn-aanbod", role: "aanbieder" },
  { name: "te-doen-beweegcoach", address: "/te-doen", role: "beweegcoach" },
  { name: "bewaarde-wensen", role: "beweegcoach", open: wishesMet },
  { name: "te-doen-servicepunt", address: "/te-doen", role: "servicepunt" },
  { name: "aanbod-bijhouden", role: "servicepunt", open: somethingSentIn },
  { name: "ingelezen", address: "/ingelezen", role: "servicepunt" },
  { name: "opnieuw-kiezen", role: "servicepunt", open: (page, demo) => page.goto(demo.declined.address) },
  { name: "te-doen-beleid", address: "/te-doen", role: "beleid" },
  { name: "instellingen", address: "/instellingen", role: "beheerder" },
  { name: "inzage", role: "logbeheerder", open: (page, demo) => page.goto(`/inzage/${demo.started.address.split("/").pop()}`) },
  { name: "antwoord-vraag", open: (page, demo) => page.goto(demo.asked.club) },
  { name: "antwoord-na-ja", open: (page, demo) => page.goto(demo.accepted.club) },
  { name: "antwoord-gestart", open: (page, demo) => page.goto(demo.started.club) },
  { name: "inwoner", open: (page, demo) => page.goto(demo.planned.resident) },
  { name: "inwoner-arabisch", open: (page, demo) => page.goto(`${demo.planned.resident}?taal=ar`) },
  { name: "inwoner-gestart", open: (page, demo) => page.goto(demo.started.resident) },
  { name: "mijn-code", address: "/mijn" },
  { name: "post", address: "/demo/post" },
  { name: "post-brief", open: firstLetter },
  { name: "account", address: "/account", role: "zorgprofessional" },
  { name: "account-sessies", address: "/account/sessies", role: "verwijzer-sociaal-domein" },
  { name: "tweede-stap", address: "/account/tweede-stap", role: "zorgprofessional" },
  { name: "namens-geven", role: "zorgprofessional", open: fillInStandIn },
  { name: "namens", role: "zorgprofessional", open: standIn },
  { name: "toegang", address: "/toegang", role: "beheerder" },
  { name: "toegang-lid", role: "beheerder", open: aLeaver },
  { name: "inzage-logboek", address: "/inzage/logboek", role: "logbeheerder" },
  { name: "inzage-signalen", address: "/inzage/signalen", role: "logbeheerder" },
  { name: "vragen", role: "zorgprofessional", open: aQuestion },
  { name: "nood", role: "zorgprofessional", open: fillInEmergency },
  { name: "nood-geopend", role: "zorgprofessional", open: openEmergency },
  { name: "inzage-nood", address: "/inzage/nood", role: "logbeheerder" },
  { name: "dossiers", address: "/dossiers", role: "servicepunt" },
  { name: "dossiers-vergelijk", role: "servicepunt", open: compareFiles },
  { name: "incident", role: "servicepunt", open: fillInIncident },
  { name: "incidenten", role: "servicepunt", open: keepIncidents },
  { name: "incident-geraakt", role: "servicepunt", open: findTouched },
  // From here on a club is shut out.
  { name: "schorsingen", role: "servicepunt", open: suspend },
];

/** Makes referrals that stand at different places, through the pages, and notes their links. */
async function prepare(browser, demo) {
  const nurse = await visitor(browser, { baseURL: demo.url });
  await signIn(nurse, demo.account("zorgprofessional"));
  const club = await visitor(browser, { baseURL: demo.url });
  const someone = async (naam, at, steps) => {
    const telefoon = `06 12 00 70 1${at}`;
    const email = `${naam.split(" ")[0].toLowerCase()}@inwoner.example`;
    const earlier = await mailSoFar(demo.mail);
    const more = { aandachtspunten: "Rust na 10 minuten", geboortejaar: "1954" };
    const referral = await refer(nurse, demo, { naam, telefoon, email, more });
    const linkTo = async (start) => {
      const fits = ({ to, links }) =>
        (start !== "/mijn/" || to.includes(email)) && links.some((link) => new URL(link).pathname.startsWith(start));
      return pathIn(await mailThat(demo.mail, fits, { after: earlier }), start);
    };
    const links = { club: await linkTo("/v/"), resident: await linkTo("/mijn/") };
    await club.goto(links.club);
    for (const [step, fields] of steps) await take(club, step, fields);
    return { ...referral, ...links };
  };
  const trial = ["proefles-gepland", { op: dayFromNow(2), tijd: "10:00" }];
  demo.asked = await someone("Fatma Yilmaz", 0, []);
  demo.accepted = await someone("Henk Terpstra", 1, [["aanvaard"]]);
  demo.planned = await someone("Samira Haddad", 2, [["aanvaard"], trial]);
  demo.started = await someone("Willem Boelens", 3, [["aanvaard"], ["contact-gelegd"], ["gestart"]]);
  demo.declined = await someone("Ria Vlietstra", 4, [["past-nu-niet", { reden: "vol" }]]);
  const paper = { naam: "Bertus Hamer", telefoon: "06 12 00 70 15", more: { geboortejaar: "1948" } };
  demo.paper = await refer(nurse, demo, paper);
  await nurse.context().close();
  await club.context().close();
}

async function search(page, demo) {
  await page.goto("/zoeken");
  await page.locator("#postcode").fill(demo.postcode);
  for (const wish of ['[name="dagdelen"][value="di-ochtend"]', '[name="dagdelen"][value="do-ochtend"]', '[name="maxNiveau"][value="2"]']) {
    await page.locator(`label:has(${wish})`).click();
  }
  await press(page, page.locator("#wensen > button"));
  await page.locator("#resultaten .result").first().waitFor();
}

async function searchOnTheMap(page, demo) {
  await search(page, demo);
  await unfold(page, page.locator(".near-map > svg"));
  // It sticks to the edge of the window, which in a picture of the whole page is somewhere half-way.
  await page.locator(".compare-bar").evaluate((bar) => {
    bar.style.position = "static";
  });
}

async function compareLessons(page, demo) {
  await search(page, demo);
  for (const at of [0, 1, 2]) await page.locator(".compare-tick").nth(at).click();
  await press(page, page.locator('button[formaction="/vergelijken"]'));
}

async function handOver(page, demo) {
  await compareLessons(page, demo);
  await press(page, page.locator('a[href^="/keuze?"]'));
}

/** A lesson that a club sends in waits for the service point. */
async function somethingSentIn(page, demo) {
  await page.goto("/aanbod-bijhouden");
  if ((await page.locator('form[action="/aanbod-bijhouden/goed"]').count()) > 0) return;
  const club = await memberOf(page.context().browser(), demo, "aanbieder");
  await club.goto("/mijn-aanbod/nieuw");
  await club.locator("#titel").fill("Sjoelen in beweging");
  await club.locator("#activiteit").selectOption({ index: 1 });
  await club.locator("#postcode").fill(demo.postcode);
  await club.locator("#contactTelefoon").fill("0415 555 020");
  await press(club, club.locator("main form button.button-primary").last());
  await club.context().close();
  await page.goto("/aanbod-bijhouden");
}

async function fillIn(page, demo) {
  await search(page, demo);
  await chooseBest(page);
  await page.locator("#naam").fill("Fatma Yilmaz");
  await page.locator("#telefoon").fill("06 12 34 56 78");
  await page.locator("#aandachtspunten").fill("Rust na 10 minuten");
  await page.locator('label:has([name="delenMetAanbieder"][value="ja"])').click();
  await page.locator('label:has([name="terugkoppeling"][value="ja"])').click();
  await page.locator("h1").click(); // nothing keeps the focus
}

async function sendFaults(page, demo) {
  await search(page, demo);
  await chooseBest(page);
  await page.locator("#naam").fill("Fatma Yilmaz");
  await page.locator("#telefoon").fill("06");
  await press(page, page.locator("main form button.button-primary"));
}

async function searchOffers(page, demo) {
  await page.goto(`/aanbod?postcode=${demo.postcode}&q=wandelen`);
}

async function openOffer(page, demo) {
  await searchOffers(page, demo);
  await press(page, page.locator("li.result .row-title a").first());
}

/** Saves wishes for somebody and waits for what fits them; the second time it only looks. */
async function wishesMet(page, demo) {
  if (!demo.guided) {
    const client = { naam: "Nel de Graaf", telefoon: "06 12 00 70 31", geboortejaar: 1951 };
    demo.guided = await toCoach(demo, client);
    await saveWishes(page, demo, demo.guided.address);
    const title = await offerAppears(demo, "laat");
    const hit = page.locator("li.result", { hasText: title });
    while ((await hit.count()) === 0) await page.reload();
  }
  await page.goto(`${demo.guided.address}#wensen`);
}

async function firstLetter(page) {
  await page.goto("/demo/post");
  await press(page, page.locator('main a[href^="/demo/post/"]').first());
}

/** Ten refusals each: the watch finds them when the program starts the next time. */
async function standOut(browser, demo) {
  const client = { naam: "Ria Vlietstra", telefoon: "06 12 00 70 20" };
  const { address } = await referByProgram(demo, "verwijzer-sociaal-domein", client);
  const nurse = await memberOf(browser, demo, "zorgprofessional");
  for (let times = 0; times < 10; times += 1) await nurse.request.get(address);
  await nurse.context().close();
}

async function fillInStandIn(page, demo) {
  await page.goto("/namens/geven");
  await page.locator("#email").fill(demo.account("verwijzer-sociaal-domein").email);
  await page.locator("#eind").fill(dayFromNow(14));
  await page.locator('label:has([name="mag"][value="verwijzen"])').click();
  await page.locator("h1").click(); // nothing keeps the focus
}

async function standIn(page, demo) {
  await page.goto("/namens");
  if ((await page.locator("main li").count()) > 0) return;
  await fillInStandIn(page, demo);
  await press(page, page.locator("main form button.button-primary"));
  await page.goto("/namens");
}

async function aLeaver(page, demo) {
  await page.goto("/toegang");
  const heading = page.locator("h3", { hasText: demo.account("zorgprofessional").organisatie });
  const colleague = heading.locator("xpath=following-sibling::ul[1]").locator("li", { hasNotText: "zorgprofessional@" });
  await press(page, colleague.locator("a").first());
}

async function aQuestion(page, demo) {
  await page.goto("/vragen");
  if ((await page.locator("main textarea").count()) > 0) return;
  const keeper = await memberOf(page.context().browser(), demo, "logbeheerder");
  await keeper.goto("/inzage/signalen");
  const alarm = keeper.locator("main li", { hasText: await nameOf(page) });
  await press(keeper, alarm.locator('form[action$="/vraag"] button').first());
  await keeper.context().close();
  await page.goto("/vragen");
}

async function fillInEmergency(page, demo) {
  demo.elsewhere ??= await referByProgram(demo, "verwijzer-sociaal-domein", {
    naam: "Harm Boersma",
    telefoon: "06 12 00 70 21",
    geboortejaar: 1947,
  });
  await page.goto("/nood");
  await page.locator("#wie").fill(demo.elsewhere.number);
  await page.locator("#reden").fill("Onwel geworden op de wandeling, de huisarts is erbij");
  await page.locator("h1").click(); // nothing keeps the focus
}

async function openEmergency(page, demo) {
  if (demo.emergency) return page.goto(demo.emergency);
  await fillInEmergency(page, demo);
  await press(page, page.locator("main form button.button-primary"));
  demo.emergency = new URL(page.url()).pathname;
}

async function compareFiles(page) {
  await page.goto("/dossiers");
  await press(page, page.locator('main a[href^="/dossiers/"]').first());
}

async function fillInIncident(page) {
  await page.goto("/incidenten/nieuw");
  await page.locator("#wat").fill("Lijst met verwijzingen naar het verkeerde adres gemaild");
  await page.locator("#mensen").fill("3");
  await page.locator("#maatregelen").fill("Gebeld: de mail is ongelezen weggegooid");
  await page.locator("h1").click(); // nothing keeps the focus
}

async function keepIncidents(page) {
  await page.goto("/incidenten");
  if ((await page.locator("main li").count()) > 0) return;
  await fillInIncident(page);
  await press(page, page.locator("main form button.button-primary"));
  await page.goto("/incidenten");
}

async function findTouched(page, demo) {
  await page.goto("/incidenten/lek");
  await page.locator("#organisatie").selectOption({ label: demo.account("zorgprofessional").organisatie });
  await press(page, page.locator("main form button.button-primary"));
}

async function suspend(page, demo) {
  await page.goto("/schorsingen");
  if ((await page.locator("main li").count()) > 0) return;
  await page.locator("#aanbieder").selectOption({ label: demo.account("aanbieder").organisatie });
  await page.locator("#reden").fill("Melding van ouders over een trainer");
  await press(page, page.locator('main form[action="/schorsingen"] button'));
  await page.goto("/schorsingen");
}

async function picture(browser, demo, { name, address, role, open, dark }, { width, viewport }) {
  const page = await visitor(browser, { viewport, dark, baseURL: demo.url });
  try {
    if (role) await signIn(page, demo.account(role));
    if (address) {
      const answer = await page.goto(address);
      if (answer.status() !== 200) throw new Error(`${address} answers ${answer.status()}`);
    }
    await open?.(page, demo);
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0); // nothing looks pointed at
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    const whole = await page.screenshot({
      fullPage: true,
      clip: { x: 0, y: 0, width: viewport.width, height: Math.min(tall, LOW_ENOUGH[width]) },
      animations: "disabled",
      caret: "hide",
    });
    await writeFile(path.join(folder, `${name}-${width}.png`), withPalette(whole));
  } finally {
    await page.context().close();
  }
}

const wanted = process.argv.slice(2);
const pages = PAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const faults = [];
let taken = 0;
const data = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-shots-"));
let demo = await startDemo({ size: "town", data });
const browser = await openBrowser();
try {
  await mkdir(folder, { recursive: true });
  await prepare(browser, demo);
  await standOut(browser, demo);
  await demo.stop();
  demo = { ...demo, ...(await startDemo({ size: "town", data })) };
  for (const page of pages) {
    for (const width of [
      { width: "telefoon", viewport: PHONE },
      { width: "desktop", viewport: DESK },
    ]) {
      try {
        await picture(browser, demo, page, width);
        taken += 1;
      } catch (fault) {
        faults.push(`${page.name} (${width.width}): ${fault.message.split("\n")[0]}`);
      }
    }
  }
} finally {
  await browser.close();
  await demo.stop();
  await rm(data, { recursive: true, force: true });
}
console.log(`${taken} pictures in ${folder}`);
if (faults.length > 0 || taken === 0) {
  console.error(`Not taken:\n  ${faults.join("\n  ")}`);
  process.exitCode = 1;
}
