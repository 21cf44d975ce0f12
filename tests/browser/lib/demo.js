// A demo municipality for one spec: its own data folder, its own port, gone at the end.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const START_TAKES_AT_MOST = 60_000;

/** The program under test: what `cargo xtask` built, or what cargo builds by default. */
export function program() {
  const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
  const binary = process.env.BEWEEGBRUG_BIN ?? path.join(target, "debug", "beweegbrug");
  if (!existsSync(binary)) {
    throw new Error(`${binary} is not there; \`cargo xtask test\` builds it first`);
  }
  return binary;
}

/**
 * Starts `beweegbrug demo` on a free port and waits until it answers.
 *
 * `args` are more arguments, such as `["--clock-offset", "5d"]`. With `data` the folder of an
 * earlier demo is used again and kept; without it there is a new one, removed by `stop()`.
 */
export async function startDemo({ args = [], data, size = "village", seed = 1 } = {}) {
  const folder = data ?? (await mkdtemp(path.join(os.tmpdir(), "beweegbrug-demo-")));
  const all = ["demo", "--port", "0", "--data", folder, "--seed", String(seed), "--size", size];
  const child = spawn(program(), [...all, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const listen = (chunk) => (said += chunk);
  child.stdout.setEncoding("utf8").on("data", listen);
  child.stderr.setEncoding("utf8").on("data", listen);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      const tooLong = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(tooLong);
    }
    process.removeListener("exit", endWithUs);
    if (!data) await rm(folder, { recursive: true, force: true });
  };

  try {
    const facts = await answered(child, path.join(folder, "demo.json"), () => said);
    return {
      ...facts,
      /** Where the data lies. */
      data: folder,
      /** Where each message lies as an .eml file. */
      mail: path.join(folder, "mail"),
      /** What the program has printed so far. */
      said: () => said,
      /** The sign-in of a role, such as `zorgprofessional`. */
      account: (role) => {
        const found = facts.accounts.find(({ rol }) => rol === role);
        if (!found) throw new Error(`demo.json has no account for ${role}`);
        return found;
      },
      stop,
    };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

// demo.json is written anew at each start, once the server answers; an older one tells of a port
// of the past, so the address counts only when somebody answers there.
async function answered(child, file, said) {
  const deadline = Date.now() + START_TAKES_AT_MOST;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the demo ended with ${child.exitCode ?? child.signalCode}:\n${said()}`);
    }
    try {
      const facts = JSON.parse(await readFile(file, "utf8"));
      const answer = await fetch(`${facts.url}/healthz`);
      if (answer.ok) return facts;
    } catch {
      // Not written yet, half written, or nobody answers yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the demo did not answer within ${START_TAKES_AT_MOST / 1000} s:\n${said()}`);
}
