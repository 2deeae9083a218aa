/* Which number does the next operation of this device have? Numbers are set aside in blocks, in the store: a page that
   dies leaves a gap, and no number is ever given twice. */

import { asked } from "./store.js";

const BLOCK = 50;

export class Sequence {
  #next = 1;
  #last = 0;
  #asking = Promise.resolve();

  /** `id`: of this device. */
  constructor({ store, id }) {
    Object.assign(this, { store, id });
  }

  /** {device, sequence} for the next operation. */
  next() {
    const answer = this.#asking.then(() => this.#given());
    this.#asking = answer.catch(() => {});
    return answer;
  }

  async #given() {
    if (this.#next > this.#last) {
      this.#last = await this.store.written("device", async ({ device }) => {
        const last = ((await asked(device.get("sequence")))?.last ?? 0) + BLOCK;
        device.put({ name: "sequence", last });
        return last;
      });
      this.#next = this.#last - BLOCK + 1;
    }
    return { device: this.id, sequence: this.#next++ };
  }
}
