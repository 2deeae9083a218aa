/* On every page of work: what waits on this device, and since when. Counts only; nothing is opened. */

import { counted, moment } from "./words.js";

const NAME = "eyre-fieldwork";
const MARK = "eyre-field-device"; // stands beside the store of a device that was set up
const DAY = 24 * 60 * 60 * 1000; // ms
const EVERY = 30_000; // ms

/** {waiting, since} of the store as it stands, in whatever version; null where there is none. */
export async function waits(factory = indexedDB) {
  const all = await factory.databases();
  if (!all.some(({ name }) => name === NAME)) return null;
  const database = await asked(factory.open(NAME));
  try {
    if (!database.objectStoreNames.contains("operations")) return null;
    const index = database.transaction("operations").objectStore("operations").index("state");
    const range = IDBKeyRange.bound(["waiting", -Infinity], ["waiting", Infinity]);
    const [waiting, [oldest]] = await Promise.all([asked(index.count(range)), asked(index.getAll(range, 1))]);
    return { waiting, since: oldest?.made ?? null };
  } finally {
    database.close();
  }
}

/** What is said of it, and whether it waits for too long. */
export function inWords({ waiting, since }, now = Date.now()) {
  if (!waiting) return { words: "On this device everything was sent.", isLate: false };
  const isLate = now - since > DAY;
  const reminder = isLate ? " That is more than a day: send them now." : "";
  return { words: `${counted(waiting)} on this device ${waiting === 1 ? "waits" : "wait"} to be sent, since ${moment(since, now)}.${reminder}`, isLate };
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function drawn(place) {
  const held = await waits();
  place.hidden = !held;
  if (!held) return;
  const { words, isLate } = inWords(held);
  place.querySelector("[data-words]").textContent = words;
  place.classList.toggle("eyre-device--late", isLate);
}

const place = document.getElementById("eyre-device");
if (place && localStorage.getItem(MARK)) {
  await drawn(place);
  setInterval(() => drawn(place), EVERY);
}
