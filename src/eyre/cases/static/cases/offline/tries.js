/* How often was a wrong passphrase tried here? Counted on the disk before the try is made, so that pulling the plug
   between the two gives nobody another try. Never is anything deleted for it: contact with the server gives them back. */

import { asked } from "./store.js";

export const TRIES = 5;

/** Five wrong tries were made: the passphrase is not looked at until the device's person was in contact again. */
export class Shut extends Error {}

/** How many tries are left. */
export async function left(store) {
  const row = await store.read("device", ({ device }) => asked(device.get("tries")));
  return Math.max(0, TRIES - (row?.wrong ?? 0));
}

/** Take one. Resolves with how many are left when that stands on the disk; throws Shut where there was none. */
export async function counted(store) {
  return store.written("device", async ({ device }) => {
    const wrong = (await asked(device.get("tries")))?.wrong ?? 0;
    if (wrong >= TRIES) throw new Shut("Too many wrong tries: connect this device to Eyre and sign in, then try again");
    device.put({ name: "tries", wrong: wrong + 1 });
    return TRIES - wrong - 1;
  });
}

/** Give all of them back. */
export async function givenBack(store) {
  await store.written("device", async ({ device }) => {
    if ((await asked(device.get("tries")))?.wrong) device.put({ name: "tries", wrong: 0 });
  });
}
