/* Since when is this device unlocked, and is that long enough? */

export const LASTS = 12 * 60 * 60 * 1000; // ms from unlocking to the passphrase again
const SLACK = 60_000; // ms by which a clock's own time service may set it back

/** The time of one unlocking. `now()` is the clock, which anybody may turn; `running()` only ever grows, but may stand
    still while the machine sleeps: whichever says first that the time is over is believed. */
export class Hours {
  constructor({ since = null, now = Date.now, running = () => performance.now() } = {}) {
    Object.assign(this, { now, running });
    this.since = since ?? now();
    this.latest = this.since;
    this.began = running() - (now() - this.since);
  }

  /** Whether the time is over. A clock that was turned back counts as over. */
  get over() {
    const now = this.now();
    const turned = now < this.latest - SLACK;
    this.latest = Math.max(this.latest, now);
    return turned || now - this.since >= LASTS || this.running() - this.began >= LASTS;
  }
}
