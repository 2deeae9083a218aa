/* From a key pressed in a field to a value that is handed over: after a pause, when it is left, before the page goes. */

import { complain, grow, read, write } from "./fields.js";

const LONGEST = 20_000; // characters of words, as eyre.core.assessment.values has it

export class Entering {
  #waiting = new Map(); // by key, the timer of what was typed a moment ago

  /** `put(key, value, how)` takes a value over; `pause`: ms of quiet after which words are. */
  constructor({ root, form, fields, answers, status, put, saving, pause, signal }) {
    Object.assign(this, { root, form, fields, answers, status, put, saving, pause });
    const on = (target, name, heard) => target.addEventListener(name, heard, { signal });
    on(root, "change", ({ target }) => this.#changed(target));
    on(root, "input", ({ target }) => this.#typed(target));
    on(root, "submit", (event) => this.#submitted(event));
    // What was typed a moment ago is written down before the page is hidden
    on(document, "visibilitychange", () => { if (document.hidden) this.takeAll() });
    on(window, "beforeunload", (event) => { if (this.#waiting.size) event.preventDefault() });
  }

  isWaiting(key) { return this.#waiting.has(key) }

  /** Whether something stands in a field that was not handed over: typed a moment ago, or not to be taken as it is. */
  isUnderWay(key) {
    const field = this.fields.get(key);
    if (!field) return false;
    const { value, problem } = read(field);
    return this.isWaiting(key) || Boolean(problem) || (!this.answers.conflicts.has(key) && value !== this.answers.at(key));
  }

  takeAll() {
    for (const key of [...this.#waiting.keys()]) this.#take(this.fields.get(key));
  }

  #changed(target) {
    if (target.name?.startsWith("settle:")) return this.#settle(target);
    const field = this.fields.get(target.name);
    if (field) this.#take(field);
  }

  #typed(target) {
    const field = this.fields.get(target.name);
    if (!field || field.kind === "choice") return;
    grow(target);
    this.saving.begun();
    clearTimeout(this.#waiting.get(field.key));
    this.#waiting.set(field.key, setTimeout(() => this.#take(field), this.pause));
  }

  /** With scripts nothing is sent by hand: the button saves what waits. */
  #submitted(event) {
    if (!event.target.matches(".eyre-section")) return;
    event.preventDefault();
    this.takeAll();
    this.saving.flush();
  }

  /** Take what stands in a field, unless it is none or stands there already. */
  #take(field) {
    clearTimeout(this.#waiting.get(field.key));
    this.#waiting.delete(field.key);
    const { value, problem } = read(field);
    const isNew = value !== this.answers.at(field.key) || this.answers.conflicts.has(field.key);
    const why = problem || (isNew ? this.#refusal(field, value) : "");
    complain(field, why);
    if (why) this.status.say("Not saved: what stands there cannot be taken");
    else if (!isNew) this.saving.flush();
    else {
      this.root.querySelector(`[data-rivals="${CSS.escape(field.key)}"]`)?.remove();
      this.put(field.key, value, { isTyped: field.kind !== "choice" });
    }
  }

  #refusal(field, value) {
    if (field.kind === "number") return outOfRange(this.form.facts.find((one) => one.key === field.key), value);
    return typeof value === "string" && [...value].length > LONGEST ? `Write at most ${LONGEST.toLocaleString("en-GB")} characters` : "";
  }

  #settle(target) {
    const key = target.name.slice("settle:".length);
    const value = JSON.parse(target.closest("[data-values]").dataset.values)[target.value];
    write(this.fields.get(key), value);
    target.closest(".eyre-rivals").remove();
    this.put(key, value, { rival: target.value });
  }
}

function outOfRange({ least, most }, value) {
  return value !== null && (value < least || value > most) ? `Write a whole number from ${least} to ${most}` : "";
}
