// Checks a page against WCAG 2.0, 2.1 and 2.2, levels A and AA, with axe-core.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * Fails with a list that can be worked through: rule, why, and where on the page.
 *
 * Works on pages without script too, by way of a twin (see below).
 * `best-practice` is in as well, since headings and landmarks stand there.
 */
export async function accessible(page) {
  const violations = await violationsOn(page);
  if (violations.length > 0) throw new Error(`${page.url()}\n${violations.map(inWords).join("\n")}`);
}

/** The violations themselves, for a test that wants to count. */
export async function violationsOn(page) {
  return page.hasScript ? judge(page) : onTwin(page, judge);
}

async function judge(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (tags) =>
      globalThis.axe.run(document, {
        runOnly: { type: "tag", values: tags },
        resultTypes: ["violations"],
      }),
    TAGS,
  );
  return violations;
}

// axe waits on timers, which stand still where script is off. So it looks at a twin: the same
// document at the same address and width, without its scripts, in a window that has script. A page
// keeps its twin, since a new window costs more than what it is for.
async function onTwin(page, work) {
  const html = (await page.content())
    .replace(/<script\b[^>]*>.*?<\/script>/gis, "")
    .replace(/<\/?noscript\b[^>]*>/gi, "");
  const twin = (page.twin ??= await twinOf(page));
  const body = { contentType: "text/html; charset=utf-8", body: html };
  await twin.route(page.url(), (route) => route.fulfill(body), { times: 1 });
  await twin.goto(page.url());
  return work(twin);
}

async function twinOf(page) {
  const context = await page.context().browser().newContext({
    viewport: page.viewportSize(),
    locale: "nl-NL",
    reducedMotion: "reduce",
  });
  page.context().once("close", () => context.close().catch(() => {}));
  return context.newPage();
}

function inWords({ id, impact, help, nodes }) {
  const places = nodes.map(({ target, failureSummary }) => {
    const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
    return `    ${target.flat().join(" ")}\n      ${why}`;
  });
  return `  ${id} (${impact}): ${help}\n${places.join("\n")}`;
}
