/* Making operations: who writes on what, in which order, over what they saw. Their bytes are canonical.js's matter. */

import { clock, sealed, uuidv7 } from "../journal/canonical.js";

/** This browser, for one person: an id that stays, and a count that only grows, over all its windows. */
export class Device {
  constructor(person, storage = localStorage, locks = navigator.locks) {
    Object.assign(this, { name: `eyre-device:${person}`, storage, locks });
  }

  /** Let the server know of this browser, once for each page; again, where that did not come through. */
  registered(transport) {
    this.registering ??= this.next()
      .then(({ device }) => transport.register(device, "Browser"))
      .catch((why) => {
        this.registering = null;
        throw why;
      });
    return this.registering;
  }

  /** {device, sequence} for the next operation. */
  async next() {
    return this.locks.request(this.name, () => {
      const held = JSON.parse(this.storage.getItem(this.name) ?? "null") ?? { device: uuidv7(), sequence: 0 };
      held.sequence += 1;
      this.storage.setItem(this.name, JSON.stringify(held));
      return { ...held };
    });
  }
}

/** An operation on one answer, with its hash. `settles` only where somebody chose between rivals. */
export async function operation(device, { assessment, edition, key, value, base, settles = [], id = uuidv7() }) {
  const told = { id, ...(await device.next()), assessment, key, edition, value, base, at: clock() };
  return sealed(settles.length ? { ...told, settles } : told);
}
