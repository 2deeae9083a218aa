/* What was written here, and how far has it come? An operation is "kept" once its transaction on this device is complete,
   and "sent" once the server has listed its id and its hash after the server's own commit. Nothing is forgotten at that:
   a server may come back from a backup, and then what it had acknowledged is offered again. */

import { batchOf } from "../form/outbox.js";
import { checked } from "./acknowledging.js";
import { asked } from "./store.js";
import { Broken, sealed, unsealed } from "./vault.js";

export { Unacknowledged } from "./acknowledging.js";
export { BATCH } from "../form/outbox.js";
export const RETAINED = 21 * 24 * 60 * 60 * 1000; // ms: two weeks between backups, and seven days more
const LOCK = "eyre-outbox";
const OPENED_AT_ONCE = 500;
const LIVES = 3; // new epochs that one flush goes along with

/** What was to be replaced has been offered to a server already: it stays, and what comes now builds on it. */
export class Offered extends Error {}
/** This device's wrapped key stands in the store no more: what is sealed by it would never open again. */
export class Keyless extends Error {}

export class Outbox {
  /** `key`: of the vault; `post(operations, inspection)`: gives the server's reply as data; `now()`: ms; `locks`:
      navigator.locks; `settled(operations, results)` hears what a server said; `where(assessment)`: the inspection of an
      assessment, for rows of version 1, which do not have it themselves; `id()`: the device whose key it is, which must
      stand in the store beside what is kept. */
  constructor({
    store, key, post, now = Date.now, locks = navigator.locks, retained = RETAINED, settled = () => {}, where = () => null,
    id = null,
  }) {
    Object.assign(this, { store, key, post, now, locks, retained, settled, where, id });
  }

  /** Keep an operation on this device. Resolves when it is kept; not before. `replaces`: the operation that is being
      typed; it goes in the same transaction, unless it was offered to a server already: then Offered is thrown. Throws
      Keyless where the browser has emptied the store meanwhile, or another tab has forgotten the device. */
  async put(operation, { inspection = null, replaces = null } = {}) {
    const { id, assessment } = operation;
    const [box, about] = await Promise.all([
      sealed(this.key, id, operation),
      inspection && sealed(this.key, `about:${id}`, { inspection }),
    ]);
    await this.store.written(["operations", "device"], async ({ operations, device }) => {
      if (this.id) await this.#checkKey(device);
      if (replaces) await taken(operations, replaces);
      const count = (await asked(device.get("order"))) ?? { name: "order", last: 0 };
      const order = count.last + 1;
      device.put({ name: "order", last: order });
      operations.add({ id, assessment, state: "waiting", order, made: this.now(), ...box, ...(about && { about }) });
    });
  }

