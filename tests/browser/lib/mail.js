// The post of the demo: each message is an .eml file in a folder.
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

const WAIT_AT_MOST = 10_000;

/**
 * Waits for a message that `fits`, newest first, and gives it as { file, headers, to, subject,
 * text, links }. `after` are file names to leave out: what lay there before the step.
 */
export async function mailThat(folder, fits, { after = new Set() } = {}) {
  const deadline = Date.now() + WAIT_AT_MOST;
  const read = new Map(); // a year of post is not read again at every look
  do {
    for (const file of await filesIn(folder)) {
      if (!after.has(file) && !read.has(file)) read.set(file, await messageIn(folder, file));
    }
    const found = newestFirst([...read.values()]).find(fits);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < deadline);
  const newest = newestFirst([...read.values()]).slice(0, 10);
  const list = newest.map(({ to, subject }) => `  ${to}: ${subject}`).join("\n");
  throw new Error(`no such message within ${WAIT_AT_MOST / 1000} s; the newest are\n${list}`);
}

/** The names of the files that lie there now, to pass as `after`. */
export async function mailSoFar(folder) {
  return new Set(await filesIn(folder));
}

/** When a message was made, by the clock of the program: its key begins with the moment in milliseconds. */
export function madeAt(file) {
  return Number.parseInt(file.slice(0, 13).replace("-", ""), 16);
}

/** All messages, newest first. */
export async function mailIn(folder) {
  const files = await filesIn(folder);
  return newestFirst(await Promise.all(files.map((file) => messageIn(folder, file))));
}

async function messageIn(folder, file) {
  const place = path.join(folder, file);
  const [raw, { mtimeMs }] = await Promise.all([readFile(place, "latin1"), stat(place)]);
  return { file, mtimeMs, ...readMessage(raw) };
}

function newestFirst(messages) {
  return messages.sort((one, other) => other.mtimeMs - one.mtimeMs);
}

async function filesIn(folder) {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  } catch (fault) {
    if (fault.code === "ENOENT") return [];
    throw fault;
  }
}

/** Reads one message from its bytes as latin1 text. The text part is decoded, never HTML. */
export function readMessage(raw) {
  const { headers, body } = split(raw);
  const text = plainText(headers, body);
  return {
    headers,
    to: decodeWords(headers.get("to") ?? ""),
    subject: decodeWords(headers.get("subject") ?? ""),
    text,
    links: [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link.replace(/[.,)]+$/, "")),
  };
}

function split(raw) {
  const lines = raw.replace(/\r\n/g, "\n");
  const gap = lines.indexOf("\n\n");
  const head = (gap < 0 ? lines : lines.slice(0, gap)).replace(/\n[ \t]+/g, " ");
  const headers = new Map();
  for (const line of head.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: gap < 0 ? "" : lines.slice(gap + 2) };
}

function plainText(headers, body) {
  const type = headers.get("content-type") ?? "text/plain";
  const boundary = /^multipart\//i.test(type) && /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    for (const part of body.split(`--${boundary}`).slice(1)) {
      if (part.startsWith("--")) break;
      const inner = split(part.replace(/^[ \t]*\n/, ""));
      const text = plainText(inner.headers, inner.body);
      if (text) return text;
    }
    return "";
  }
  if (!/^text\/plain/i.test(type)) return "";
  const encoding = (headers.get("content-transfer-encoding") ?? "7bit").toLowerCase();
  if (encoding === "base64") throw new Error("the plain-text part is base64, which surface.md rules out");
  const bytes = encoding === "quoted-printable" ? quotedPrintable(body) : body;
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function quotedPrintable(text) {
  return text
    .replace(/[ \t]*=\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

// Headers with letters such as é come as =?utf-8?Q?…?= or =?utf-8?B?…?=.
function decodeWords(value) {
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind, text) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(text, "base64").toString("utf8")
        : Buffer.from(quotedPrintable(text.replace(/_/g, " ")), "latin1").toString("utf8"),
    );
}
