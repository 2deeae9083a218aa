/* Can this browser keep work safely? Asked before fieldwork, and said in words with the way out.

   A finding is {id, state, words, way}: "fine"; "mind" (it may be set up, knowing this); "stop" (work could be lost). */

const SPACE = { least: 100e6, good: 500e6 }; // bytes: two hundred cases with their forms are about 50 MB
const FAR = 10 * 60 * 1000; // ms between this clock and the server's
const TRIAL = "eyre-probe";

/** Every finding, in the order in which a person would mend them. `server`: the server's clock in ms, where it is known. */
export async function probed({ scope = globalThis, server = null, now = Date.now } = {}) {
  const first = [secure(scope), crypt(scope)];
  const rest = [kept, apart, worker, tabs, persistent, space].map((find) => find(scope));
  return [...first, ...(await Promise.all(rest)), ...(server === null ? [] : [clock(server, now())])];
}

/** Whether a device may be set up in this browser. */
export function fit(findings) {
  return findings.every(({ state }) => state !== "stop");
}

/** Ask the browser never to empty what is kept here by itself. It may refuse, and mostly does so without asking. */
export async function askedToPersist(storage = navigator.storage) {
  return (await storage?.persist?.()) ?? false;
}

function secure({ isSecureContext }) {
  return said("secure", isSecureContext, "The connection is secure", "The connection is not secure", "Open Eyre at its address that begins with https");
}

function crypt({ crypto }) {
  return said("crypto", Boolean(crypto?.subtle), "The browser can seal what is kept", "The browser cannot seal what is kept", "Open Eyre at its address that begins with https, in an up-to-date Chrome, Edge or Firefox");
}

/** Something is written, read again on a new connection, and removed. */
async function kept({ indexedDB }) {
  const words = "The browser keeps what is written";
  const way = "Leave the private window, or free space on this device, or use another browser";
  try {
    await tried(indexedDB);
    return said("kept", true, words);
  } catch (why) {
    return said("kept", false, words, `The browser does not keep what is written (${why.name})`, way);
  }
}

/** Firefox and Safari refuse a private window its own files. Chromium shows no difference: see `persistent`. */
async function apart({ navigator }) {
  const way = "Close this window and open Eyre in an ordinary one: a private window forgets everything when it is closed";
  try {
    await navigator.storage?.getDirectory?.();
    return said("private", true, "The browser does not say that this is a private window");
  } catch (why) {
    return said("private", false, "", `This seems to be a private window (${why.name})`, way);
  }
}

async function worker({ navigator, caches }) {
  const able = Boolean(navigator.serviceWorker && caches);
  return said("worker", able, "Eyre opens without a network", "Eyre would not open without a network here", "Leave the private window, or use an up-to-date Chrome, Edge or Firefox");
}

async function tabs({ navigator, BroadcastChannel }) {
  const able = Boolean(navigator.locks && BroadcastChannel);
  return said("tabs", able, "Several tabs take turns", "Several tabs would get in each other’s way", "Use an up-to-date Chrome, Edge or Firefox");
}

async function persistent({ navigator }) {
  const words = "The browser has promised not to empty what is kept here";
  if (await navigator.storage?.persisted?.()) return said("persistent", true, words);
  const otherwise = "The browser has not promised to keep this: it may empty it when the disk is nearly full or Eyre is not used for long, and a private window forgets it when it is closed";
  const way = "Make sure that this is not a private window. Install Eyre from the browser’s menu or bookmark it, then ask again. Send often, and save a rescue file on days without a network";
  return { id: "persistent", state: "mind", words: otherwise, way };
}

async function space({ navigator }) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (!quota) return { id: "space", state: "mind", words: "The browser does not say how much space there is", way: "See that this device has 500 MB free" };
  const free = quota - (usage ?? 0);
  const words = `There is space for ${Math.floor(free / 1e6).toLocaleString("en-GB")} MB`;
  if (free >= SPACE.good) return said("space", true, words);
  const way = "Free space on this device until there are 500 MB";
  return { id: "space", state: free < SPACE.least ? "stop" : "mind", words: `${words} only`, way };
}

function clock(server, here) {
  const minutes = Math.round((here - server) / 60_000);
  if (Math.abs(here - server) <= FAR) return said("clock", true, "The clock agrees with the server’s");
  const words = `The clock is ${Math.abs(minutes).toLocaleString("en-GB")} minutes ${minutes > 0 ? "ahead of" : "behind"} the server’s`;
  return { id: "clock", state: "mind", words, way: "Set the clock of this device: what you write carries its time" };
}

function said(id, able, words, otherwise = "", way = "") {
  return able ? { id, state: "fine", words, way: "" } : { id, state: "stop", words: otherwise, way };
}

async function tried(factory) {
  if (!factory) throw new DOMException("no IndexedDB", "NotSupportedError");
  const content = crypto.getRandomValues(new Uint8Array(65_536));
  const first = await opened(factory);
  const strict = await written(first, content);
  first.close();
  const again = await opened(factory);
  const found = await promised(again.transaction("trial").objectStore("trial").get("content"));
  again.close();
  await promised(factory.deleteDatabase(TRIAL));
  if (!strict) throw new DOMException("no strict transactions", "NotSupportedError");
  if (found?.length !== content.length || found.some((byte, place) => byte !== content[place])) throw new DOMException("not what was written", "DataError");
}

function opened(factory) {
  const request = factory.open(TRIAL, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("trial");
  return promised(request);
}

function written(database, content) {
  const transaction = database.transaction("trial", "readwrite", { durability: "strict" });
  transaction.objectStore("trial").put(content, "content");
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(transaction.durability === "strict");
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
