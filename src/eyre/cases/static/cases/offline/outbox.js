/* What was written here, and how far has it come? An operation is "kept" once its transaction on this device is complete,
   and "sent" once the server has listed its id and its hash after the server's own commit. Nothing is forgotten at that:
   a server may come back from a backup, and then what it had acknowledged is offered again. */

import { asked } from "./store.js";
import { sealed, unsealed } from "./vault.js";

export const BATCH = 100;
export const RETAINED = 21 * 24 * 60 * 60 * 1000; // ms: two weeks between backups, and seven days more
const LOCK = "eyre-outbox";

/** The server answered, and not as it should: nothing is taken for sent. */
export class Unacknowledged extends Error {}

export class Outbox {
  /** `key`: of the vault; `post(operations)`: gives the server's reply as data; `now()`: ms; `locks`: navigator.locks. */
  constructor({ store, key, post, now = Date.now, locks = navigator.locks, retained = RETAINED }) {
    Object.assign(this, { store, key, post, now, locks, retained });
  }

  /** Keep an operation on this device. Resolves when it is kept; not before. */
  async put(operation) {
    const box = await sealed(this.key, operation.id, operation);
    await this.store.written(["operations", "device"], async ({ operations, device }) => {
      const count = (await asked(device.get("order"))) ?? { name: "order", last: 0 };
      const order = count.last + 1;
      device.put({ name: "order", last: order });
      operations.add({ id: operation.id, state: "waiting", order, made: this.now(), ...box });
    });
  }

  /** Send what waits, oldest first, in batches. One page at a time does it. Gives how many were acknowledged. */
  async flush() {
    return this.locks.request(LOCK, async () => {
      let acknowledged = 0;
      for (;;) {
        const batch = await this.#waiting(BATCH);
        if (!batch.length) return acknowledged;
        const reply = await this.post(await this.#opened(batch));
        acknowledged += await this.#settled(batch, reply);
      }
    });
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
    const rows = await this.store.read("operations", ({ operations }) => asked(operations.getAll()));
    const all = await this.#opened(rows.sort((one, two) => one.order - two.order));
    return all.filter((operation) => operation.assessment === assessment);
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

  async #waiting(most) {
    return this.store.read("operations", ({ operations }) =>
      asked(operations.index("state").getAll(range("waiting"), most)),
    );
  }

  #opened(rows) {
    return Promise.all(rows.map((row) => unsealed(this.key, row.id, row)));
  }

  /** Write down what the reply says, in one transaction with the epoch it came under. */
  async #settled(batch, reply) {
    const operations = await this.#opened(batch);
    const verdicts = checked(operations, reply);
    const until = this.now() + this.retained;
    await this.store.written(["operations", "device"], async ({ operations: rows, device }) => {
      const known = await asked(device.get("epoch"));
      device.put({ name: "epoch", value: reply.epoch });
      if (known && known.value !== reply.epoch) await offeredAgain(rows);
      batch.forEach(({ id, ...row }) =>
        rows.put({ ...row, id, state: verdicts.get(id), until, epoch: reply.epoch }),
      );
    });
    return batch.length;
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
}

function range(state) {
  return IDBKeyRange.bound([state, -Infinity], [state, Infinity]);
}

/** Quarantined ones too: a server that has forgotten them must be told of them again. */
async function offeredAgain(operations) {
  const rows = await asked(operations.getAll());
  rows
    .filter((row) => row.state !== "waiting")
    .forEach((row) => operations.put({ ...row, state: "waiting", until: null }));
}

/** The state each operation goes into, when the reply names every one with its hash. */
function checked(operations, reply) {
  const results = new Map((reply.results ?? []).map((result) => [result.id, result]));
  const states = new Map();
  for (const { id, hash } of operations) {
    const result = results.get(id);
    if (!reply.epoch || !result) throw new Unacknowledged(`The server did not acknowledge ${id}`);
    if (result.hash !== hash) throw new Unacknowledged(`The server holds other bytes under ${id}`);
    if (!["accepted", "quarantined"].includes(result.verdict)) throw new Unacknowledged(result.verdict);
    states.set(id, result.verdict === "accepted" ? "sent" : "quarantined");
  }
  return states;
}
