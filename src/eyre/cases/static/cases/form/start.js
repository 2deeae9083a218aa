/* The ordinary page of a case: what is written waits in memory until the server has it. */

import { Device } from "./operations.js";
import { MemoryOutbox } from "./outbox.js";
import { begin } from "./page.js";
import { Saving } from "./saving.js";
import { Transport } from "./transport.js";

const root = document.getElementById("case-form");
const settings = JSON.parse(root.dataset.settings);
const form = await (await fetch(root.dataset.form, { credentials: "same-origin" })).json();
const { assessment, edition, person, name, number } = settings;
const transport = new Transport({
  journal: root.dataset.journal,
  state: root.dataset.state,
  hello: root.dataset.hello,
  token: root.querySelector("input[name=csrfmiddlewaretoken]").value,
  person,
  name,
});

begin({
  root,
  form,
  settings,
  saves: (hooks) =>
    new Saving({
      ...hooks,
      about: { assessment, edition },
      device: new Device(person),
      outbox: new MemoryOutbox({}),
      transport,
      number,
    }),
});
