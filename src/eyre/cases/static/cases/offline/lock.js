/* Is this device unlocked? The key is in the memory of open tabs and nowhere else. A tab asks the others for it; locking
   in one locks them all; after twelve hours it is locked by itself. Nothing here ever deletes what was not sent. */

import { emptiedBefore, forgottenMark, kept, keptAgain, registration, rowsOf, whose, wiped } from "./device.js";
import { Hours } from "./hours.js";
import { counted, givenBack, left } from "./tries.js";
import { alsoBy, changed, opened, openedBySecret, unsealed } from "./vault.js";

const CHANNEL = "eyre-lock";
const PATIENCE = 700; // ms other tabs have to answer
const GRACE = 3000; // ms for what was typed a moment ago to be kept before the key goes
const EVERY = 15_000; // ms between looks at the clock and at the store
const SOON = 500; // ms to the next look where one failed

/** The device is set up for somebody else: nothing is unlocked, shown or sent. */
export class SomebodyElse extends Error {}

export class Lock {
  /** none (not set up), locked, unlocked, blocked (too many wrong tries), other (set up for somebody else) */
  state = "none";
  /** {id, name} of the person, while unlocked */
  owner = null;
  /** {id, last?} once the browser has emptied what was kept here: to be said loudly */
  emptied = null;
  /** How many tries are left */
  left = null;
  #key = null;
  #hours = null;
  #rows = null;
  #before = [];
  #closing = null;
  #answered = null;

  /** `doors`: to the server, where there are any; `onchange(state, why)`: after every change, in every tab. */
  constructor({
    store, doors = null, channel = new BroadcastChannel(CHANNEL), onchange = () => {}, clocks = {}, patience = PATIENCE,
  }) {
    Object.assign(this, { store, doors, channel, onchange, clocks, patience });
    channel.onmessage = ({ data }) => this.#heard(data);
    this.timer = setInterval(() => void this.check(), EVERY);
  }

