/* How is what stands on a device kept from whoever finds the device? By WebCrypto alone.

   One random key per device (AES-256-GCM) seals every operation. The key itself is kept wrapped, once by a key made from
   the offline passphrase (PBKDF2-HMAC-SHA-256), once for the organisation's recovery key (RSA-OAEP-SHA-256), and it is
   in memory only while the device is unlocked, in a form that no script can read out. */

export const ITERATIONS = 600000; // OWASP Password Storage Cheat Sheet, for PBKDF2-HMAC-SHA-256
export const SHORTEST = 12; // characters of a passphrase
const PIECE = 8192; // bytes turned into letters at once
const WRAPPED = new TextEncoder().encode("eyre device key");

/** The passphrase is not the one the device was set up with. */
export class WrongPassphrase extends Error {}
/** The passphrase may not be used; the message says why. */
export class UnfitPassphrase extends Error {}
/** What is sealed cannot be opened: it was changed, or belongs somewhere else. */
export class Broken extends Error {}

/** A new device key: `record` is what is kept, `key` what seals and opens until the device is locked. */
export async function created(passphrase, recovery, iterations = ITERATIONS) {
  const fit = checked(passphrase);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const record = {
    version: 1,
    byPassphrase: await wrappedByPassphrase(key, fit, iterations),
    forRecovery: await wrappedForRecovery(key, recovery),
  };
  return { record, key: await opened(record, passphrase) };
}

/** The device key, by the passphrase. Throws WrongPassphrase. */
export async function opened(record, passphrase) {
  return unwrapped(record, passphrase, false);
}

/** The record with another passphrase; what is sealed stays as it is. Throws WrongPassphrase, UnfitPassphrase. */
export async function changed(record, passphrase, next) {
  const fit = checked(next);
  const key = await unwrapped(record, passphrase, true);
  const { iterations } = record.byPassphrase;
  return { ...record, byPassphrase: await wrappedByPassphrase(key, fit, iterations) };
}

/** The record with a second way in: 32 secret bytes that an authenticator alone gives; `about` says which, in clear.
    Throws WrongPassphrase. */
export async function alsoBy(record, passphrase, secret, about) {
  const key = await unwrapped(record, passphrase, true);
  return { ...record, byPasskey: { ...about, ...(await wrappedBySecret(key, secret)) } };
}

/** The device key, by the secret of its authenticator. Throws WrongPassphrase. */
export async function openedBySecret(record, secret) {
  const { salt, iv, box } = record.byPasskey;
  return unwrappedBy(await secretKey(secret, salt), iv, box, false, "That passkey does not open this device");
}

/** A value as sealed bytes; `name` says what it is, and it opens under no other name. */
export async function sealed(key, name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = new TextEncoder().encode(JSON.stringify(value));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(name) }, key, content);
  return { iv, box: new Uint8Array(box) };
}

/** The value again. Throws Broken. */
export async function unsealed(key, name, { iv, box }) {
  try {
    const content = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(name) }, key, box);
    return JSON.parse(new TextDecoder().decode(content));
  } catch (why) {
    if (why.name !== "OperationError") throw why;
    throw new Broken(`${name} cannot be opened: it was changed, or was sealed by another key`);
  }
}

/** The bytes of a base64 text, and back. Loops, because a rescue file has tens of thousands of rows. */
export function fromBase64(text) {
  const letters = atob(text);
  const content = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place += 1) content[place] = letters.charCodeAt(place);
  return content;
}
export function toBase64(content) {
  let letters = "";
  for (let place = 0; place < content.length; place += PIECE) letters += String.fromCharCode(...content.subarray(place, place + PIECE));
  return btoa(letters);
}

/** What stands against a passphrase, in words; nothing where it may be used. */
export function problemOf(passphrase) {
  try {
    checked(passphrase);
  } catch (why) {
    if (!(why instanceof UnfitPassphrase)) throw why;
    return why.message;
  }
  return "";
}

function bytes(text) {
  return new TextEncoder().encode(text);
}

/** The passphrase as it is used: composed one way, so that the same keys typed on two machines mean the same. */
function checked(passphrase) {
  const text = passphrase.normalize("NFKC");
  if ([...text].length < SHORTEST) throw new UnfitPassphrase(`Use at least ${SHORTEST} characters`);
  if (new Set(text).size < 5) throw new UnfitPassphrase("Use more than four different characters");
  return text;
}

async function wrappingKey(passphrase, salt, iterations) {
  const secret = await crypto.subtle.importKey("raw", bytes(passphrase), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

async function wrappedByPassphrase(key, passphrase, iterations) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const by = await wrappingKey(passphrase, salt, iterations);
  const box = await crypto.subtle.wrapKey("raw", key, by, { name: "AES-GCM", iv, additionalData: WRAPPED });
  return { salt, iterations, iv, box: new Uint8Array(box) };
}

/** `recovery`: the organisation's public key as SPKI in base64, and its name, which the record carries along. */
async function wrappedForRecovery(key, recovery) {
  const how = { name: "RSA-OAEP", hash: "SHA-256" };
  const by = await crypto.subtle.importKey("spki", fromBase64(recovery.spki), how, false, ["wrapKey"]);
  const box = await crypto.subtle.wrapKey("raw", key, by, { name: "RSA-OAEP", label: WRAPPED });
  return { name: recovery.name, box: new Uint8Array(box) };
}

async function wrappedBySecret(key, secret) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: WRAPPED };
  const box = await crypto.subtle.wrapKey("raw", key, await secretKey(secret, salt), how);
  return { salt, iv, box: new Uint8Array(box) };
}

/** No rounds as for a passphrase: nobody guesses 32 bytes of an authenticator. */
async function secretKey(secret, salt) {
  const from = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: WRAPPED };
  return crypto.subtle.deriveKey(how, from, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

async function unwrapped(record, passphrase, extractable) {
  const { salt, iterations, iv, box } = record.byPassphrase;
  const by = await wrappingKey(passphrase.normalize("NFKC"), salt, iterations);
  return unwrappedBy(by, iv, box, extractable, "That is not the passphrase of this device");
}

async function unwrappedBy(by, iv, box, extractable, words) {
  const how = { name: "AES-GCM", iv, additionalData: WRAPPED };
  try {
    return await crypto.subtle.unwrapKey("raw", box, by, how, "AES-GCM", extractable, ["encrypt", "decrypt"]);
  } catch (why) {
    if (why.name !== "OperationError") throw why;
    throw new WrongPassphrase(words);
  }
}
