/* The whole case from the keyboard: single keys that can be switched off (WCAG 2.1.4), beside Tab and the arrow keys. */

const SWITCH = "eyre-single-keys";
const TYPING = "textarea, select, input:not([type=radio]):not([type=checkbox])";
const ANSWERS = { y: "yes", n: "no", r: "not-relevant", x: "" };

export class Keyboard {
  /** `fields` by key in the order of the page; `acts` for the keys that are not about one field. */
  constructor({ fields, acts, signal, storage = localStorage }) {
    Object.assign(this, { fields, acts, storage });
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
  }

  get on() { return this.storage.getItem(SWITCH) !== "off" }
  set on(wanted) { this.storage.setItem(SWITCH, wanted ? "on" : "off") }

  /** The fields that are asked of this case, in order; evidence is gone to by its own key. */
  asked() {
    return [...this.fields.values()].filter(({ key, box }) => !key.startsWith("note:") && !box.closest("[hidden]"));
  }

  /** The place of the field one is at; at the evidence or the guidance of a question, that of its judgement. */
  current() {
    const here = document.activeElement;
    const key = here?.closest(".eyre-item")?.dataset.key ?? `question:${this.question()}`;
    return this.asked().findIndex((field) => field.key === key);
  }

  /** The number of the question one is at, or undefined among the facts. */
  question() {
    return document.activeElement?.closest(".eyre-question")?.dataset.ref;
  }

  go(to) {
    const asked = this.asked();
    const field = asked[Math.max(0, Math.min(to, asked.length - 1))];
    if (!field) return;
    const input = field.inputs.find((one) => one.checked) ?? field.inputs[0];
    for (const details of ancestors(input, "details")) details.open = true;
    input.focus();
    input.closest(".eyre-item, .eyre-note")?.scrollIntoView({ block: "center" });
  }

  /** The next field after this one that has no answer; from the end it begins again. Whether there was one. */
  goToUnanswered(isAnswered) {
    const asked = this.asked();
    const open = ({ key }) => !isAnswered(key);
    const from = this.current();
    const next = asked.findIndex((field, place) => place > from && open(field));
    const found = next >= 0 ? next : asked.findIndex(open);
    if (found >= 0) this.go(found);
    return found >= 0;
  }

  #pressed(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (this.#inside(key, target)) event.preventDefault();
    else if (!this.on || target.matches(TYPING) || target.closest("dialog")) return;
    else if (this.#answer(key.toLowerCase(), key)) event.preventDefault();
    else if (Object.hasOwn(this.acts, key)) {
      event.preventDefault();
      this.acts[key]();
    }
  }

  /** Leaving an entry: Escape from words, Enter from a line, which would else send its section. */
  #inside(key, target) {
    const leaves = (key === "Escape" && target.matches("textarea.eyre-words")) || (key === "Enter" && target.matches("input[data-entry]"));
    return leaves && this.#to(this.current() + 1);
  }

  #answer(letter, key) {
    const place = this.current();
    if (letter === "j") return this.#to(place + 1);
    if (letter === "k") return this.#to(Math.max(0, place - 1));
    const field = this.asked()[place];
    if (field?.kind !== "choice") return false;
    const wanted = field.key.startsWith("fact:") && letter !== "x" ? this.#option(field, key, letter) : ANSWERS[letter];
    const input = wanted === undefined ? null : field.inputs.find((one) => one.value === wanted);
    if (!input) return false;
    if (!input.checked) input.click();
    // A no needs its evidence, and not relevant its reason: they are written next
    if (field.key.startsWith("question:") && ["no", "not-relevant"].includes(wanted)) return this.evidence();
    return this.#to(this.current() + 1);
  }

  /** Go to the evidence of the question one is at. */
  evidence() {
    const note = this.fields.get(`note:${this.question() ?? "case"}`);
    note?.inputs[0].focus();
    return Boolean(note);
  }

  /** Options of a fact by number, and yes and no by their letters. */
  #option({ inputs }, key, letter) {
    if (/^[1-9]$/.test(key)) return inputs[Number(key) - 1]?.value;
    return ["yes", "no"].find((word) => word[0] === letter && inputs.some((one) => one.value === word));
  }

  #to(place) {
    this.go(place);
    return true;
  }
}

function* ancestors(element, selector) {
  for (let one = element.closest(selector); one; one = one.parentElement?.closest(selector)) yield one;
}
