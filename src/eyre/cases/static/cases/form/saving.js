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
  #unmade = 0; // changes on their way into the outbox
  #waiting = 0; // operations in it
  #apart = new Map(); // by key, why the latest answer was not taken
  #taken = []; // what the server had acknowledged, should it come back from a backup
  #epoch = null;
  #said = "quiet";

  /** `told(state)` hears {state, waiting, words}; `refused(key, words)`; `changed(key, state)` what others wrote;
      `busy(key)` says whether something stands there that was not handed over yet. */
  constructor({ about, device, outbox, transport, heads, number, told, refused, changed, busy, signal }) {
    Object.assign(this, { about, device, outbox, transport, number, told, refused, changed, busy });
    for (const [key, known] of heads) this.#heads.set(key, known);
    outbox.post = (operations) => this.#posted(operations);
    addEventListener("beforeunload", (event) => { if (this.unsent) event.preventDefault() }, { signal });
    addEventListener("online", () => this.flush(), { signal });
    setInterval(() => this.follow(), NEWS);
  }

  get unsent() { return this.#unmade + this.#waiting }

  /** Somebody is writing: what was said of saving is true no more. */
  begun() {
    if (this.#said === "saved" || this.#said === "quiet") this.#tell("saving");
  }

  /** Write a value down under a key; it is on its way when this returns. */
  change(key, value, { rival = null } = {}) {
    this.#unmade += 1;
    this.#tell("saving");
    const seen = this.#heads.get(key) ?? [];
    // In the order in which they were written, so that each names the one before it
    this.#making = this.#making.then(() => this.#make(key, value, rival, seen));
    return this.#making.then(() => this.flush());
  }

  /** Whatever cannot be made is told where it stands, and holds nothing up that comes after it. */
  async #make(key, value, rival, seen) {
    try {
      const heads = this.#heads.get(key) ?? seen;
      const settles = heads.length > 1 ? heads : [];
      const base = rival ?? (heads.length === 1 ? heads[0] : null);
      const made = await operation(this.device, { ...this.about, key, value, base, settles });
      await this.outbox.put(made);
      this.#heads.set(key, [made.id]);
      this.#waiting += 1;
    } catch (why) {
      if (!(why instanceof Error)) throw why;
      this.#setApart(key, `It cannot be sent: ${why.message}`);
    } finally {
      this.#unmade -= 1;
    }
  }

  async flush() {
    clearTimeout(this.#timer);
    try {
      await this.#making;
      await this.outbox.flush();
      this.#waiting = (await this.outbox.status()).waiting;
      this.#tries = 0;
      // Put there while the last reply was read
      if (this.#waiting) this.#again();
      else if (!this.#unmade && this.#said !== "quiet") this.#tellHowItStands();
    } catch (why) {
      if (!(why instanceof Error)) throw why;
      this.#waiting = (await this.outbox.status()).waiting;
      this.#tell(why instanceof Refused ? "refused" : "failed", why.message);
      this.#again();
    }
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), RETRIES[Math.min(this.#tries, RETRIES.length - 1)]);
    this.#tries += 1;
  }

  #tellHowItStands() {
    const [words] = this.#apart.values();
    if (words === undefined) this.#tell("saved");
    else this.told({ state: this.#said = "apart", words, waiting: this.#apart.size });
  }

  #setApart(key, words) {
    this.#apart.set(key, words);
    this.refused(key, words);
  }

  async #posted(operations) {
    await this.device.registered(this.transport);
    let reply = await this.transport.post(operations);
    if (this.#epoch !== null && reply.epoch !== this.#epoch) {
      await this.#offerAgain();
      reply = await this.transport.post(operations);
    }
    this.#epoch = reply.epoch;
    const told = new Map(operations.map((each) => [each.id, each]));
    for (const { id, verdict, words } of reply.results ?? []) {
      const { key, base } = told.get(id) ?? {};
      if (!key) continue;
      if (verdict === "accepted") this.#apart.delete(key);
      else {
        // What was set apart is nobody's base: the next answer is given over what stood before it
        if (this.#heads.get(key)?.[0] === id) this.#heads.set(key, base ? [base] : []);
        this.#setApart(key, words || "This answer was set apart by the server");
      }
    }
    this.#taken.push(...operations);
    return reply;
  }

  /** A server that came back from a backup may have forgotten what it had acknowledged, and this browser: all again. */
  async #offerAgain() {
    this.device.registering = null;
    await this.device.registered(this.transport);
    for (const each of this.#taken) await this.outbox.put(each);
    this.number = 0;
  }

  /** Ask what others wrote. What is being written here stays as it is; the fold will say whether it differs. */
  async follow() {
    if (document.hidden || this.unsent) return;
    let told;
    try {
      told = await this.transport.news(this.number);
    } catch (why) {
      if (!(why instanceof Error)) throw why;
      return; // the next save will say loudly that there is no server
    }
    if (this.unsent) return;
    let heldBack = false;
    for (const [key, state] of Object.entries(told.states)) {
      if (this.busy(key)) {
        // Whoever is writing has not seen it: what they write stands beside it, and does not take its place
        heldBack = true;
        continue;
      }
      const heads = this.#heads.get(key) ?? [];
      if (heads.length === state.heads.length && heads.every((one) => state.heads.includes(one))) continue;
      this.#heads.set(key, state.heads);
      this.changed(key, state);
    }
    if (!heldBack) this.number = Math.max(this.number, told.number);
  }

  #tell(state, words = "") {
    this.#said = state;
    this.told({ state, words, waiting: this.unsent });
  }
}
