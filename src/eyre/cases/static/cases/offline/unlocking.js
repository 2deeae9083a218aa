/* The way in: the passphrase, or a passkey where there is one. */

import { answers, complain, day, once, part, tell } from "./panels.js";
import { able, Declined, NoSecret, secretOf } from "./passkey.js";
import { unsent } from "./device.js";
import { SomebodyElse } from "./lock.js";
import { Shut } from "./tries.js";
import { WrongPassphrase } from "./vault.js";

const WHY = {
  time: "It was locked after twelve hours.",
  "signed-out": "It was locked when you signed out.",
  tries: "",
  asked: "It is locked.",
};

/** Bring #field-unlock to life. */
export function drawUnlock({ root, lock, store, hello = null }) {
  const panel = new Panel(root, lock, store);
  if (hello) panel.met(hello);
  return panel;
}

class Panel {
  #why = "";

  constructor(root, lock, store) {
    Object.assign(this, { root, lock, store, form: root.querySelector("form"), field: root.querySelector("#unlock-passphrase") });
    this.form.addEventListener("submit", once(part(root, "unlock"), () => this.#submitted()));
    part(root, "passkey").addEventListener("click", once(part(root, "passkey"), () => this.#byPasskey()));
    part(root, "show").addEventListener("change", ({ target }) => { this.field.type = target.checked ? "text" : "password" });
    this.draw();
  }

  /** After every change of the lock. `why`: as the lock told it. */
  async draw(why = "") {
    this.#why = WHY[why] ?? this.#why;
    const { state, device } = this.lock;
    const blocked = state === "blocked";
    this.form.hidden = blocked || state === "other";
    tell(this.root, "blocked", blocked ? BLOCKED : "");
    tell(this.root, "other", state === "other" ? OTHER : "");
    tell(this.root, "why", this.#why);
    tell(this.root, "called", device ? `${device.called}, set up on ${day(device.made)}` : "");
    part(this.root, "passkey").hidden = !(device?.passkey && (await able()));
    const waiting = device ? await unsent(this.store) : 0;
    tell(this.root, "waiting", waiting ? `${answers(waiting)} on this device ${waiting === 1 ? "waits" : "wait"} to be sent.` : "");
  }

  /** The server was reached. */
  async met() {
    await this.draw();
  }

  async #submitted() {
    const passphrase = this.field.value;
    if (complain(this.form, { "unlock-passphrase": passphrase ? "" : "Write the passphrase of this device" })) return;
    await this.#tried(() => this.lock.unlock(passphrase));
    this.field.value = "";
  }

  async #byPasskey() {
    await this.#tried(async () => this.lock.unlockBySecret(await secretOf(this.lock.device.passkey)));
  }

  async #tried(unlock) {
    try {
      await unlock();
    } catch (why) {
      const known = [WrongPassphrase, Shut, SomebodyElse, NoSecret, Declined].some((kind) => why instanceof kind);
      if (!known && why.name !== "QuotaExceededError") throw why;
      complain(this.form, { "unlock-passphrase": this.#words(why) });
      await this.draw();
    }
  }

  #words(why) {
    if (why.name === "QuotaExceededError") return FULL;
    const { left } = this.lock;
    if (!(why instanceof WrongPassphrase) || !left) return why.message;
    return `${why.message}. ${left === 1 ? "1 try is" : `${left} tries are`} left`;
  }
}

const BLOCKED = "The passphrase was wrong five times. Connect this device to Eyre and sign in: then you can try again. Nothing was deleted, and a rescue file can be saved below.";
const OTHER = "This device is set up for somebody else. Nothing of theirs is shown or sent. Sign out, and give the device to them.";
const FULL = "This device is full: a try must be written down before it is made. Free some space; a rescue file can be saved below";
