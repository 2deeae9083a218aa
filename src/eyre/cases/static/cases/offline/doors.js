/* The doors of the server for a device: what is sent and asked, in JSON. A failure has words for a person. */

import { clock } from "../journal/canonical.js";

const PATIENCE = 20_000; // ms
const PACKET = 1_400; // bytes that travel in one packet: packing less saves nothing
const SOMEBODY_ELSE = "somebody-else";
const SHORT = 6_000; // ms for a hello: whoever stands in a corridor should not wait for it

/** Nobody answered. */
export class NotReached extends Error {
  name = "NotReached";
  stops = true;
}

/** The server answered, and did not take it: `status`, `problem` for programs, the message for people. */
export class Refused extends Error {
  constructor(status, problem, words) {
    super(words);
    Object.assign(this, { status, problem });
  }

  /** Whether the next request would be answered the same, whatever it is about. */
  get stops() { return [401, 429, 503].includes(this.status) || this.problem === SOMEBODY_ELSE }
}

export class Doors {
  csrf = "";
  person = null; // whose work is sent: of the last hello
  device = null;

  /** `base`: where the doors for devices are; `journal(inspection)`: where those of an inspection's journal are. */
  constructor({ base = "/desk/field/", journal = (inspection) => `/desk/${inspection}/cases/journal/` } = {}) {
    Object.assign(this, { base, journal });
  }

  /** Who is signed in, what they may take along, and in which life the server is. */
  async hello(device = this.device) {
    this.device = device;
    const query = device ? `?device=${encodeURIComponent(device)}` : "";
    const told = await asked(`${this.base}hello/${query}`, {}, SHORT);
    this.csrf = told.csrf;
    this.person = told.person?.id ?? null;
    return told;
  }

  register(told) { return this.#sent(`${this.base}devices/`, told) }

  report(told) { return this.#sent(`${this.base}report/`, told) }

  lease(told) { return this.#sent(`${this.base}lease/`, told) }

  /** The reply to a batch of operations at the journal of their inspection. */
  batch(inspection, operations) {
    return this.#sent(this.journal(inspection), { operations, sent: clock() });
  }

  /** The reply where the journal takes nothing from this person or device any more: it is kept apart there. */
  deposit(told) { return this.#sent(`${this.base}deposit/`, { ...told, sent: clock() }) }

  async #sent(address, told, again = true) {
    const { body, packing } = await packed(JSON.stringify(told));
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf, ...packing };
    try {
      return await asked(address, { method: "POST", headers, body });
    } catch (why) {
      if (why.problem !== "csrf" || !again) throw why;
      await this.#renewed();
      return this.#sent(address, told, false);
    }
  }

  /** Whoever signed in again has another token; what one person wrote is never sent in the name of another. */
  async #renewed() {
    const { csrf, person } = this;
    await this.hello();
    if (person === null || person === this.person) return;
    Object.assign(this, { csrf, person });
    throw new Refused(409, SOMEBODY_ELSE, "Somebody else has signed in in this browser");
  }
}

/** A text as it travels: packed where that is worth it and the browser can. */
async function packed(text) {
  if (text.length < PACKET || !globalThis.CompressionStream) return { body: text, packing: {} };
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { body: await new Response(stream).arrayBuffer(), packing: { "Content-Encoding": "gzip" } };
}

async function asked(address, how, patience = PATIENCE) {
  const reply = await reached(address, how, patience);
  const isJson = reply.headers.get("Content-Type")?.startsWith("application/json");
  // What is not from Eyre is the page of a hotel's network, or of a proxy
  if (!isJson) throw new NotReached("Something other than Eyre answered");
  const told = await read(reply);
  if (reply.ok) return told;
  const words = (told.words ?? `The server could not take it (${reply.status})`).replace(/\.$/, "");
  throw new Refused(reply.status, told.problem ?? "", words);
}

async function reached(address, how, patience) {
  const signal = AbortSignal.timeout(patience);
  const headers = { Accept: "application/json", ...how.headers };
  try {
    return await fetch(address, { redirect: "error", credentials: "same-origin", cache: "no-store", signal, ...how, headers });
  } catch (why) {
    throw new NotReached("The server cannot be reached", { cause: why });
  }
}

async function read(reply) {
  try {
    return await reply.json();
  } catch (why) {
    throw new NotReached("The answer of the server broke off", { cause: why });
  }
}
