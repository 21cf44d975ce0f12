// The app with one-time codes on somebody's telephone (RFC 6238).
import { createHmac } from "node:crypto";

const STEP = 30;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An app that was given a secret in base32; it never shows one code twice, as ours works once. */
export function codeApp(secret) {
  let last = -1;
  return {
    /** The code of now; of the next half minute when that of now was given already. */
    code: () => {
      const now = Math.floor(Date.now() / 1000 / STEP);
      last = Math.max(now, last + 1);
      if (last > now + 1) throw new Error("three codes in half a minute: the service refuses that");
      return codeOf(secret, last);
    },
  };
}

/** The six digits of a secret for a step of half a minute, counted from 1970. */
export function codeOf(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function bytesOf(base32) {
  let bits = "";
  for (const letter of base32.replace(/\s|=+$/g, "").toUpperCase()) {
    bits += LETTERS.indexOf(letter).toString(2).padStart(5, "0");
  }
  return Buffer.from(bits.match(/.{8}/g).map((eight) => parseInt(eight, 2)));
}
