/* A case in place: drawn from what was taken along, with everything that was written on this device shown over it. */

import { begin } from "../form/page.js";
import { DeviceSaving } from "./device_saving.js";
import { made } from "./drawing.js";
import { folded } from "./folding.js";
import { inWords } from "./words.js";

const PAUSE = 10; // ms of quiet after which words are put on this device
const PATIENCE = 1_000; // ms for what was typed a moment ago to be on this device
const UNKEPT = "An answer of the case that was open is not on this device yet: it is in the memory of this page only. It is tried again. Unlock this device if it is locked, make room on it, and do not close this page.";

export class Opening {
  #here = null; // {assessment, page, letGo}
  #closing = null;

  /** `device` numbers operations; `place`: the element a case is drawn in; `begins` brings a form to life. */
  constructor({ place, leases, outbox, sending, device, locks = navigator.locks, begins = begin }) {
    Object.assign(this, { place, leases, outbox, sending, device, locks, begins });
  }

  /** The case that takes input, or null. */
  get assessment() { return this.#closing ? null : this.#here?.assessment ?? null }

  /** Open a case. Gives words where it cannot be, "" when it is open. */
  async open(assessment) {
    await this.close();
    const lease = await this.leases.opened(assessment);
    if (!lease) return "This case does not lie on this device.";
    const letGo = await claimed(this.locks, assessment);
    if (!letGo) return "This case is open in another window of this browser.";
    const history = await this.outbox.history(assessment);
    this.#draw(lease);
    this.#here = { assessment, letGo, page: this.#begun(lease) };
    this.#fold(lease, history);
    return "";
  }

  /** Hand over what was typed a moment ago, put the case away, and wait until all of it is on this device. */
  close() {
    if (!this.#here) return Promise.resolve();
    return (this.#closing ??= this.#closed());
  }

  /** The same for whoever does not wait for a full disk. Gives words where something is in memory only, "" otherwise. */
  away() {
    const later = new Promise((resolve) => setTimeout(() => resolve(UNKEPT), PATIENCE));
    return Promise.race([this.close().then(() => ""), later]);
  }

  async #closed() {
    const { page, letGo } = this.#here;
    page.end();
    this.#empty();
    await page.saving.kept;
    letGo();
    this.#here = this.#closing = null;
  }

  /** Nothing of a case stays in a page that may be locked. */
  #empty() {
    this.place.querySelector("[data-title]").textContent = "";
    this.place.querySelector("h1").textContent = "Case";
    this.place.querySelector("#case-form").replaceChildren();
  }

  /** What the server said of operations, here or in another window. */
  heard(operations, results) {
    if (!this.#here) return;
    const { saving, marks } = this.#here.page;
    saving.heard(operations, results);
    const taken = new Set(results.filter(({ verdict }) => verdict === "accepted").map(({ id }) => id));
    operations.filter(({ id, key }) => taken.has(id) && isAlert(key)).forEach(({ key }) => marks.sent(key));
  }

  #draw({ title, pseudonym, html }) {
    this.place.querySelector("[data-title]").textContent = title;
    this.place.querySelector("h1").textContent = `Case ${pseudonym}`;
    const form = this.place.querySelector("#case-form");
    form.innerHTML = html; // drawn by our server, and sealed since
    // A browser that comes back after a crash would write down in clear what stood in these (Sessions/)
    for (const each of form.querySelectorAll("form, input, textarea, select")) each.autocomplete = "off";
    const alert = form.querySelector(".eyre-alert form");
    alert?.prepend(made("p", "govuk-body", "Without a network nobody hears an alert: then tell the lead inspector yourself, at once."));
  }

  #begun(lease) {
    const { assessment, edition } = lease.settings;
    const about = { about: { assessment, edition }, inspection: lease.inspection };
    return this.begins({
      root: this.place.querySelector("#case-form"),
      form: lease.data,
      settings: lease.settings,
      pause: PAUSE,
      saves: (hooks) => new DeviceSaving({ ...hooks, ...about, outbox: this.outbox, device: this.device, sending: this.sending }),
    });
  }

  #fold(lease, history) {
    const { page } = this.#here;
    const { heads } = page.answers;
    const known = (key) => lease.state.answers[key]?.value ?? null;
    for (const [key, state] of folded({ history, heads, known, lease })) {
      heads.set(key, state.heads);
      page.changed(key, state);
      if (state.apart) page.refused(key, inWords(state.apart));
    }
    const waiting = history.filter(({ state }) => state === "waiting").map(({ operation }) => operation);
    page.saving.waits(waiting.map(({ id }) => id));
    waiting.filter(({ key }) => isAlert(key)).forEach(({ key }) => page.marks.unheard(key));
  }
}

function isAlert(key) {
  return key.startsWith("alert:");
}

/** Whoever has a case open has it alone: two windows would each build on what the other has not seen. */
function claimed(locks, assessment) {
  return new Promise((resolve) => {
    locks.request(`eyre-case:${assessment}`, { ifAvailable: true }, (held) => {
      if (!held) return resolve(null);
      return new Promise((letGo) => resolve(letGo));
    });
  });
}
