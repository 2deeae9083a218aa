/* What holds in a case on this device: what the server had when the case was taken along, and over it everything that
   was written here since. The same rule as eyre.core.journal.folding: an operation takes the place of those it names. */

/** By key, {heads: [id], value, rivals: [{operation, value, who, at}], apart: [reason]} of what changed here since the
    lease. `heads`: by key, those of the lease; `history`: of Outbox; `known(key)`: the value the lease shows. */
export function folded({ history, heads, known, lease }) {
  const keys = new Map();
  for (const entry of history) {
    const { operation } = entry;
    if (isIncluded(entry, lease, heads)) continue;
    const state = keys.get(operation.key) ?? begun(operation.key, heads, known);
    keys.set(operation.key, state);
    if (entry.state === "quarantined") state.apart = entry.reason ?? "not-allowed";
    else {
      named(operation).forEach((id) => state.told.delete(id));
      state.told.set(operation.id, { operation: operation.id, value: operation.value, who: "On this device", at: operation.at.slice(0, 16).replace("T", " ") });
      state.apart = null;
    }
  }
  return new Map([...keys].map(([key, state]) => [key, held(state)]));
}

/** The server had it when it gave the lease: by its number, or because it is what the lease shows. */
function isIncluded({ operation, number, epoch }, lease, heads) {
  if (number !== null && epoch === lease.epoch && number <= lease.state.number) return true;
  return (heads.get(operation.key) ?? []).includes(operation.id);
}

function begun(key, heads, known) {
  const told = (heads.get(key) ?? []).map((id) => [id, { operation: id, value: known(key), who: "On the server", at: "when the case was taken along" }]);
  return { told: new Map(told), apart: null };
}

function named({ base, settles = [] }) {
  return [base, ...settles].filter(Boolean);
}

function held({ told, apart }) {
  const all = [...told.values()];
  const values = new Set(all.map(({ value }) => JSON.stringify(value)));
  const rivals = values.size > 1 ? all : [];
  return { heads: [...told.keys()], value: rivals.length ? null : all[0]?.value ?? null, rivals, apart };
}
