/* What stands in a case as this page knows it: the value of each key, the operations behind it, and what is disputed. */

import { read } from "./fields.js";

export class Answers {
  values;
  heads = new Map(); // by key, the operations whose value is shown
  conflicts = new Set();

  constructor({ root, fields, attributes }) {
    this.values = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`attribute:${name}`, value]));
    for (const { value } of root.querySelectorAll("input[name=seen]")) this.#saw(JSON.parse(value));
    for (const field of fields.values()) {
      if (!this.conflicts.has(field.key)) this.values[field.key] = read(field).value ?? null;
    }
  }

  /** The value of a key; null where it has none, or more than one. */
  at(key) { return this.values[key] ?? null }

  has(key) { return this.at(key) !== null }

  set(key, value) {
    this.conflicts.delete(key);
    this.values[key] = value;
  }

  dispute(key) {
    this.conflicts.add(key);
    this.values[key] = null;
  }

  #saw(seen) {
    for (const [key, [heads]] of Object.entries(seen)) {
      this.heads.set(key, heads);
      if (heads.length > 1) this.conflicts.add(key);
    }
  }
}
