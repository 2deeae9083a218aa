/* From a changed input to “Saved at 14:03”: debouncing, bases, the outbox, retries, and what others wrote meanwhile. */

import { operation } from "./operations.js";
import { Refused } from "./transport.js";

const RETRIES = [1000, 2000, 4000, 8000, 15000, 30000]; // ms
const NEWS = 20_000; // ms between questions for what others wrote

export class Saving {
  #heads = new Map();
  #tries = 0;
  #timer = null;
  #making = Promise.resolve();
  #unsent = 0;
  #said = "quiet";

  /** `told(state)` hears {state, waiting, words}; `refused(key, words)`; `changed(key, state)` what others wrote. */
  constructor({ about, device, outbox, transport, heads, number, told, refused, changed }) {
    Object.assign(this, { about, device, outbox, transport, number, told, refused, changed });
    for (const [key, known] of heads) this.#heads.set(key, known);
    outbox.post = (operations) => this.#posted(operations);
    addEventListener("beforeunload", (event) => { if (this.#unsent) event.preventDefault() });
    addEventListener("online", () => this.flush());
    setInterval(() => this.follow(), NEWS);
  }

  get unsent() { return this.#unsent }

  /** Write a value down under a key; it is on its way when this returns. */
  change(key, value, rival = null) {
    this.#unsent += 1;
    this.#tell("saving");
    const seen = this.#heads.get(key) ?? [];
    // In the order in which they were written, so that each names the one before it
    this.#making = this.#making.then(async () => {
      const heads = this.#heads.get(key) ?? seen;
      const settles = heads.length > 1 ? heads : [];
      const base = rival ?? (heads.length === 1 ? heads[0] : null);
      const made = await operation(this.device, { ...this.about, key, value, base, settles });
      this.#heads.set(key, [made.id]);
      await this.outbox.put(made);
    });
    return this.#making.then(() => this.flush());
  }

  async flush() {
    clearTimeout(this.#timer);
    try {
      await this.#making;
      await this.outbox.flush();
      const { waiting } = await this.outbox.status();
      this.#unsent = waiting;
      this.#tries = 0;
      if (!waiting && this.#said !== "quiet") this.#tell("saved");
    } catch (why) {
      if (!(why instanceof Error)) throw why;
      const { waiting } = await this.outbox.status();
      this.#unsent = waiting;
      this.#tell(why instanceof Refused ? "refused" : "failed", why.message);
      this.#timer = setTimeout(() => this.flush(), RETRIES[Math.min(this.#tries, RETRIES.length - 1)]);
      this.#tries += 1;
    }
  }

  async #posted(operations) {
    await this.device.registered(this.transport);
    const reply = await this.transport.post(operations);
    const keys = new Map(operations.map(({ id, key, base }) => [id, { key, base }]));
    for (const { id, verdict, words } of reply.results ?? []) {
      const { key, base } = keys.get(id) ?? {};
      if (key && verdict !== "accepted") {
        // What was set apart is nobody's base: the next answer is given over what stood before it
        if (this.#heads.get(key)?.[0] === id) this.#heads.set(key, base ? [base] : []);
        this.refused(key, words || "This answer was set apart by the server");
      }
    }
    return reply;
  }

  /** Ask what others wrote. What is being written here stays as it is; the fold will say whether it differs. */
  async follow() {
    if (document.hidden || this.#unsent) return;
    let told;
    try {
      told = await this.transport.news(this.number);
    } catch (why) {
      if (!(why instanceof Error)) throw why;
      return; // the next save will say loudly that there is no server
    }
    if (this.#unsent) return;
    this.number = Math.max(this.number, told.number);
    for (const [key, state] of Object.entries(told.states)) {
      const heads = this.#heads.get(key) ?? [];
      if (heads.length === state.heads.length && heads.every((one) => state.heads.includes(one))) continue;
      this.#heads.set(key, state.heads);
      this.changed(key, state);
    }
  }

  #tell(state, words = "") {
    this.#said = state;
    this.told({ state, words, waiting: this.#unsent });
  }
}
