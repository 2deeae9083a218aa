/* Which way does a batch go? To the journal of its inspection; and where that takes nothing from this person or this
   device any more, to the door where everything is kept apart byte for byte, which needs nobody signed in. */

const DEPOSIT_OF = {
  403: ["not-allowed", "not-yours"],
  404: ["not-found"],
};

/** Gives `post(operations, inspection)` of an outbox. `token()`: of this device, while it is unlocked. */
export function ways({ doors, token }) {
  return async (operations, inspection) => {
    if (!inspection) return deposited();
    try {
      return await doors.batch(inspection, operations);
    } catch (why) {
      if (!DEPOSIT_OF[why.status]?.includes(why.problem)) throw why;
      return deposited();
    }

    async function deposited() {
      const where = inspection ? { inspection } : {};
      return doors.deposit({ device: doors.device, token: await token(), operations, ...where });
    }
  };
}
