/* The rescue file on the page: saved at any moment, locked or not; loaded and sent with its passphrase. */

import { answers, complain, once, part, tell, wordsOf } from "./panels.js";
import { NoRescueFile, NothingHere, read, saved, sent, unlocked } from "./rescue.js";
import { WrongPassphrase } from "./vault.js";

/** Save the file now. Gives the ids of the operations in it. Throws NothingHere. */
export async function save(store) {
  const { name, text, ids } = await saved({ store });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return { name, ids };
}

/** Bring #field-rescue to life. */
export function drawRescue({ root, store, doors, hello = null }) {
  const panel = new Panel(root, store, doors);
  if (hello) panel.met(hello);
  return panel;
}

class Panel {
  #hello = null;

  constructor(root, store, doors) {
    Object.assign(this, { root, store, doors, form: root.querySelector("form") });
    this.file = root.querySelector("#rescue-file");
    this.passphrase = root.querySelector("#rescue-passphrase");
    const button = part(root, "save");
    button.addEventListener("click", once(button, () => this.#save()));
    this.form.addEventListener("submit", once(part(root, "send"), () => this.#send()));
  }

  /** The server was reached. */
  met(hello) {
    this.#hello = hello;
  }

  async #save() {
    try {
      const { name, ids } = await save(this.store);
      tell(this.root, "done", `${answers(ids.size)} in the file ${name}. See that it is in your downloads.`);
    } catch (why) {
      if (!(why instanceof NothingHere)) throw why;
      tell(this.root, "done", why.message);
    }
  }

  async #send() {
    tell(this.root, "done", "");
    const [chosen] = this.file.files;
    const problems = {
      "rescue-file": chosen ? "" : "Choose a rescue file",
      "rescue-passphrase": this.passphrase.value ? "" : "Write the passphrase of the device it was saved on",
    };
    if (complain(this.form, problems)) return;
    try {
      const file = read(await chosen.text());
      const told = await unlocked(file, this.passphrase.value);
      tell(this.root, "done", `Sending ${answers(told.items.length)}…`);
      const { person = null, work = [] } = this.#hello ?? {};
      const counts = await sent({ device: file.device, ...told }, { doors: this.doors, person, work });
      tell(this.root, "done", inWords(counts, told.broken));
      this.form.reset();
    } catch (why) {
      this.#refused(why);
    }
  }

  #refused(why) {
    tell(this.root, "done", "");
    if (why instanceof NoRescueFile) complain(this.form, { "rescue-file": why.message });
    else if (why instanceof WrongPassphrase) complain(this.form, { "rescue-passphrase": "That is not the passphrase of the device it was saved on" });
    else complain(this.form, { "rescue-file": wordsOf(why) });
  }
}

/** What came of sending a file. */
export function inWords({ taken, apart, left, why }, broken) {
  const parts = [`${answers(taken)} ${taken === 1 ? "is" : "are"} on the server.`];
  if (apart) parts.push(`${answers(apart)} ${apart === 1 ? "is" : "are"} kept apart there until a person decides.`);
  if (left) parts.push(`${answers(left)} could not be sent (${why}): keep the file and send it again.`);
  if (broken.length) parts.push(`${answers(broken.length)} in the file cannot be opened: keep it, and show it to your operations officer.`);
  return parts.join(" ");
}
