// Checks a page against WCAG 2.0, 2.1 and 2.2, levels A and AA, with axe-core.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * Fails with a list that can be worked through: rule, why, and where on the page.
 *
 * Works on pages without script too: what the browser's driver evaluates is not page script.
 * `best-practice` is in as well, since headings and landmarks stand there.
 */
export async function accessible(page) {
  const violations = await violationsOn(page);
  if (violations.length > 0) throw new Error(`${page.url()}\n${violations.map(inWords).join("\n")}`);
}

/** The violations themselves, for a test that wants to count. */
export async function violationsOn(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
  );
  return violations;
}

function inWords({ id, impact, help, nodes }) {
  const places = nodes.map(({ target, failureSummary }) => {
    const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
    return `    ${target.flat().join(" ")}\n      ${why}`;
  });
  return `  ${id} (${impact}): ${help}\n${places.join("\n")}`;
}
