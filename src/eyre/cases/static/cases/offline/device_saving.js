/* From a changed input to “Saved on this device”: the way of saving that the field page gives to a case form. */

import { operation } from "../form/operations.js";
import { NotCanonical } from "../journal/canonical.js";
import { Offered } from "./outbox.js";
import { inWords } from "./words.js";

const AGAIN = [250, 500, 1000, 2000, 5000]; // ms

export class DeviceSaving {
  #making = Promise.resolve();
  #unkept = 0; // changes that are not on this device yet
  #isWriting = false; // more was typed than was handed over
  #unsent = new Set();
  #apart = new Map();
  #typing = null; // the operation that is being typed: {key, id, base, settles}
  #guard = (event) => event.preventDefault();

  /** `device` numbers operations; `about` {assessment, edition}; the others are the hooks of a case form. */
  constructor({ outbox, device, about, inspection, sending, heads, told, refused }) {
    Object.assign(this, { outbox, device, about, inspection, sending, heads, told, refused });
  }

  /** Resolves when everything handed over is on this device. */
  get kept() { return this.#making }

  get unsent() { return this.#unkept + this.#unsent.size }

  /** Somebody is writing: what was said of saving is true no more. */
  begun() {
    this.#isWriting = true;
    this.#tell("saving");
  }

  /** Nothing more is being written than was handed over. */
  flush() {
    this.#isWriting = false;
    this.#tellHowItStands();
    if (this.#unsent.size) this.sending.soon();
  }

  /** Write a value down under a key; resolves when it is on this device. */
  change(key, value, { rival = null, isTyped = false } = {}) {
    this.#count(1);
    this.#isWriting = false;
    this.#tell("saving");
    this.#making = this.#making.then(() => this.#make(key, value, rival, isTyped));
    return this.#making;
  }

  /** These are on this device from before, and wait. */
  waits(ids) { ids.forEach((id) => this.#unsent.add(id)) }

  /** What the server said of operations, here or in another window. */
  heard(operations, results) {
    const told = new Map(results.map((result) => [result.id, result]));
    for (const { id, key, base, assessment } of operations) {
      if (assessment !== this.about.assessment) continue;
      this.#unsent.delete(id);
      const { verdict, reason, words } = told.get(id);
      if (verdict === "accepted") this.#apart.delete(key);
      else this.#setApart(key, words ?? inWords(reason), this.heads.get(key)?.[0] === id ? base : undefined);
    }
    this.#tellHowItStands();
  }

  async #make(key, value, rival, isTyped) {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.#keep(key, value, rival, isTyped);
        break;
      } catch (why) {
        if (!(why instanceof Error)) throw why;
        if (why instanceof Offered) this.#typing = null;
        else if (why instanceof NotCanonical) return this.#gaveUp(key, why);
        else await this.#failed(why, tries);
      }
    }
    this.#count(-1);
    this.#tellHowItStands();
    // An alert waits for no pause
    if (key.startsWith("alert:")) this.sending.now();
    else this.sending.soon();
  }

  async #keep(key, value, rival, isTyped) {
    const heads = this.heads.get(key) ?? [];
    const over = isTyped && this.#typing?.key === key && heads[0] === this.#typing.id ? this.#typing : null;
    const settles = over?.settles ?? (heads.length > 1 ? heads : []);
    const base = over ? over.base : rival ?? (heads.length === 1 ? heads[0] : null);
    const made = await operation(this.device, { ...this.about, key, value, base, settles });
    await this.outbox.put(made, { inspection: this.inspection, replaces: over?.id ?? null });
    this.heads.set(key, [made.id]);
    this.#unsent.delete(over?.id);
    this.#unsent.add(made.id);
    this.#typing = isTyped ? { key, id: made.id, base, settles } : null;
  }

  #gaveUp(key, why) {
    this.#count(-1);
    this.#setApart(key, `It cannot be kept: ${why.message}`);
    this.#tellHowItStands();
  }

  /** What is only in memory is not left by mistake, also when its case was put away. */
  #count(more) {
    this.#unkept += more;
    if (this.#unkept) addEventListener("beforeunload", this.#guard);
    else removeEventListener("beforeunload", this.#guard);
  }

  async #failed(why, tries) {
    this.#tell("failed", failure(why));
    await new Promise((resolve) => setTimeout(resolve, AGAIN[Math.min(tries, AGAIN.length - 1)]));
  }

  /** What was set apart is nobody's base: the next answer is given over what stood before it. */
  #setApart(key, words, base) {
    if (base !== undefined) this.heads.set(key, base ? [base] : []);
    this.#apart.set(key, words);
    this.refused(key, words);
  }

  /** “Saved” stands beside everything on the page, so it is said of nothing less. */
  #tellHowItStands() {
    if (this.#unkept || this.#isWriting) return;
    const [words] = this.#apart.values();
    if (words !== undefined) this.told({ state: "apart", words, waiting: this.#apart.size });
    else this.#tell(this.#unsent.size ? "here" : "sent");
  }

  #tell(state, words = "") { this.told({ state, words, waiting: this.unsent }) }
}

function failure(why) {
  if (why.name === "QuotaExceededError") return "This device is full: make room on it";
  return why.message;
}
