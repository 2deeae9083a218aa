/* When is what waits sent, and what is said of the network? As soon as something was written, when the network comes
   back, and again and again with growing pauses. A contact begins with a hello; a report follows each round. */

const RETRIES = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000]; // ms
const SOON = 700; // ms of quiet before what is being typed is offered
const AT_LAST = 10_000; // ms after which it is, however much is typed
const ANEW = 60_000; // ms after which a hello is old
const STILL = 300_000; // ms between contacts of a page on which nothing happens

export class Sending {
  /** online, offline, sign-in (nobody is signed in), other (the device is somebody else's), refused, unknown */
  network = "unknown";
  words = "";
  hello = null;
  #tries = 0;
  #timer = null;
  #since = null; // when something was first put off
  #round = null;
  #at = -Infinity; // of the last hello
  #told = ""; // the last report

  /** `met(hello)` says whose device this is: ours, other, revoked, unknown, none; `renew()` asks for leases anew;
      `reported()` gives what a report says; `changed()` hears of every change, `over()` that a round is over. */
  constructor({ outbox, doors, met, renew, reported, changed, isOpen, over = async () => {} }) {
    Object.assign(this, { outbox, doors, met, renew, reported, changed, isOpen, over });
    const post = outbox.post;
    outbox.post = (operations, inspection) => this.#posted(post, operations, inspection);
    addEventListener("online", () => this.now());
    addEventListener("offline", () => this.#said("offline"));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now() });
  }

  /** Something was written: send it when no more comes for a moment. */
  soon() {
    this.#since ??= Date.now();
    const left = this.#since + AT_LAST - Date.now();
    this.#in(Math.max(0, Math.min(SOON, left)));
  }

  /** Send now what waits. Gives when the round is over; never fails. */
  now() {
    this.#round ??= this.#sent().finally(() => { this.#round = null });
    return this.#round;
  }

  #in(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), pause);
  }

  async #sent() {
    clearTimeout(this.#timer);
    this.#since = null;
    try {
      if (Date.now() - this.#at > ANEW || this.network !== "online") await this.#contact();
      if (this.network === "online") await this.#flushed();
      await this.over();
      this.#tries = 0;
      // Put there while the last reply was read
      if (this.isOpen() && (await this.outbox.status()).waiting) this.soon();
      else this.#in(STILL);
    } catch (why) {
      if (!(why instanceof Error)) throw why;
      this.#failed(why);
    }
  }

  /** Send, and report what waits then, also where a door refused. */
  async #flushed() {
    try {
      if (this.isOpen()) await this.outbox.flush();
    } finally {
      await this.#reported();
    }
  }

  /** Say hello: who is signed in, whose is this device, in which life is the server? */
  async #contact() {
    this.hello = await this.doors.hello();
    this.#at = Date.now();
    const whose = await this.met(this.hello);
    if (whose === "other") return this.#said("other");
    if (this.isOpen() && (await this.outbox.met(this.hello.epoch))) await this.renew(this.hello);
    this.#said("online");
  }

  /** The reply to a batch; a server in another life is first told again of this device and of what lies here. */
  async #posted(post, operations, inspection) {
    const reply = await post(operations, inspection);
    if (!this.hello || !reply.epoch || reply.epoch === this.hello.epoch) return reply;
    await this.#contact();
    return post(operations, inspection);
  }

  /** Tell what waits here, where that changed. */
  async #reported() {
    if (!this.doors.device) return;
    await this.outbox.prune();
    const report = await this.reported();
    const words = JSON.stringify(report);
    if (words === this.#told && Date.now() - this.#at < ANEW) return;
    const told = await this.doors.report(report);
    this.#told = words;
    this.changed();
    if (told.revoked) await this.met({ ...this.hello, device: { ...this.hello.device, revoked: true } });
  }

  #failed(why) {
    if (why.status === 401) this.#said("sign-in");
    else if (why.name === "NotReached" || why.stops) this.#said("offline", why.message);
    else this.#said("refused", why.message);
    this.#in(RETRIES[Math.min(this.#tries, RETRIES.length - 1)]);
    this.#tries += 1;
  }

  #said(network, words = "") {
    this.network = network;
    this.words = words;
    this.changed();
  }
}
