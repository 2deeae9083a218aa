/* The field page: one document in which all work without a network happens. It wires what the other modules do. */

import { drawCounts } from "./counts.js";
import { Doors } from "./doors.js";
import { drawDevice } from "./keeping.js";
import { Leases } from "./leases.js";
import { drawList, emptyList, ticked } from "./listing.js";
import { Lock } from "./lock.js";
import { Opening } from "./opening.js";
import { Outbox } from "./outbox.js";
import { drawRescue } from "./rescuing.js";
import { Sending } from "./sending.js";
import { Sequence } from "./sequence.js";
import { drawSetup } from "./setup.js";
import { drawSignOut } from "./signing_out.js";
import { Store } from "./store.js";
import { drawUnlock } from "./unlocking.js";
import { ways } from "./ways.js";
import { counted } from "./words.js";

const root = document.getElementById("field");
const part = (name) => document.getElementById(`field-${name}`);
const CASE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FRESH = 2_500; // ms that a case may take to be asked for anew
const channel = new BroadcastChannel("eyre-field");

/** The device is locked: nothing can be kept or opened. */
class Locked extends Error {}

const store = new Store({ lost: () => lock.check() });
const doors = new Doors({ base: root.dataset.doors });
const lock = new Lock({ store, doors, onchange: (state, why) => turned(state, why) });
const key = () => {
  if (!lock.key) throw new Locked("This device is locked: unlock it, and it is kept");
  return lock.key;
};
const leases = new Leases({ store, doors, key });
const outbox = new Outbox({
  store,
  post: ways({ doors, token: () => lock.token() }),
  where: (assessment) => leases.inspectionOf(assessment),
  id: () => lock.id,
  settled: (operations, results) => {
    heard(operations, results);
    channel.postMessage({ operations: operations.map(({ id, key: of, base, assessment }) => ({ id, key: of, base, assessment })), results });
  },
});
Object.defineProperty(outbox, "key", { get: key });
const sending = new Sending({
  outbox, doors, met, renew, reported, over,
  isOpen: () => lock.state === "unlocked",
  changed: () => counts(),
});
const opening = new Opening({ place: part("case"), leases, outbox, sending, device: { next: () => numbers.next() } });
let numbers = null;
let work = null;
let routing = Promise.resolve();

lock.before(() => opening.close());
const panels = {
  setup: drawSetup({ root: part("setup"), lock, store, doors }),
  unlock: drawUnlock({ root: part("unlock"), lock, store, doors }),
  device: drawDevice({ root: part("device"), lock, store, doors }),
  rescue: drawRescue({ root: part("rescue"), lock, store, doors }),
  signOut: drawSignOut({ root: part("sign-out"), lock, store, doors }),
};

/** The lock turned, here or in another window. */
async function turned(state, why) {
  root.dataset.lock = state;
  if (state !== "unlocked") emptyList(root);
  part("setup").hidden = state !== "none";
  part("unlock").hidden = !["locked", "blocked", "other"].includes(state);
  part("device").hidden = !["unlocked", "locked", "blocked"].includes(state);
  for (const panel of [panels.unlock, panels.device, panels.signOut]) panel.draw(why);
  doors.device = lock.id;
  if (state === "unlocked") {
    if (numbers?.id !== lock.id) numbers = new Sequence({ store, id: lock.id });
    await outbox.adopt();
    await leases.expired();
    sending.now();
  }
  await route();
  await counts();
}

/** A hello came. Gives whose device this is. */
async function met(hello) {
  work = hello.work;
  const whose = await lock.met(hello);
  for (const panel of Object.values(panels)) await panel.met?.(hello);
  root.dataset.met = whose;
  if (whose === "revoked") await revoked();
  if (!opening.assessment) await list();
  return whose;
}

/** This device was revoked: what waits is sent, or left at the door of the office, in the round that begins now. */
async function revoked() {
  if (lock.state !== "unlocked") return say("This device was revoked. Unlock it, and what was not sent is left with the office.");
  await opening.close();
  say("This device was revoked. What was not sent is left with the office, and then everything here is deleted.");
}

/** A round is over: a revoked device on which nothing waits forgets everything. */
async function over() {
  if (root.dataset.met === "revoked" && lock.state === "unlocked" && !(await outbox.status()).waiting) await lock.wipe();
}

