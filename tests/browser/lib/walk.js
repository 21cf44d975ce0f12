// How people go through the pages: they look, fill in, press, and search and refer. Every step
// waits for the page that follows; nothing sleeps.
import assert from "node:assert/strict";
import { accessible } from "./axe.js";
import { fitsTheWidth, nothingStrayed } from "./browser.js";

/**
 * Looks a page over: one heading, no missing text, no sideways scroll, no request elsewhere, and
 * nothing that axe objects to. Called at every page and state of a story.
 */
export async function look(page, { lang = "nl" } = {}) {
  const words = await page.locator("body").innerText();
  assert.doesNotMatch(words, /⟦|\{ ?\$/, `a text is missing on ${page.url()}`);
  assert.equal(await page.locator("h1").count(), 1, `one heading on ${page.url()}`);
  const html = page.locator("html");
  assert.equal(await html.getAttribute("lang"), lang);
  assert.equal(await html.getAttribute("dir"), lang === "ar" ? "rtl" : "ltr");
  await fitsTheWidth(page);
  await accessible(page);
  nothingStrayed(page);
}

/** Presses a button that loads a page, and waits for that page. */
export async function press(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
}

/** The button that takes a step, on the page behind a link or on a referral's page. */
export function stepButton(page, step) {
  return page.locator(`main button[name="stap"][value="${step}"]`).first();
}

/** Takes a step. What is folded around it is opened first, as a person does. */
export async function take(page, step, fields = {}) {
  const button = stepButton(page, step);
  await unfold(page, button);
  const form = page.locator("form", { has: page.locator(`button[value="${step}"]`) }).first();
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    const isChoice = await field.evaluate((element) => element.tagName === "SELECT");
    if (isChoice) await field.selectOption(value);
    else await field.fill(value);
  }
  await press(page, button);
}

/** Opens every closed fold around an element, the outermost first. */
export async function unfold(page, inside) {
  const folds = inside.locator("xpath=ancestor::details[not(@open)]");
  // An opened fold leaves the list, so the first one is always the next.
  while ((await folds.count()) > 0) {
    const before = await folds.count();
    await folds.first().locator("> summary").click();
    await page.waitForFunction(
      ([element, count]) => {
        let closed = 0;
        for (let at = element?.parentElement; at; at = at.parentElement) {
          if (at.tagName === "DETAILS" && !at.open) closed += 1;
        }
        return closed < count;
      },
      [await inside.elementHandle(), before],
    );
  }
}

/** Counts what a task costs: fields typed in, and screens seen. */
export function effort(page) {
  const screens = new Set();
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) screens.add(screenOf(frame.url()));
  });
  let typed = 0;
  return {
    /** Types into a field of the page. */
    type: async (id, words) => {
      const field = page.locator(`#${id}`);
      await unfold(page, field);
      await field.fill(words);
      typed += 1;
    },
    typed: () => typed,
    screens: () => [...screens],
  };
}

// A referral's number in the address makes no other screen.
const screenOf = (url) => new URL(url).pathname.replace(/[0-9a-f-]{36}/, "{id}");

/** Chooses "ja" or "nee" at a question that was read aloud. */
export async function consent(page, question, answer) {
  await page.locator(`label:has(input[name="${question}"][value="${answer}"])`).click();
}

/** Searches around the demo's postcode, on /zoeken, and waits for the results. */
export async function search(page, demo) {
  await page.goto("/zoeken");
  await page.locator("#postcode").fill(demo.postcode);
  await press(page, page.locator("#wensen > button"));
  await page.locator("#resultaten").waitFor();
}

/** Chooses the best result. Its form is the second screen. */
export async function chooseBest(page) {
  await press(page, page.locator('#resultaten button[name="sessieId"]').first());
  await page.locator('main form [name="naam"]').waitFor();
}

/**
 * Refers somebody to the best result, all agreed, and gives the referral's address and number.
 * The person has an e-mail address when one is given.
 */
export async function refer(page, demo, { naam, telefoon, email, more = {} }) {
  await search(page, demo);
  await chooseBest(page);
  const all = { naam, telefoon, ...(email ? { email } : {}), ...more };
  for (const [id, words] of Object.entries(all)) {
    const field = page.locator(`#${id}`);
    await unfold(page, field);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(words);
    else await field.fill(words);
  }
  await agreeToAll(page);
  await press(page, page.locator("main form button.button-primary"));
  return referred(page);
}

/** Says yes to every question of the form. */
export async function agreeToAll(page) {
  for (const yes of await page.locator('main label:has(input[type="radio"][value="ja"])').all()) {
    await yes.click();
  }
}

/** The referral whose confirmation is on the screen. */
export async function referred(page) {
  await page.waitForURL(/\/verwijzingen\/[^/]+\/verstuurd$/);
  const [number] = /B-\d+/.exec(await page.locator("main").innerText()) ?? [];
  assert.ok(number, "the confirmation names the number");
  return { address: new URL(page.url()).pathname.replace(/\/verstuurd$/, ""), number };
}

/** The path of the first link in a message that begins with `start`: its host may be of the past. */
export function pathIn(message, start) {
  const link = message.links.find((one) => new URL(one).pathname.startsWith(start));
  assert.ok(link, `no link to ${start} in:\n${message.text}`);
  return new URL(link).pathname;
}

/** A day so many days from now, as a date field wants it. */
export function dayFromNow(days) {
  const day = new Date(Date.now() + days * 24 * 60 * 60 * 1000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(day);
}
