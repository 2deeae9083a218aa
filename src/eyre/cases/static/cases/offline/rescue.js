/* How does work leave a device that cannot send it? In one file, sealed as it stands here, at any moment, locked or not.
   It is opened by the passphrase in any browser, or by the organisation's recovery key (`eyre rescue`). Sending it twice,
   or together with the device itself, changes nothing: the server knows every operation by its id. */

import { checked, Unacknowledged } from "./acknowledging.js";
import { batchOf } from "../form/outbox.js";
import { clock } from "../journal/canonical.js";
import { NotReached, Refused } from "./doors.js";
import { asked } from "./store.js";
import { Broken, fromBase64, opened, toBase64, unsealed, WrongPassphrase } from "./vault.js";

export const FORMAT = "eyre-rescue/1";
const BYTES = new Set(["salt", "iv", "box"]);

/** The file is no rescue file of Eyre; the message says how one can see that. */
export class NoRescueFile extends Error {}
/** There is nothing here that a file could hold. */
export class NothingHere extends Error {}

/** {name, text, ids}: the file with everything that is still here, and the ids of the operations in it. Needs no key. */
export async function saved({ store, now = () => new Date() }) {
  const { vault, device, token, owner, rows } = await store.read(["device", "operations"], async (stores) => ({
    vault: await asked(stores.device.get("vault")),
    device: await asked(stores.device.get("device")),
    token: await asked(stores.device.get("token")),
    owner: await asked(stores.device.get("owner")),
    rows: await asked(stores.operations.getAll()),
  }));
  if (!vault) throw new NothingHere("This browser is not set up: there is nothing to save");
  const made = now();
  const sealedRows = rows.map(({ id, state, order, iv, box, about }) => ({ id, state, order, iv, box, about }));
  const told = { format: FORMAT, device: device.id, made: made.toISOString(), vault: vault.record, token, owner, rows: sealedRows };
  const name = `eyre-rescue-${clock(made).slice(0, 16).replace("T", "-").replace(":", "")}.json`;
  return { name, text: JSON.stringify(told, inBase64), ids: new Set(rows.map(({ id }) => id)) };
}

/** A file that was loaded, still sealed. Throws NoRescueFile. */
export function read(text) {
  const file = parsed(text);
  if (file?.format !== FORMAT) throw new NoRescueFile("This is no rescue file of Eyre: it does not begin as one");
  const able = file.device && file.vault?.byPassphrase?.box && Array.isArray(file.rows) && file.rows.every((row) => row?.id && row.iv && row.box);
  if (!able) throw new NoRescueFile("This rescue file is not whole: save it again on its device");
  return file;
}

/** {owner, token, items, broken}: what is in it, by the passphrase of its device. `items`: {operation, inspection}, oldest
    first; `broken`: ids of what cannot be opened, which holds up nothing else. Throws WrongPassphrase. */
export async function unlocked(file, passphrase) {
  const key = await opened(file.vault, passphrase);
  const rows = [...file.rows].sort((one, two) => one.order - two.order);
  const found = await Promise.all(rows.map((row) => item(key, row)));
  return {
    owner: file.owner ? await unsealed(key, "owner", file.owner) : null,
    token: file.token ? await unsealed(key, "token", file.token) : null,
    items: found.filter(({ operation }) => operation),
    broken: found.filter(({ operation }) => !operation).map(({ id }) => id),
  };
}

/** Send what is in a file. `person`: who is signed in, or null. What the ordinary door does not take, because it is not
    that person's or not theirs any more, is deposited. Gives {taken, apart, left}; `left` stayed in the file: send again. */
export async function sent({ device, owner, token, items }, { doors, person, work = [] }) {
  const counts = { taken: 0, apart: 0, left: 0, why: "" };
  const known = new Map(work.flatMap(({ inspection, assessments }) => assessments.map(({ id }) => [id, inspection])));
  const groups = Map.groupBy(items, ({ operation, inspection }) => inspection ?? known.get(operation.assessment) ?? null);
  const isOwn = person && owner && String(person.id) === String(owner.id);
  for (const [inspection, group] of groups) {
    const operations = group.map(({ operation }) => operation);
    for (let rest = operations; rest.length; ) {
      const batch = batchOf(rest);
      rest = rest.slice(batch.length);
      await taken(batch, { inspection, doors, device, token, isOwn }, counts);
    }
  }
  return counts;
}

async function taken(batch, how, counts) {
  try {
    const reply = await offered(batch, how);
    for (const { state } of checked(batch, reply).values()) counts[state === "sent" ? "taken" : "apart"] += 1;
  } catch (why) {
    if (![Unacknowledged, NotReached, Refused].some((kind) => why instanceof kind)) throw why;
    counts.left += batch.length;
    counts.why = why.message;
  }
}

async function offered(batch, { inspection, doors, device, token, isOwn }) {
  if (isOwn && inspection) {
    try {
      return await doors.batch(inspection, batch);
    } catch (why) {
      if (![403, 404].includes(why.status) || why.problem === "csrf") throw why;
    }
  }
  return doors.deposit({ device, token, operations: batch, ...(inspection && { inspection }) });
}

async function item(key, row) {
  try {
    const operation = await unsealed(key, row.id, row);
    const about = row.about ? await unsealed(key, `about:${row.id}`, row.about) : {};
    return { operation, inspection: about.inspection ?? null };
  } catch (why) {
    if (!(why instanceof Broken)) throw why;
    return { id: row.id };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text, fromText);
  } catch (why) {
    if (!(why instanceof SyntaxError || why.name === "InvalidCharacterError")) throw why;
    throw new NoRescueFile("This is no rescue file of Eyre: it cannot be read");
  }
}

function inBase64(_, value) {
  return value instanceof Uint8Array ? toBase64(value) : value;
}

function fromText(name, value) {
  return BYTES.has(name) && typeof value === "string" ? fromBase64(value) : value;
}

export { WrongPassphrase };
