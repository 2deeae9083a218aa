/* How does a browser become a device for fieldwork? The person is shown what this browser can keep, names the device and
   chooses a passphrase; the server registers it; then everything is kept in one transaction. Wherever that breaks off,
   this browser is not set up, and doing it again registers the same device. */

import { AlreadySetUp, prepared } from "./device.js";
import { drawEmptied } from "./emptied.js";
import { complain, once, part, tell, wordsOf } from "./panels.js";
import { strength, suggested } from "./passphrase.js";
import { askedToPersist, fit, probed } from "./probe.js";
import { problemOf } from "./vault.js";

const LONGEST = 60; // characters of a device's name
const STATES = { fine: ["Fine", "green"], mind: ["Mind this", "yellow"], stop: ["Not safe", "red"] };

/** Registering and keeping a device. What was prepared is held until it is done, and its id beyond another passphrase:
    a device whose registration was answered but not heard is not registered twice. */
export class Setup {
  #id = undefined;
  #made = null;
  #words = "";

  constructor({ lock, doors, iterations }) {
    Object.assign(this, { lock, doors, iterations });
  }

  /** Throws UnfitPassphrase, AlreadySetUp, and what the doors and the store throw. */
  async done({ name, passphrase, recovery, person }) {
    const words = JSON.stringify([name, passphrase, recovery.spki, person.id]);
    if (words !== this.#words) this.#made = null;
    this.#words = words;
    this.#made ??= await prepared({ name, passphrase, recovery, person, iterations: this.iterations, id: this.#id });
    this.#id = this.#made.registration.id;
    await this.doors.register(this.#made.registration);
    await this.lock.adopt(this.#made);
    this.#id = undefined;
    this.#made = null;
    this.#words = "";
  }
}

/** Bring #field-setup to life. */
export function drawSetup({ root, lock, doors, hello = null, scope = globalThis }) {
  const panel = new Panel(root, lock, doors, scope);
  if (hello) panel.met(hello);
  return panel;
}

class Panel {
  #hello = null;
  #findings = [];

  constructor(root, lock, doors, scope) {
    Object.assign(this, { root, lock, scope, form: root.querySelector("form"), setup: new Setup({ lock, doors }) });
    this.fields = Object.fromEntries(["name", "passphrase", "again"].map((name) => [name, root.querySelector(`#setup-${name}`)]));
    this.form.addEventListener("submit", once(part(root, "begin"), () => this.#submitted()));
    part(root, "persist").addEventListener("click", () => this.#persist());
    part(root, "suggest").addEventListener("click", () => this.#suggest());
    part(root, "show").addEventListener("change", ({ target }) => this.#show(target.checked));
    this.fields.passphrase.addEventListener("input", () => tell(root, "strength", strength(this.fields.passphrase.value)));
    drawEmptied(lock.emptied);
  }

  /** The server was reached: the clock can be compared, and a device registered. */
  async met(hello) {
    this.#hello = hello;
    drawEmptied(this.lock.emptied);
    await this.#probe();
  }

  async #probe() {
    const server = this.#hello ? Date.parse(this.#hello.now) : null;
    this.#findings = await probed({ scope: this.scope, server });
    part(this.root, "findings").replaceChildren(...this.#findings.map(drawn));
    part(this.root, "persist").hidden = !this.#unpromised;
    part(this.root, "sure").hidden = !this.#unpromised;
    const against = this.#against();
    tell(this.root, "against", against);
    this.form.hidden = Boolean(against);
    tell(this.root, "recovery", this.#hello?.recovery?.name ?? "");
  }

  get #unpromised() {
    return this.#findings.some(({ id, state }) => id === "persistent" && state === "mind");
  }

  #against() {
    if (!this.#hello) return "Connect this device to Eyre and sign in: it can only be set up with a network.";
    if (!fit(this.#findings)) return "This browser cannot be set up: work could be lost here. The list says what to do.";
    if (!this.#hello.recovery) return "No device can be set up yet: Eyre has no recovery key. Ask your operations officer to have one made.";
    return "";
  }

  async #persist() {
    await askedToPersist(this.scope.navigator.storage);
    await this.#probe();
  }

  #suggest() {
    const made = suggested();
    this.fields.passphrase.value = this.fields.again.value = made;
    part(this.root, "show").checked = true;
    this.#show(true);
    tell(this.root, "strength", "Four made words, 64 bits by chance: nobody guesses them. Learn them, or keep them apart from this device.");
    this.fields.passphrase.focus();
  }

  #show(shown) {
    for (const field of [this.fields.passphrase, this.fields.again]) field.type = shown ? "text" : "password";
  }

  #problems() {
    const { name, passphrase, again } = this.fields;
    const sure = this.root.querySelector("#setup-sure");
    return {
      "setup-name": nameProblem(name.value),
      "setup-passphrase": problemOf(passphrase.value),
      "setup-again": passphrase.value === again.value ? "" : "Write the same passphrase twice",
      "setup-sure": this.#unpromised && !sure.checked ? "Say that this is not a private window" : "",
    };
  }

  async #submitted() {
    tell(this.root, "done", "");
    if (complain(this.form, this.#problems())) return;
    tell(this.root, "done", "Setting up…");
    try {
      await askedToPersist(this.scope.navigator.storage);
      const { recovery, person } = this.#hello;
      await this.setup.done({ name: this.fields.name.value.trim(), passphrase: this.fields.passphrase.value, recovery, person });
      this.#emptyFields();
    } catch (why) {
      tell(this.root, "done", "");
      const words = why instanceof AlreadySetUp ? why.message : wordsOf(why);
      complain(this.form, { "setup-name": `Not set up: ${words}` });
    }
  }

  #emptyFields() {
    tell(this.root, "done", "");
    tell(this.root, "strength", "");
    this.#show(false);
    this.form.reset();
  }
}

function nameProblem(value) {
  const length = [...value.trim()].length;
  if (!length) return "Give this device a name, such as Tablet 7";
  return length > LONGEST ? `Write a name of at most ${LONGEST} characters` : "";
}

function drawn({ state, words, way }) {
  const [text, colour] = STATES[state];
  const row = document.createElement("li");
  row.dataset.state = state;
  const tag = Object.assign(document.createElement("strong"), { className: `govuk-tag govuk-tag--${colour}`, textContent: text });
  row.append(tag, ` ${words}.${way ? ` ${way}.` : ""}`);
  return row;
}
