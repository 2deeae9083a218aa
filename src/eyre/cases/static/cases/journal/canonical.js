/* Which bytes stand for an operation? The same as eyre.core.journal: both read tests/vectors/operations.json. */

const LARGEST = Number.MAX_SAFE_INTEGER;
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** A value has no canonical form; the message says why. */
export class NotCanonical extends Error {}

/** The one text of a value: RFC 8785 without fractions. Throws NotCanonical. */
export function canonicalise(value) {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return whole(value);
  if (Array.isArray(value)) return `[${value.map(canonicalise).join(",")}]`;
  if (typeof value === "object") {
    // Without an order of its own, sort() compares UTF-16 code units, which is what RFC 8785 asks for
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${text(name)}:${canonicalise(value[name])}`).join(",")}}`;
  }
  throw new NotCanonical(`${typeof value} is no kind of value that is kept`);
}

function text(value) {
  if (HALF.test(value)) throw new NotCanonical("a text holds half a character");
  return JSON.stringify(value);
}

function whole(value) {
  if (!Number.isInteger(value)) throw new NotCanonical(`${value} is no whole number`);
  if (Math.abs(value) > LARGEST) throw new NotCanonical("a number is beyond what every machine can count");
  return String(Object.is(value, -0) ? 0 : value);
}

/** The SHA-256 of an operation without its hash, in hexadecimal. */
export async function hashOf(operation) {
  const rest = { ...operation };
  delete rest.hash;
  const bytes = new TextEncoder().encode(canonicalise(rest));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same operation with its hash: what is kept, and sent as it is. */
export async function sealed(operation) {
  return { ...operation, hash: await hashOf(operation) };
}

/** A new id: a UUID of version 7 (RFC 9562, 5.7) from this clock, in milliseconds, and ten random bytes. */
export function uuidv7(milliseconds = Date.now(), random = crypto.getRandomValues(new Uint8Array(10))) {
  const bytes = new Uint8Array(16);
  let rest = Math.max(0, Math.floor(milliseconds));
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32].map((end, i, ends) => digits.slice(ends[i - 1] ?? 0, end)).join("-");
}

/** What was on the device's clock, with its offset from UTC: 2026-11-24T09:30:00.000+00:00. */
export function clock(now = new Date()) {
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60000).toISOString().slice(0, 23);
  const part = (minutes) => String(Math.trunc(minutes)).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${part(Math.abs(offset) / 60)}:${part(Math.abs(offset) % 60)}`;
}
