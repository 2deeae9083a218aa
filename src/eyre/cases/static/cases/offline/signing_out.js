/* Signing out says what waits on this device, locks it in every tab, and lets go of what the server has. What waits stays,
   sealed: its passphrase opens it, and the next time its person signs in it is sent. */

import { rowsOf, swept, unsent, whose } from "./device.js";
import { Doors, NotReached, Refused } from "./doors.js";
import { answers, once, part, tell } from "./panels.js";
import { Store } from "./store.js";

/** Bring #field-sign-out to life: on the page that is the same for everybody, so the token comes from the last hello. */
export function drawSignOut({ root, lock, store, doors }) {
  const panel = new Panel(root, lock, store, doors);
  panel.draw();
  return panel;
}

class Panel {
  constructor(root, lock, store, doors) {
    Object.assign(this, { root, lock, store, doors, form: root.querySelector("form") });
    this.form.addEventListener("submit", once(part(root, "leave"), () => this.#left()));
  }

  /** The server was reached, or something changed. */
  met() {
    return this.draw();
  }

  async draw() {
    const waiting = this.lock.device ? await unsent(this.store) : 0;
    tell(this.root, "waiting", words(waiting));
    this.form.hidden = !this.doors.csrf;
    tell(this.root, "offline", this.doors.csrf ? "" : "Signing out needs a network. Lock this device instead.");
  }

  async #left() {
    await this.lock.lock("signed-out");
    if (this.lock.device && this.lock.state !== "other") await swept(this.store);
    this.form.querySelector("[name=csrfmiddlewaretoken]").value = this.doors.csrf;
    this.form.submit();
  }
}

/** On every other page: say what waits, lock every tab, let go of what was sent, and then sign out by this form. A device
    of somebody else is locked and no more: what lies on it is not theirs to hear of, or to let go. */
export async function left(form) {
  const store = new Store();
  const isTheirs = await isOwn(store);
  const waiting = isTheirs === false ? 0 : await unsent(store);
  if (waiting && !(await agreed(waiting))) return store.close();
  const channel = new BroadcastChannel("eyre-lock");
  channel.postMessage({ kind: "locked", why: "signed-out" });
  channel.close();
  if (isTheirs) await swept(store);
  form.submit();
}

/** Whether the device is that of whoever is signed in; null where the server did not say who that is. */
async function isOwn(store) {
  const device = (await rowsOf(store))?.device;
  if (!device) return null;
  try {
    const { person } = await new Doors().hello(device.id);
    return device.whose === (await whose(device.id, person.id));
  } catch (why) {
    if (![NotReached, Refused].some((kind) => why instanceof kind)) throw why;
    return null;
  }
}

function words(waiting) {
  if (!waiting) return "Nothing waits to be sent on this device.";
  return `${answers(waiting)} on this device ${waiting === 1 ? "was" : "were"} not sent yet. ${waiting === 1 ? "It stays" : "They stay"} here, locked, until you sign in here again.`;
}

/** Whether the person signs out although something waits. */
function agreed(waiting) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "sign-out-title");
  const title = Object.assign(document.createElement("h2"), { id: "sign-out-title", className: "govuk-heading-m", textContent: "Not everything was sent" });
  const said = Object.assign(document.createElement("p"), { className: "govuk-body", textContent: words(waiting) });
  const form = Object.assign(document.createElement("form"), { method: "dialog", className: "govuk-button-group" });
  form.append(button("Sign out, and keep what waits locked here", "leave", "govuk-button"), button("Stay signed in", "", "govuk-button govuk-button--secondary"));
  dialog.append(title, said, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "leave");
    });
  });
}

function button(text, value, className) {
  return Object.assign(document.createElement("button"), { textContent: text, value, className });
}
