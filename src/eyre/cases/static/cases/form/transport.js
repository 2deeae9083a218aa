/* Talking with the server: sending operations, asking what others wrote. A failure has words for a person. */

import { clock } from "../journal/canonical.js";

export class NotReached extends Error {}
export class Refused extends Error {}

const PATIENCE = 20_000 // ms;

export class Transport {
  constructor({ journal, state, token }) {
    Object.assign(this, { journal, state, token });
  }

  /** Let this browser send answers of whoever is signed in. The same again changes nothing. */
  register(id, name) {
    return this.#sent(`${this.journal}devices/`, { id, name });
  }

  /** The reply to a batch of operations. */
  post(operations) {
    return this.#sent(this.journal, { operations, sent: clock() });
  }

  #sent(address, told) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    return asked(address, { method: "POST", headers, body: JSON.stringify(told) });
  }

  /** What others wrote since a number of the journal. */
  news(since) {
    return asked(`${this.state}?since=${since}`, {});
  }
}

async function asked(address, how) {
  let reply;
  try {
    reply = await fetch(address, { ...how, redirect: "error", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
  } catch (why) {
    if (why.name === "SyntaxError") throw why;
    throw new NotReached("The server cannot be reached, or you were signed out");
  }
  if (!reply.ok) throw new Refused(await words(reply));
  return reply.json();
}

async function words(reply) {
  if (reply.headers.get("Content-Type")?.startsWith("application/json")) {
    const told = await reply.json();
    if (told.words) return told.words.replace(/\.$/, "");
  }
  return `The server could not take it (${reply.status})`;
}