  async #checkKey(device) {
    if ((await asked(device.get("device")))?.id === this.id()) return;
    this.store.lost();
    throw new Keyless("This browser has emptied what was kept here");
  }

  /** Send what waits, oldest first, in batches, each inspection's to its own door. One page at a time does it. Gives how
      many were acknowledged. A door that refuses holds up what is for it and nothing else; its error is thrown at the end.
      An error with `stops` ends the round. */
  async flush() {
    return this.locks.request(LOCK, () => this.#flushed());
  }

  async #flushed() {
    let acknowledged = 0, after = -Infinity, lives = 0;
    const failed = new Map(); // by inspection
    for (;;) {
      const rows = await this.#waiting(after);
      if (!rows.length) break;
      after = rows.at(-1).order;
      const told = await this.#posted(rows, failed);
      acknowledged += told.acknowledged;
      // Another life of the server: all that was sent before waits again, also what is older than this
      if (told.isAnotherLife && (lives += 1) < LIVES) after = -Infinity;
    }
    const [why] = failed.values();
    if (why) throw why;
    return acknowledged;
  }

  /** Send these rows; the inspections whose door failed stand in `failed` with the error, and are left alone. */
  async #posted(rows, failed) {
    const groups = Map.groupBy(await this.#opened(rows, failed), ({ inspection }) => inspection);
    const told = { acknowledged: 0, isAnotherLife: false };
    for (const [inspection, group] of groups) {
      if (failed.has(inspection)) continue;
      try {
        for (let rest = group; rest.length; ) {
          const batch = batchOf(rest.map(({ operation }) => operation)).length;
          const one = await this.#offered(rest.slice(0, batch), inspection);
          told.acknowledged += one.acknowledged;
          told.isAnotherLife ||= one.isAnotherLife;
          rest = rest.slice(batch);
        }
      } catch (why) {
        if (why.stops) throw why;
        failed.set(inspection, why);
      }
    }
    return told;
  }

  /** How many operations stand in which state, and since when the oldest one waits (ms, or null). */
  async status() {
    return this.store.read("operations", async ({ operations }) => {
      const index = operations.index("state");
      const [waiting, sent, quarantined] = await Promise.all(
        ["waiting", "sent", "quarantined"].map((state) => asked(index.count(range(state)))),
      );
      const [oldest] = await asked(index.getAll(range("waiting"), 1));
      return { waiting, sent, quarantined, since: oldest?.made ?? null };
    });
  }

  /** Every operation that is still here about one assessment, opened, oldest first. */
  async about(assessment) {
    return (await this.history(assessment)).map(({ operation }) => operation);
  }

  /** The same with how far each has come: {operation, inspection, state, number, epoch, reason}. */
  async history(assessment) {
    const rows = await this.store.read("operations", ({ operations }) =>
      asked(operations.index("assessment").getAll(range(assessment))),
    );
    return this.#opened(rows);
  }

  /** For each assessment of which something waits, how many operations do. */
  async unsent() {
    const rows = await this.store.read("operations", ({ operations }) =>
      asked(operations.index("state").getAll(range("waiting"))),
    );
    const counts = new Map();
    for (const { assessment } of rows) counts.set(assessment, (counts.get(assessment) ?? 0) + 1);
    return counts;
  }

  /** Write beside each row of version 1 which assessment it is about, so that it is found without opening all. */
  async adopt() {
    const [all, known] = await this.store.read("operations", ({ operations }) =>
      Promise.all([asked(operations.count()), asked(operations.index("assessment").count())]),
    );
    if (all === known) return;
    const rows = (await this.rows()).filter((row) => row.assessment === undefined);
    const about = new Map((await this.#opened(rows)).map(({ operation }) => [operation.id, operation.assessment]));
    if (!about.size) return;
    await this.store.written("operations", async ({ operations }) => {
      for (const [id, assessment] of about) {
        const row = await asked(operations.get(id));
        if (row) operations.put({ ...row, assessment });
      }
    });
  }

  /** Let go of what was sent so long ago that no backup the server may return to lacks it. */
  async prune() {
    const now = this.now();
    await this.store.written("operations", async ({ operations }) => {
      const sent = await asked(operations.index("state").getAll(range("sent")));
      sent.filter((row) => row.until <= now).forEach((row) => operations.delete(row.id));
    });
  }

  /** Everything still here as it is kept, sealed: for the rescue file. */
  async rows() {
    return this.store.read("operations", ({ operations }) => asked(operations.getAll()));
  }

  /** The server came back from a backup (its epoch is another): what was sent waits again. Gives whether it did. */
  async met(epoch) {
    return this.store.written(["operations", "device"], async ({ operations, device }) => {
      const known = await asked(device.get("epoch"));
      if (known?.value === epoch) return false;
      device.put({ name: "epoch", value: epoch });
      if (!known) return false;
      await offeredAgain(operations);
      return true;
    });
  }

  async #waiting(after) {
    return this.store.read("operations", ({ operations }) =>
      asked(operations.index("state").getAll(range("waiting", after), OPENED_AT_ONCE)),
    );
  }

  /** Those that open. The others stay as they are and hold up nothing; `failed` hears of them. */
  async #opened(rows, failed = new Map()) {
    const notOpened = (why) => {
      if (!(why instanceof Broken)) throw why;
      failed.set(Broken, new Broken("An answer on this device cannot be opened: save a rescue file, and show it to your operations officer"));
    };
    return (await Promise.all(rows.map((row) => this.#open(row).catch(notOpened)))).filter(Boolean);
  }

  async #open(row) {
    const { id, order, state, number = null, epoch = null, reason = null } = row;
    const operation = await unsealed(this.key, id, row);
    const about = row.about && (await unsealed(this.key, `about:${id}`, row.about));
    const inspection = about?.inspection ?? (await this.where(operation.assessment));
    return { operation, inspection, order, state, number, epoch, reason };
  }

  /** Offer these to the server, and write down what it says. What is offered is replaced no more. */
  async #offered(entries, inspection) {
    const here = await this.store.written("operations", async ({ operations }) => {
      const rows = await Promise.all(entries.map(({ operation }) => asked(operations.get(operation.id))));
      rows.filter((row) => row && !row.offered).forEach((row) => operations.put({ ...row, offered: true }));
      return new Set(rows.filter(Boolean).map(({ id }) => id));
    });
    const batch = entries.map(({ operation }) => operation).filter(({ id }) => here.has(id));
    if (!batch.length) return { acknowledged: 0, isAnotherLife: false };
    const reply = await this.post(batch, inspection);
    return { acknowledged: batch.length, isAnotherLife: await this.#settled(batch, reply) };
  }

  /** Write down what the reply says, in one transaction with the epoch it came under. Gives whether that is another. */
  async #settled(batch, reply) {
    const verdicts = checked(batch, reply);
    const until = this.now() + this.retained;
    const isAnotherLife = await this.store.written(["operations", "device"], async ({ operations, device }) => {
      const known = await asked(device.get("epoch"));
      device.put({ name: "epoch", value: reply.epoch });
      const isAnother = Boolean(known) && known.value !== reply.epoch;
      if (isAnother) await offeredAgain(operations);
      for (const { id } of batch) {
        const row = await asked(operations.get(id));
        operations.put({ ...row, ...verdicts.get(id), until, epoch: reply.epoch });
      }
      return isAnother;
    });
    this.settled(batch, reply.results);
    return isAnotherLife;
  }
}

function range(name, after = -Infinity) {
  return IDBKeyRange.bound([name, after], [name, Infinity], true);
}

/** Take away the operation that is being typed. Throws Offered where it is no longer this device's alone. */
async function taken(operations, id) {
  const row = await asked(operations.get(id));
  if (!row || row.offered || row.state !== "waiting") throw new Offered(id);
  operations.delete(id);
}

/** Quarantined ones too: a server that has forgotten them must be told of them again. */
async function offeredAgain(operations) {
  const rows = await asked(operations.getAll());
  rows
    .filter((row) => row.state !== "waiting")
    .forEach((row) => operations.put({ ...row, state: "waiting", until: null }));
}