  /** What seals and opens, or null. To be asked for each piece of work anew: it goes when the time is over, as soon as
      what was under way is kept. */
  get key() {
    if (this.#key && !this.#closing && this.#hours.over) this.lock("time");
    return this.#key;
  }

  /** The id of this device, also where the browser has emptied its store; null where it was never set up. */
  get id() {
    return this.#rows?.device.id ?? this.emptied?.id ?? null;
  }

  /** {id, called, made, recovery, passkey}: readable while it is locked; null where it is not set up. */
  get device() {
    if (!this.#rows) return null;
    const { device, vault } = this.#rows;
    return { ...device, recovery: vault.record.forRecovery.name, passkey: vault.record.byPasskey ?? null };
  }

  /** Read the store, and ask the other tabs for the key. */
  async begin() {
    const rows = await rowsOf(this.store);
    if (rows?.device.id !== this.#rows?.device.id) this.#drop();
    this.#rows = rows;
    if (!rows) {
      this.emptied ??= emptiedBefore();
      return this.#become("none", this.emptied ? "emptied" : "");
    }
    if (this.#key || (await this.#given())) return this.#become("unlocked", "tab");
    return this.#shut();
  }

  /** `work` is called and waited for before the key goes, which is still there then. */
  before(work) {
    this.#before.push(work);
  }

  /** Throws WrongPassphrase, Shut, SomebodyElse. */
  async unlock(passphrase) {
    this.#refuseOthers();
    const key = await this.#tried((record) => opened(record, passphrase));
    await this.#unlocked(key);
  }

  /** By the secret of its passkey, whose authenticator counts wrong tries itself. Throws WrongPassphrase, SomebodyElse. */
  async unlockBySecret(secret) {
    this.#refuseOthers();
    await this.#unlocked(await openedBySecret(this.#rows.vault.record, secret));
  }

  /** Another passphrase; what is sealed stays as it is. Throws WrongPassphrase, UnfitPassphrase, Shut. */
  async change(passphrase, next) {
    await this.#rewritten((record) => changed(record, passphrase, next));
  }

  /** A passkey as a second way in; `about` is kept in clear. Throws WrongPassphrase, Shut. */
  async addPasskey(passphrase, secret, about) {
    await this.#rewritten((record) => alsoBy(record, passphrase, secret, about));
  }

  /** Let the key go, in every tab. `why`: asked, time, signed-out, other. */
  async lock(why = "asked") {
    this.channel.postMessage({ kind: "locked", why });
    await this.#locked(why);
  }

  /** What a hello says of this device: none, ours, other (person), revoked, or unknown: the server has no such device
      and did not take it again. Contact of the device's own person gives the tries back. */
  async met(hello) {
    // Where the server knows no such device of theirs there is nobody to tell, and that keeps nobody out
    if (hello.device && this.emptied && !this.emptied.told) await this.#tellEmptied(hello);
    if (!this.#rows) return "none";
    if (this.#rows.device.whose !== (await whose(this.id, hello.person.id))) return this.#other();
    await this.#contact();
    if (hello.device) return hello.device.revoked ? "revoked" : "ours";
    return (await this.#registered()) ? "ours" : "unknown";
  }

  /** The token by which this device may deposit work without anybody signed in. Only while unlocked. */
  async token() {
    return unsealed(this.key, "token", this.#rows.token);
  }

  /** Take what was prepared a moment ago, and is registered. Throws AlreadySetUp. */
  async adopt({ rows, key }) {
    await kept(this.store, rows);
    this.emptied = null;
    this.#rows = await rowsOf(this.store);
    this.channel.postMessage({ kind: "again" });
    await this.#unlocked(key);
  }

  /** Forget this device: everything of it goes. Throws Unsent while anything waits, unless `evenUnsent`. */
  async wipe(how = {}) {
    await wiped(this.store, how);
    this.channel.postMessage({ kind: "again" });
    this.#rows = this.emptied = null;
    this.#drop();
    this.#become("none", "wiped");
  }

  /** Is the time over, and does the store still hold this device? By the clock, and when a connection was lost. */
  async check() {
    if (this.#key && this.#hours.over) await this.lock("time");
    if (!this.#rows) return;
    try {
      if (!(await rowsOf(this.store))) await this.#emptiedUnderneath();
    } catch (why) {
      onlyOfStore(why);
      // A connection that is being taken away fails for a moment
      clearTimeout(this.again);
      this.again = setTimeout(() => void this.check(), SOON);
    }
  }

  /** No timer and no listening any more. */
  close() {
    clearInterval(this.timer);
    clearTimeout(this.again);
    this.channel.close();
  }

  async #emptiedUnderneath() {
    // Another tab forgot this device on purpose; the browser leaves the mark beside the store
    if (!emptiedBefore()) return this.begin();
    await keptAgain(this.store, this.#rows);
    this.emptied = { id: this.id };
    this.#become(this.state, "emptied");
  }

  async #tried(open) {
    this.left = await counted(this.store);
    try {
      return await open(this.#rows.vault.record);
    } catch (why) {
      if (!this.left) await this.lock("tries");
      throw why;
    }
  }

  async #rewritten(work) {
    const vault = { name: "vault", record: await this.#tried(work) };
    await this.store.written("device", ({ device }) => void device.put(vault));
    this.#rows = { ...this.#rows, vault };
    await givenBack(this.store);
    this.channel.postMessage({ kind: "again" });
    this.#become(this.state, "changed");
  }

  async #unlocked(key, since = null) {
    const hours = new Hours({ since, ...this.clocks });
    if (hours.over) return false;
    const owner = await unsealed(key, "owner", this.#rows.owner);
    if (since === null) await unlessFull(givenBack(this.store));
    this.left = await left(this.store);
    this.owner = owner;
    this.#key = key;
    this.#hours = hours;
    if (since === null) this.channel.postMessage({ kind: "open" });
    this.#become("unlocked", since === null ? "" : "tab");
    return true;
  }

  #refuseOthers() {
    if (this.state === "other") throw new SomebodyElse("This device is set up for somebody else");
  }

  async #locked(why) {
    if (this.#key) await (this.#closing ??= patient(this.#before.map((work) => work())));
    else if (why !== "tries") return;
    this.#drop();
    await this.#shut(why);
  }

  #drop() {
    this.#key = this.#hours = this.#closing = this.owner = null;
  }

  /** Locking never fails: where the store cannot say how many tries are left, the next try will. */
  async #shut(why = "") {
    this.left = await left(this.store).catch(onlyOfStore);
    this.#become(this.left === 0 ? "blocked" : "locked", why);
  }

  async #other() {
    if (this.state !== "other") await this.lock("other");
    this.#become("other", "other");
    return "other";
  }

  async #contact() {
    await unlessFull(givenBack(this.store));
    if (["blocked", "other"].includes(this.state)) await this.#shut("contact");
  }

  async #registered() {
    if (!this.doors) return false;
    await this.doors.register(registration(this.#rows.device, this.#rows.vault.record));
    return true;
  }

  async #tellEmptied(hello) {
    const { id } = this.emptied;
    this.emptied = { id, last: hello.device?.last ?? null };
    await this.doors?.report({ device: id, waiting: 0, since: null, quarantined: 0, emptied: true });
    this.emptied.told = true;
    if (!this.#rows) forgottenMark();
    this.#become(this.state, "emptied");
  }

  /** Another tab's key, where one has it. Gives whether one had. */
  async #given() {
    const heard = new Promise((resolve) => {
      this.#answered = resolve;
      setTimeout(resolve, this.patience, null);
    });
    this.channel.postMessage({ kind: "ask" });
    const answer = await heard;
    return answer !== null && this.#unlocked(answer.key, answer.since);
  }

  async #heard({ kind, ...told }) {
    if (kind === "ask" && this.key) this.channel.postMessage({ kind: "key", id: this.id, key: this.key, since: this.#hours.since });
    if (kind === "key" && told.id === this.id) this.#answered?.(told);
    if (kind === "open" && ["locked", "blocked"].includes(this.state)) await this.begin();
    if (kind === "locked") await this.#locked(told.why);
    if (kind === "again") await this.begin();
  }

  #become(state, why) {
    this.state = state;
    this.onchange(state, why);
  }
}

/** Whatever becomes of them, and not for ever. */
function patient(promises) {
  return Promise.race([Promise.allSettled(promises), new Promise((resolve) => setTimeout(resolve, GRACE))]);
}

/** What a store throws is no fault of ours: null instead. */
function onlyOfStore(why) {
  if (!(why instanceof DOMException)) throw why;
  return null;
}

/** On a full disk the tries stay counted; that is no reason to keep somebody from their work. */
async function unlessFull(writing) {
  await writing.catch((why) => {
    if (why.name !== "QuotaExceededError") throw why;
  });
}