/** The server began another life: what lies here is asked for again, so that it knows it. */
async function renew() {
  const heads = await leases.all();
  const cases = heads.map(({ inspection, pseudonym, assessment }) => ({ inspection, pseudonym, assessment }));
  if (cases.length) await leases.take({ cases });
}

async function reported() {
  const { waiting, quarantined, since } = await outbox.status();
  const estimate = await navigator.storage.estimate?.();
  return {
    device: lock.id,
    waiting,
    since: since === null ? null : new Date(since).toISOString(),
    quarantined,
    stored_bytes: estimate?.usage ?? null,
    persisted: (await navigator.storage.persisted?.()) ?? null,
    leases: await leases.ids(),
  };
}

/** Show what the address says: a case, or the list. One after the other. */
function route() {
  routing = routing.then(routed, routed);
  return routing;
}

async function routed() {
  const wanted = CASE.exec(location.hash.slice(1))?.[0];
  const isOpen = lock.state === "unlocked";
  const isNew = isOpen && wanted && wanted !== opening.assessment;
  const unkept = wanted !== opening.assessment ? await opening.away() : "";
  if (isNew && !unkept) await refreshed(wanted);
  const words = unkept || (isNew ? await opening.open(wanted) : "");
  const shown = isOpen && Boolean(opening.assessment) && !words;
  part("case").hidden = !shown;
  part("list").hidden = !isOpen || shown;
  part("front").hidden = shown;
  if (isNew || unkept) say(words);
  if (unkept) opening.close().then(keptAfterAll);
  if (isOpen && !shown) await list();
}

/** What was in memory only is on this device now: what the address says can be shown. */
async function keptAfterAll() {
  say("");
  await route();
}

/** With a network a case opens as the server has it now, where that does not take long and nothing of it waits here. */
async function refreshed(assessment) {
  if (sending.network !== "online" || !(await leases.ids()).includes(assessment)) return;
  if ((await outbox.unsent()).has(assessment)) return;
  const taking = leases.take({ assessments: [assessment] }).catch((why) => {
    if (!why.status && why.name !== "NotReached") throw why;
  });
  await Promise.race([taking, new Promise((resolve) => setTimeout(resolve, FRESH))]);
}

async function list() {
  if (lock.state !== "unlocked") return;
  const [heads, unsent] = [await leases.all(), await outbox.unsent()];
  if (lock.state !== "unlocked") return; // meanwhile
  drawList({ root, heads, unsent, work: sending.network === "offline" ? null : work });
}

async function counts() {
  drawCounts(part("counts"), await outbox.status(), sending);
  root.dataset.network = sending.network;
}

function heard(operations, results) {
  opening.heard(operations, results);
  counts();
}

function say(words) {
  part("said").textContent = words;
  part("said").hidden = !words;
}

/** Let this page be opened without a network. */
async function keptAtHand() {
  const failed = (why) => {
    if (!(why instanceof Error)) throw why;
    say(`This page could not be kept for work without a network (${why.message}). It is tried again when it is loaded again.`);
  };
  await navigator.serviceWorker?.register(root.dataset.worker, { scope: root.dataset.scope }).catch(failed);
}

part("there").addEventListener("submit", async (event) => {
  event.preventDefault();
  const wanted = ticked(part("there"));
  const button = part("there").querySelector("button");
  button.disabled = true;
  try {
    const refused = await leases.take(wanted);
    say(refused.length ? `Not taken along: ${refused.map(({ id, words }) => `${id}: ${words}`).join(" ")}` : "Taken along. These cases open without a network.");
    sending.now();
  } catch (why) {
    if (!(why instanceof Error)) throw why;
    say(`Nothing was taken along: ${why.message}`);
  }
  button.disabled = false;
  await list();
  await counts();
});
addEventListener("hashchange", async () => {
  const wanted = location.hash.slice(1);
  // A place in the case that is open: a reload comes back to the case
  if (wanted && !CASE.test(wanted)) return history.replaceState(null, "", `#${opening.assessment ?? ""}`);
  say("");
  await route();
  const focused = part(opening.assessment ? "case" : "front").querySelector("h1");
  focused.focus();
});
channel.onmessage = ({ data }) => heard(data.operations, data.results);
setInterval(counts, 5_000);

await keptAtHand();
await lock.begin();
root.dataset.ready = "yes";
sending.now();
