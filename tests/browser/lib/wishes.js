// Wishes that a coach saves for somebody: who they are for, saving them, and an offer that fits.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { program } from "./demo.js";
import { press } from "./walk.js";

/** Somebody whom the coaches guide, referred by a program. Gives the address of the page. */
export async function toCoach(demo, client) {
  const { token } = demo.account("zorgprofessional");
  const toestemming = { terugkoppeling: true, begeleiding: true, wijze: "mondeling" };
  const answer = await fetch(`${demo.url}/api/v1/verwijzingen`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${token}`,
      "Idempotency-Key": randomUUID(),
    },
    body: JSON.stringify({ beweegcoach: true, client: { ...client, postcode: demo.postcode }, toestemming }),
  });
  const told = await answer.json();
  assert.ok(answer.ok, JSON.stringify(told));
  return { address: `/verwijzingen/${told.id}` };
}

/** Searches for Sunday evening with somebody in mind, and saves that. */
export async function saveWishes(coach, demo, address) {
  await coach.goto(address);
  await press(coach, coach.locator(`a[href^="/zoeken?verwijzing="]`));
  assert.notEqual(await coach.locator("#postcode").inputValue(), "");
  await coach.locator('label:has([name="dagdelen"][value="zo-avond"])').click();
  await press(coach, coach.locator("#wensen > button"));
  await coach.locator("#bewaar-wensen").waitFor();
  await press(coach, coach.locator('button[formaction$="/wensen"]'));
  await coach.waitForURL(/\/verwijzingen\/[^/]+#wensen$/);
}

/** An offer on Sunday evening that a sheet brings in. Gives its title. */
export async function offerAppears(demo, key) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-sheet-"));
  const title = `Avondwandeling ${key}`;
  const file = path.join(folder, `${key}.csv`);
  const head = "naam;aanbieder;activiteit;omschrijving;dag;van;tot;adres;postcode;plaats;leeftijd;prijs;niveau;begeleiding;email;bevestigd_op;bron_id";
  const today = new Date().toISOString().slice(0, 10);
  const line = `${title};Wandelclub De Late Ronde;wandelen;Rustig een rondje, met koffie na;zondag;19:00;20:00;Tuinlaan 12;${demo.postcode};Brugdam;55+;€ 2,00 per keer;rustig;groep;late@voorbeeld.example;${today};${key}`;
  await writeFile(file, `${head}\n${line}\n`);
  const all = ["import", "offers", file, "--source", key, "--municipality", demo.gemeente, "--data", demo.data];
  const done = spawnSync(program(), all, { encoding: "utf8" });
  await rm(folder, { recursive: true, force: true });
  assert.equal(done.status, 0, `${done.stdout}${done.stderr}`);
  return title;
}
