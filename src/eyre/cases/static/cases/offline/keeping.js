/* This device from day to day: locked on demand, another passphrase, a passkey, and forgotten at the end. */

import { Unsent } from "./device.js";
import { drawEmptied } from "./emptied.js";
import { answers, complain, day, once, part, tell, wordsOf } from "./panels.js";
import { able, Declined, made, NoSecret } from "./passkey.js";
import { save } from "./rescuing.js";
import { Shut } from "./tries.js";
import { problemOf, UnfitPassphrase, WrongPassphrase } from "./vault.js";

const TYPED = "forget";

/** Bring #field-device to life. */
export function drawDevice({ root, lock, store, hello = null }) {
  const panel = new Panel(root, lock, store);
  if (hello) panel.met(hello);
  return panel;
}

class Panel {
  #saved = new Set();

  constructor(root, lock, store) {
    Object.assign(this, { root, lock, store });
    const on = (name, work) => part(root, name).addEventListener("click", once(part(root, name), work));
    on("lock", () => lock.lock("asked"));
    on("rescue", () => this.#rescue());
    this.#form("change", () => this.#change());
    this.#form("passkey", () => this.#passkey());
    this.#form("forget", () => this.#forget());
    this.draw();
  }

  /** After every change of the lock, and why. */
  async draw(why = "") {
    const { state, device, emptied } = this.lock;
    const open = state === "unlocked";
    drawEmptied(emptied);
    if (why && why !== "changed") tell(this.root, "changed", "");
    for (const name of ["lock", "change", "passkey"]) part(this.root, name).closest("[data-open]").hidden = !open;
    if (!device) return;
    tell(this.root, "called", device.called);
    tell(this.root, "made", day(device.made));
    tell(this.root, "recovery", device.recovery);
    tell(this.root, "has-passkey", device.passkey ? `A passkey opens it, made on ${day(device.passkey.made)}.` : "");
    part(this.root, "passkey").closest("[data-open]").hidden = !open || !(await able());
  }

  /** The server was reached. */
  async met() {
    await this.draw();
  }

  #form(name, work) {
    const form = part(this.root, name);
    form.addEventListener("submit", once(form.querySelector("button[type=submit]"), work));
  }

  #value(id) {
    return this.root.querySelector(`#${id}`).value;
  }

  async #change() {
    const form = part(this.root, "change");
    const [old, next, again] = ["change-old", "change-next", "change-again"].map((id) => this.#value(id));
    const problems = {
      "change-old": old ? "" : "Write the passphrase as it is now",
      "change-next": problemOf(next),
      "change-again": next === again ? "" : "Write the same passphrase twice",
    };
    if (complain(form, problems)) return;
    await this.#asked(form, "change-old", async () => {
      await this.lock.change(old, next);
      form.reset();
      tell(this.root, "changed", "The passphrase is changed.");
    });
  }

  async #passkey() {
    const form = part(this.root, "passkey");
    const passphrase = this.#value("passkey-passphrase");
    if (complain(form, { "passkey-passphrase": passphrase ? "" : "Write the passphrase of this device" })) return;
    await this.#asked(form, "passkey-passphrase", async () => {
      const { secret, about } = await made(this.lock.device);
      await this.lock.addPasskey(passphrase, secret, about);
      form.reset();
      tell(this.root, "changed", "From now on the passkey opens this device too.");
    });
  }

  async #asked(form, id, work) {
    try {
      await work();
    } catch (why) {
      const known = [WrongPassphrase, UnfitPassphrase, Shut, NoSecret, Declined].some((kind) => why instanceof kind);
      complain(form, { [id]: known ? why.message : wordsOf(why) });
    }
  }

  async #rescue() {
    const { name, ids } = await save(this.store);
    this.#saved = ids;
    tell(this.root, "rescued", `${answers(ids.size)} in the file ${name}. See that it is in your downloads before you go on.`);
  }

  async #forget() {
    const form = part(this.root, "forget");
    const typed = this.#value("forget-typed").trim().toLowerCase();
    if (complain(form, { "forget-typed": typed === TYPED ? "" : `Write the word “${TYPED}”` })) return;
    try {
      await this.lock.wipe({ saved: this.#saved });
      form.reset();
    } catch (why) {
      if (!(why instanceof Unsent)) throw why;
      complain(form, { "forget-typed": `${why.message}: send them, or save a rescue file first` });
    }
  }
}
