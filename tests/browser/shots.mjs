// Pictures of the pages for docs/user, by role, on a telephone and at a desk:
// `cargo xtask shots`, or `node shots.mjs [name …]` for some. The demo's seed is fixed, so that a
// picture changes only when the page does.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DESK, PHONE, openBrowser, signIn, visitor } from "./lib/browser.js";
import { startDemo } from "./lib/demo.js";
import { mailIn } from "./lib/mail.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.env.PICTURES ?? path.resolve(here, "..", "..", "docs", "user", "pictures");
const LOW_ENOUGH = 2000; // pixels: what lies deeper nobody sees in a document

// `role` signs in first. `open` walks to the page; without it the address is opened.
const PAGES = [
  { name: "welkom", address: "/" },
  { name: "aanbod", address: "/aanbod" },
  { name: "aanbod-een", address: "/aanbod", open: (page) => firstLink(page, "/aanbod/") },
  { name: "aanmelden", address: "/aanmelden" },
  { name: "inloggen", address: "/inloggen" },
  { name: "privacy", address: "/privacy" },
  { name: "toegankelijkheid", address: "/toegankelijkheid" },
  { name: "te-doen-zorgprofessional", address: "/te-doen", role: "zorgprofessional" },
  { name: "zoeken", address: "/zoeken", role: "zorgprofessional", open: search },
  { name: "bel", address: "/bel", role: "zorgprofessional" },
  {
    name: "verwijzing",
    address: "/te-doen",
    role: "zorgprofessional",
    open: (page) => firstLink(page, "/verwijzingen/"),
  },
  { name: "te-doen-sociaal-domein", address: "/te-doen", role: "verwijzer-sociaal-domein" },
  { name: "te-doen-aanbieder", address: "/te-doen", role: "aanbieder" },
  { name: "te-doen-beweegcoach", address: "/te-doen", role: "beweegcoach" },
  { name: "te-doen-servicepunt", address: "/te-doen", role: "servicepunt" },
  { name: "antwoord-aanbieder", open: (page, demo) => linkFromMail(page, demo, "/v/") },
  { name: "inwoner", open: (page, demo) => linkFromMail(page, demo, "/mijn/") },
  {
    name: "inwoner-arabisch",
    open: async (page, demo) => {
      await linkFromMail(page, demo, "/mijn/");
      await page.goto(`${new URL(page.url()).pathname}?taal=ar`);
    },
  },
];

async function firstLink(page, start) {
  const link = page.locator(`main a[href^="${start}"]`).first();
  await page.goto(await link.getAttribute("href"));
}

async function search(page, demo) {
  await page.locator('[name="postcode"]').first().fill(demo.postcode);
  await page.locator('main form button[type="submit"], main form button:not([type])').first().click();
  await page.waitForLoadState("networkidle");
}

async function linkFromMail(page, demo, start) {
  for (const { links } of await mailIn(demo.mail)) {
    const link = links.find((one) => new URL(one).pathname.startsWith(start));
    // Mails of the made-up year lead to where the server stood then; the path is what counts.
    if (link && (await page.goto(new URL(link).pathname)).status() === 200) return;
  }
  throw new Error(`no message holds a working link to ${start}`);
}

async function picture(browser, demo, { name, address, role, open }, { width, viewport }) {
  const page = await visitor(browser, { viewport, baseURL: demo.url });
  try {
    if (role) await signIn(page, demo.account(role));
    if (address) {
      const answer = await page.goto(address);
      if (answer.status() !== 200) throw new Error(`${address} answers ${answer.status()}`);
    }
    await open?.(page, demo);
    await page.evaluate(() => document.fonts.ready);
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({
      path: path.join(folder, `${name}-${width}.png`),
      fullPage: true,
      clip: { x: 0, y: 0, width: viewport.width, height: Math.min(tall, LOW_ENOUGH) },
      animations: "disabled",
      caret: "hide",
    });
  } finally {
    await page.context().close();
  }
}

const wanted = process.argv.slice(2);
const pages = PAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const faults = [];
let taken = 0;
const demo = await startDemo({ size: "town" });
const browser = await openBrowser();
try {
  await mkdir(folder, { recursive: true });
  for (const page of pages) {
    for (const width of [
      { width: "telefoon", viewport: PHONE },
      { width: "bureau", viewport: DESK },
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
}
console.log(`${taken} pictures in ${folder}`);
if (faults.length > 0 || taken === 0) {
  console.error(`Not taken:\n  ${faults.join("\n  ")}`);
  process.exitCode = 1;
}
