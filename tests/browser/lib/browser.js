// Debian's Chromium, and the people who look through it.
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A telephone held upright and a desk: the two widths every page is looked at in. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

/** Every way a page must work: both widths, with and without script. */
export const WAYS = [
  { name: "telefoon", viewport: PHONE, script: true },
  { name: "telefoon zonder script", viewport: PHONE, script: false },
  { name: "bureau", viewport: DESK, script: true },
  { name: "bureau zonder script", viewport: DESK, script: false },
];

/** Starts the browser; nothing in it calls home. */
export function openBrowser() {
  return chromium.launch({
    executablePath: EXECUTABLE,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Somebody with a browser of their own: own cookies, a width, with or without script.
 *
 * Every request to another machine and every error on a page is kept in `page.strays` and
 * `page.faults`: a page that has any breaks a promise (see `nothingStrayed`).
 */
export async function visitor(
  browser,
  { viewport = DESK, script = true, locale = "nl-NL", dark = false, baseURL } = {},
) {
  const context = await browser.newContext({
    viewport,
    javaScriptEnabled: script,
    locale,
    timezoneId: "Europe/Amsterdam",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    isMobile: viewport.width < 600,
    hasTouch: viewport.width < 600,
    baseURL,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.hasScript = script;
  page.strays = [];
  page.faults = [];
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1" && hostname !== "localhost") {
      page.strays.push(request.url());
    }
  });
  page.on("pageerror", (fault) => page.faults.push(String(fault)));
  page.on("console", (message) => {
    // What the content security policy refuses shows up here and nowhere else.
    if (message.type() === "error" && /Content.Security.Policy/i.test(message.text())) {
      page.faults.push(message.text());
    }
  });
  return page;
}

/** Signs in by the form, as a person does. */
export async function signIn(page, account) {
  await page.goto("/inloggen");
  await page.locator('input[type="email"]').fill(account.email);
  await page.locator('input[type="password"]').fill(account.wachtwoord);
  await page.locator('main form button[type="submit"], main form button:not([type])').first().click();
  await page.waitForURL((url) => url.pathname !== "/inloggen");
}

/** Somebody who is signed in to the demo in a role, with a browser of their own. */
export async function memberOf(browser, demo, role, way = {}) {
  const page = await visitor(browser, { ...way, baseURL: demo.url });
  await signIn(page, demo.account(role));
  return page;
}

/** The name of who is signed in, as the top of the page has it. */
export async function nameOf(page) {
  return page.locator(".account-name strong").textContent();
}

/** Fails when a page asked another machine for something, or had an error of its own. */
export function nothingStrayed(page) {
  const found = [...page.strays.map((url) => `request to ${url}`), ...page.faults];
  if (found.length > 0) throw new Error(`${page.url()}\n  ${found.join("\n  ")}`);
}

/** Fails when the page is wider than its window: nobody should have to scroll sideways. */
export async function fitsTheWidth(page) {
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  if (wide > window) throw new Error(`${page.url()} is ${wide} px wide in a window of ${window} px`);
}
