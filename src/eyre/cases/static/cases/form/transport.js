/* Talking with the server: sending operations, asking what others wrote. A failure has words for a person. */

import { clock } from "../journal/canonical.js";

export class NotReached extends Error {}
export class Refused extends Error {}
/** The page's token is no longer that of the session. */
class Stale extends Refused {}

const STALE = "csrf";
const PATIENCE = 20_000; // ms

export class Transport {
  /** `hello`: the door that tells who is signed in; `person`, `name`: whose page this is. */
  constructor({ journal, state, hello, token, person, name }) {
    Object.assign(this, { journal, state, hello, token, person, name });
  }

  /** Let this browser send answers of whoever is signed in. The same again changes nothing. */
  register(id, name) {
    return this.#sent(`${this.journal}devices/`, { id, name });
  }

  /** The reply to a batch of operations. */
  post(operations) {
    return this.#sent(this.journal, { operations, sent: clock() });
  }

  /** What others wrote since a number of the journal. */
  news(since) {
    return asked(`${this.state}?since=${since}`, {});
  }

  async #sent(address, told, again = true) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    try {
      return await asked(address, { method: "POST", headers, body: JSON.stringify(told) });
    } catch (why) {
      if (!(why instanceof Stale) || !again) throw why;
      await this.#renewed();
      return this.#sent(address, told, false);
    }
  }

  /** Whoever signed in again in another window has another token: this page takes that one. What one person wrote is
      never sent in the name of another. */
  async #renewed() {
    const { person, csrf } = await asked(this.hello, {});
    if (person.id !== this.person) throw new Refused(`Somebody else has signed in on this browser: sign in again as ${this.name}`);
    this.token = csrf;
  }
}

async function asked(address, how) {
  const reply = await reached(address, how);
  if (reply.ok) return reply.json();
  const { problem, words } = await refusal(reply);
  throw problem === STALE ? new Stale(words) : new Refused(words);
}

async function reached(address, how) {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return await fetch(address, { redirect: "error", credentials: "same-origin", signal, ...how });
  } catch (why) {
    throw new NotReached("The server cannot be reached, or you were signed out", { cause: why });
  }
}

/** What stands against it: a word for programs, and words for people. */
async function refusal(reply) {
  const isJson = reply.headers.get("Content-Type")?.startsWith("application/json");
  const told = isJson ? await reply.json() : {};
  return { problem: told.problem ?? "", words: (told.words ?? `The server could not take it (${reply.status})`).replace(/\.$/, "") };
}
