/* What stands on this device about itself: whose it is, its wrapped key, its token. How it comes, and how it goes. */

import { uuidv7 } from "../journal/canonical.js";
import { asked } from "./store.js";
import { created, sealed, toBase64 } from "./vault.js";

const NAMES = ["vault", "device", "token", "owner"];
const MARK = "eyre-field-device"; // an id that says nothing, outside the store, to notice when the store was emptied
const BEFORE = Date.UTC(2020, 0, 1);

/** This browser is set up already. */
export class AlreadySetUp extends Error {}

/** Something here was not sent; `waiting` says how much. */
export class Unsent extends Error {
  constructor(waiting) {
    super(waiting === 1 ? "1 answer was not sent yet" : `${waiting} answers were not sent yet`);
    this.waiting = waiting;
  }
}

/** The rows of this device by name, or null where it is not set up. */
export async function rowsOf(store) {
  const rows = await store.read("device", ({ device }) =>
    Promise.all(NAMES.map((name) => asked(device.get(name)))),
  );
  return rows[0] ? Object.fromEntries(NAMES.map((name, place) => [name, rows[place]])) : null;
}

/** Everything a device needs, made in memory: nothing is kept or sent yet. `recovery` {name, spki}, `person` {id, name}.
    Gives {key, rows, registration}. Throws UnfitPassphrase. */
export async function prepared({ passphrase, recovery, person, name, iterations, id = uuidv7(), made = Date.now() }) {
  const { record, key } = await created(passphrase, recovery, iterations);
  const token = safely(toBase64(crypto.getRandomValues(new Uint8Array(32))));
  const digest = await sha256(token);
  const rows = [
    { name: "vault", record },
    { name: "device", id, called: name, digest, made, whose: await whose(id, person.id) },
    { name: "token", ...(await sealed(key, "token", token)) },
    { name: "owner", ...(await sealed(key, "owner", person)) },
    { name: "tries", wrong: 0 },
  ];
  return { key, rows, registration: registration(rows[1], record) };
}

/** What the server is told of a device; the same again changes nothing there. */
export function registration({ id, called, digest }, { forRecovery }) {
  return { id, name: called, vault: { version: 1, recovery: forRecovery.name }, digest };
}

/** Keep a device that was prepared: all of it or nothing. Throws AlreadySetUp. */
export async function kept(store, rows) {
  try {
    await store.written("device", ({ device }) => rows.forEach((row) => void device.add(row)));
  } catch (why) {
    if (why.name !== "ConstraintError") throw why;
    throw new AlreadySetUp("This browser is set up already: load the page again");
  }
  localStorage.setItem(MARK, rows.find(({ name }) => name === "device").id);
}

/** In which row of the server's register this person stands, without their number: a digest that another device makes
    differently. */
export function whose(id, person) {
  return sha256(`${id}:${person}`);
}

/** Let go of what the server has, and of the cases about which nothing waits. What waits stays. */
export async function swept(store) {
  await store.written(["operations", "leases", "pages"], async ({ operations, leases, pages }) => {
    const all = await asked(operations.getAll());
    const waiting = all.filter(({ state }) => state === "waiting");
    const about = new Set(waiting.map(({ assessment }) => assessment));
    all.filter(({ state }) => state !== "waiting").forEach(({ id }) => operations.delete(id));
    if (about.has(undefined)) return; // kept by an older form of the store, which does not say about what
    for (const cases of [leases, pages]) {
      for (const key of await asked(cases.getAllKeys())) if (!about.has(key)) cases.delete(key);
    }
  });
}

/** How many operations wait on this device, whether it is locked or not. */
export function unsent(store) {
  const range = IDBKeyRange.bound(["waiting", -Infinity], ["waiting", Infinity]);
  return store.read("operations", ({ operations }) => asked(operations.index("state").count(range)));
}

/** Forget everything, in one transaction with the look at what waits. Throws Unsent where something does that is not
    among `saved`, the ids in a rescue file. */
export async function wiped(store, { saved = new Set() } = {}) {
  await rowsOf(store);
  const names = [...(await store.waiting).objectStoreNames];
  await store.written(names, async (stores) => {
    const rows = await asked(stores.operations.getAll());
    const waiting = rows.filter(({ id, state }) => state === "waiting" && !saved.has(id)).length;
    if (waiting) throw new Unsent(waiting);
    names.forEach((name) => void stores[name].clear());
  });
  localStorage.removeItem(MARK);
  await store.close();
  await deleted(store);
}

/** {id} of a device that stood here and was emptied by the browser since; null where none did. */
export function emptiedBefore() {
  const id = localStorage.getItem(MARK);
  return id ? { id } : null;
}

/** The emptying was told: it need not be told again. */
export function forgottenMark() {
  localStorage.removeItem(MARK);
}

/** The browser emptied the store under an open page, which still knows the rows: they are kept again, so that what is
    written from now on can be opened. Counting goes on well beyond every number this device can have given. */
export async function keptAgain(store, rows, now = Date.now()) {
  const sequence = { name: "sequence", last: Math.floor((now - BEFORE) / 1000) };
  await store.written("device", ({ device }) => {
    [...NAMES.map((name) => rows[name]), sequence].forEach((row) => void device.put(row));
  });
}

function deleted({ factory, name }) {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = resolve;
    request.onblocked = resolve; // it is empty already; the file goes when the last tab lets it go
    request.onerror = () => reject(request.error);
  });
}

async function sha256(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Base64 as it may stand anywhere (RFC 4648, 5), without padding. */
function safely(text) {
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
