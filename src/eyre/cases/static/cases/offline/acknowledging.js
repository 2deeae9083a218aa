/* What does a reply say of what was sent? Nothing is taken for sent that it does not list by id and hash. */

/** The server answered, and not as it should: nothing is taken for sent. */
export class Unacknowledged extends Error {}

/** By id, what the row of each operation becomes, when the reply names every one with its hash. */
export function checked(operations, reply) {
  const results = new Map((reply.results ?? []).map((result) => [result.id, result]));
  const rows = new Map();
  for (const { id, hash } of operations) {
    const result = results.get(id);
    if (!reply.epoch || !result) throw new Unacknowledged(`The server did not acknowledge ${id}`);
    if (result.hash !== hash) throw new Unacknowledged(`The server holds other bytes under ${id}`);
    if (!["accepted", "quarantined"].includes(result.verdict)) throw new Unacknowledged(result.verdict);
    const state = result.verdict === "accepted" ? "sent" : "quarantined";
    rows.set(id, { state, number: result.number ?? null, reason: result.reason ?? null });
  }
  return rows;
}
