// The program as it serves for real: a second step is asked, and people come in by invitation. The
// address has a name, `localhost`, since passkeys need one.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { program } from "./demo.js";

const START_TAKES_AT_MOST = 60_000;
const run = promisify(execFile);

/** Starts `beweegbrug serve` on a new folder and a free port, and waits until it answers. */
export async function startServe() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-serve-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    BEWEEGBRUG_DATA: folder,
    BEWEEGBRUG_PUBLIC_URL: url,
    BEWEEGBRUG_METRICS_LISTEN: "127.0.0.1:0",
  };
  /** Invites somebody as an operator does, and gives the link of the invitation. */
  const invite = async (email, role, organisation) => {
    const words = ["user", "add", email, "--role", role, "--organisation", organisation];
    const { stdout } = await run(program(), [...words, "--municipality", "GM9001"], { env });
    return stdout.trim();
  };
  // The first invitation makes the municipality, so that the server finds one.
  await invite("beheer@brugdam.example", "beheerder", "Gemeente Brugdam");
  const child = spawn(program(), ["serve", "--listen", `127.0.0.1:${port}`], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
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
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(`http://127.0.0.1:${port}/healthz`, child);
  } catch (fault) {
    await stop();
    throw new Error(`${fault.message}\n${said}`);
  }
  return { url, invite, stop };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(address, child) {
  const deadline = Date.now() + START_TAKES_AT_MOST;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // Nobody answers yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no answer within ${START_TAKES_AT_MOST / 1000} s`);
}
