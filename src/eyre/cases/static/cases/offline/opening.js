/* A case in place: drawn from what was taken along, with everything that was written on this device shown over it. */

import { begin } from "../form/page.js";
import { DeviceSaving } from "./device_saving.js";
import { made } from "./drawing.js";
import { folded } from "./folding.js";
import { inWords } from "./words.js";

const PAUSE = 10; // ms of quiet after which words are put on this device

export class Opening {
  #here = null; // {assessment, page, letGo}

  /** `device` numbers operations; `place`: the element a case is drawn in. */
  constructor({ place, leases, outbox, sending, device, locks = navigator.locks }) {
    Object.assign(this, { place, leases, outbox, sending, device, locks });
  }

  get assessment() { return this.#here?.assessment ?? null }

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

  /** Hand over what was typed a moment ago, wait until it is on this device, and put the case away. */
  async close() {
    if (!this.#here) return;
    const { page, letGo } = this.#here;
    page.end();
    await page.saving.kept;
    letGo();
    this.#here = null;
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
    return begin({
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
