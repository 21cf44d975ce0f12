// The NLGov REST API design rules, by their own Spectral ruleset, on the document that is served.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startDemo } from "../lib/demo.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const standards = path.resolve(here, "..", "..", "..", "..", "shared", "standards", "nlgov");
const ruleset = path.join(standards, "linter.yaml");
const missing = existsSync(ruleset) ? false : `the ruleset is not there: ${ruleset}`;

/** What the ruleset finds in a file, one line a finding. */
function findingsIn(file) {
  const spectral = path.resolve(here, "..", "node_modules", "@stoplight", "spectral-cli", "dist", "index.js");
  const run = spawnSync(
    process.execPath,
    [spectral, "lint", "--ruleset", ruleset, "--format", "json", "--quiet", "--fail-severity", "warn", file],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  assert.ok(run.status === 0 || run.status === 1, `Spectral itself failed: ${run.stderr}${run.stdout}`);
  return JSON.parse(run.stdout || "[]").map(
    ({ code, path: place, message }) => `${code} at ${place.join(".")}: ${message}`,
  );
}

test("the served openapi.json follows the NLGov API design rules", { skip: missing }, async (context) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-openapi-"));
  context.after(() => rm(folder, { recursive: true }));
  const demo = await startDemo();
  context.after(() => demo.stop());
  const answer = await fetch(`${demo.url}/api/v1/openapi.json`);
  assert.equal(answer.status, 200);
  const file = path.join(folder, "openapi.json");
  await writeFile(file, await answer.text());
  assert.deepEqual(findingsIn(file), []);
});

test("the rules find a fault where there is one, so that silence means something", { skip: missing }, () => {
  const good = findingsIn(path.join(standards, "testcases", "baseline", "openapi.json"));
  assert.deepEqual(good, []);
  const bad = findingsIn(path.join(standards, "testcases", "contact-missing", "openapi.json"));
  assert.equal(bad.length, 1);
  assert.match(bad[0], /^info-contact /);
});
