/* The cases that were taken along: what opens each of them without a network, sealed on this device until its day. */

import { asked } from "./store.js";
import { sealed, unsealed } from "./vault.js";

const STORES = ["leases", "pages", "forms"];
const AT_ONCE = 20; // cases in one request

export class Leases {
  constructor({ store, doors, key = () => null }) {
    Object.assign(this, { store, doors, key });
  }

  /** Take cases along: {assessments: [uuid], cases: [{inspection, pseudonym, assessment?}]}. Gives what was refused. */
  async take({ assessments = [], cases = [] }) {
    const refused = [];
    for (let at = 0; at < assessments.length; at += AT_ONCE) {
      refused.push(...(await this.#take(assessments.slice(at, at + AT_ONCE), [])));
    }
    for (let at = 0; at < cases.length; at += AT_ONCE) refused.push(...(await this.#take([], cases.slice(at, at + AT_ONCE))));
    return refused;
  }

  async #take(assessments, cases) {
    const told = await this.doors.lease({ device: this.doors.device, assessments, cases });
    const forms = Object.entries(told.forms).map(([id, data]) => ({ id, data }));
    const rows = await Promise.all(told.leases.map((lease) => this.#rows(lease, told.epoch)));
    await this.store.written(STORES, ({ leases, pages, forms: kept }) => {
      forms.forEach((form) => void kept.put(form));
      rows.forEach(([head, page]) => { leases.put(head); pages.put(page) });
    });
    return told.refused;
  }

  /** What lies here, soonest to end first, without the pages. */
  async all() {
    const rows = await this.store.read("leases", ({ leases }) => asked(leases.getAll()));
    const heads = await Promise.all(rows.map((row) => unsealed(this.key(), `lease:${row.assessment}`, row)));
    return heads.sort((one, two) => order(one).localeCompare(order(two)));
  }

  /** Which assessments lie here; known without the key. */
  async ids() {
    return this.store.read("leases", ({ leases }) => asked(leases.getAllKeys()));
  }

  /** Everything needed to open a case: {…head, html, settings, state, addresses, form}; null where it lies not here. */
  async opened(assessment) {
    const row = await this.store.read("pages", ({ pages }) => asked(pages.get(assessment)));
    if (!row) return null;
    const page = await unsealed(this.key(), `page:${assessment}`, row);
    const form = await this.store.read("forms", ({ forms }) => asked(forms.get(page.form.id)));
    return { ...page, data: form.data };
  }

  /** The inspection of an assessment, or null where no lease says. */
  async inspectionOf(assessment) {
    const row = await this.store.read("leases", ({ leases }) => asked(leases.get(assessment)));
    return row ? (await unsealed(this.key(), `lease:${assessment}`, row)).inspection : null;
  }

  /** Let go of these, except where something of them waits. */
  async givenBack(assessments) {
    await this.store.written(["leases", "pages", "operations"], async ({ leases, pages, operations }) => {
      const waiting = await asked(operations.index("state").getAll(IDBKeyRange.bound(["waiting", -Infinity], ["waiting", Infinity])));
      const kept = new Set(waiting.map((row) => row.assessment));
      if (kept.has(undefined)) return; // rows of version 1 do not say yet what they are about
      for (const id of assessments) if (!kept.has(id)) { leases.delete(id); pages.delete(id) }
    });
  }

  /** Let go of those whose day is over. */
  async expired(now = Date.now()) {
    const over = (await this.all()).filter(({ until }) => Date.parse(until) <= now);
    if (over.length) await this.givenBack(over.map(({ assessment }) => assessment));
  }

  async #rows(lease, epoch) {
    const { assessment, inspection, title, pseudonym, part, kind, until, at } = lease;
    const head = { assessment, inspection, title, pseudonym, part, kind, until, at };
    const [one, two] = await Promise.all([
      sealed(this.key(), `lease:${assessment}`, head),
      sealed(this.key(), `page:${assessment}`, { ...lease, epoch }),
    ]);
    return [{ assessment, ...one }, { assessment, ...two }];
  }
}

function order({ until, inspection, pseudonym }) {
  return [until, inspection, pseudonym].join(" ");
}
