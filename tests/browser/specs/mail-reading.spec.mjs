import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { mailSoFar, mailThat, readMessage } from "../lib/mail.js";

const MESSAGE = [
  "From: Beweegbrug <post@example.org>",
  "To: =?utf-8?Q?Caf=C3=A9_De_Bocht?= <club@example.org>",
  "Subject: =?utf-8?B?TmlldXdlIGFhbm1lbGQ=?=",
  " =?utf-8?B?aW5n?=",
  'Content-Type: multipart/alternative; boundary="grens"',
  "",
  "--grens",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Kunt u bellen? Zie http://127.0.0.1:1234/v/abc=",
  "def=3D.",
  "Prijs: =E2=82=AC 5",
  "--grens",
  "Content-Type: text/html",
  "",
  "<p>http://127.0.0.1/anders</p>",
  "--grens--",
  "",
].join("\r\n");

test("a message is read by its plain text, with its links whole", () => {
  const mail = readMessage(MESSAGE);
  assert.equal(mail.to, "Café De Bocht <club@example.org>");
  assert.equal(mail.subject, "Nieuwe aanmelding");
  assert.equal(mail.text, "Kunt u bellen? Zie http://127.0.0.1:1234/v/abcdef=.\nPrijs: € 5\n");
  assert.deepEqual(mail.links, ["http://127.0.0.1:1234/v/abcdef="]);
});

test("a plain text in base64 is refused, because people read it in the file", () => {
  const mail = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGFsbG8=";
  assert.throws(() => readMessage(mail), /base64/);
});

test("waiting for mail leaves out what lay there before", async (context) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "beweegbrug-mail-"));
  context.after(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, "1.eml"), "Subject: oud\n\nHallo");
  const after = await mailSoFar(folder);
  setTimeout(() => writeFile(path.join(folder, "2.eml"), "Subject: nieuw\n\nHallo"), 100);
  const mail = await mailThat(folder, () => true, { after });
  assert.equal(mail.subject, "nieuw");
});
