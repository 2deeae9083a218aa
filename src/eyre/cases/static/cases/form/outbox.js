/* What was written and not yet taken by the server, in memory. The outbox of a device without a network
   (../offline/outbox.js) has the same three methods: put, flush, status; the page knows no others. */

export const BATCH = 100;
const BYTES = 1_500_000; // of a batch; the server takes 2 MiB at once

/** The server answered, and not as it should: nothing is taken for saved. */
export class Unacknowledged extends Error {}

export class MemoryOutbox {
  #waiting = new Map();
  #flushing = null;

  /** `post(operations)` gives the server's reply as data, or throws. */
  constructor({ post, now = Date.now }) {
    Object.assign(this, { post, now });
  }

  /** Keep an operation until the server has it. */
  async put(operation) {
    this.#waiting.set(operation.id, { operation, since: this.now() });
  }

  /** Send what waits, oldest first. Gives how many were acknowledged; throws when the server did not. One at a time. */
  flush() {
    this.#flushing ??= this.#flushed().finally(() => { this.#flushing = null });
    return this.#flushing;
  }

  async #flushed() {
    let acknowledged = 0;
    while (this.#waiting.size) {
      const batch = batchOf([...this.#waiting.values()].map(({ operation }) => operation));
      const reply = await this.post(batch);
      check(batch, reply);
      for (const { id } of batch) this.#waiting.delete(id);
      acknowledged += batch.length;
    }
    return acknowledged;
  }

  /** How many operations wait, and since when the oldest does (ms, or null). */
  async status() {
    const [oldest] = this.#waiting.values();
    return { waiting: this.#waiting.size, since: oldest?.since ?? null };
  }
}

/** The oldest of these, as many as the server takes at once; one at least. */
export function batchOf(operations) {
  let bytes = 0;
  const wide = new TextEncoder();
  const end = operations.findIndex((each, place) => {
    bytes += wide.encode(JSON.stringify(each)).length + 1;
    return place >= BATCH || (place > 0 && bytes > BYTES);
  });
  return end < 0 ? operations : operations.slice(0, end);
}

/** Saved means: the server lists the id, with the hash of the bytes that were sent. */
function check(batch, reply) {
  const hashes = new Map((reply.results ?? []).map(({ id, hash }) => [id, hash]));
  for (const { id, hash } of batch) {
    if (hashes.get(id) !== hash) throw new Unacknowledged("The server did not list every answer as saved");
  }
}
