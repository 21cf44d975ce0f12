// Runs the stories: `node run.js [spec …]`, by default all of specs/. The last lines are the
// counts of Node's own test runner. One spec at a time: each starts a whole municipality.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const specs = readdirSync(path.join(here, "specs"))
  .filter((name) => name.endsWith(".spec.mjs"))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort();
if (specs.length === 0) {
  console.error(`No spec is called ${wanted.join(" or ")}.`);
  process.exit(2);
}
const { status } = spawnSync(
  process.execPath,
  [
    "--test",
    "--test-concurrency=1",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    ...specs.map((name) => path.join("specs", name)),
  ],
  { cwd: here, stdio: ["ignore", "inherit", "inherit"] },
);
process.exit(status ?? 1);
