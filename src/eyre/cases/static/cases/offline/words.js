/* What the field page says in words: reasons, counts, times. */

const REASONS = {
  unreadable: "The server could not read it",
  "id-taken": "Another answer has its number",
  device: "This device is not registered any more",
  assessment: "The server knows no such case",
  edition: "It was made on another form",
  value: "The form allows no such answer there",
  "not-allowed": "The case is not with you now, or is closed",
  deposited: "It was left at the door of the office",
};

/** Why the server kept something apart. */
export function inWords(reason) {
  return REASONS[reason] ?? "The server kept it apart";
}

/** “1 answer”, “3 answers”. */
export function counted(number, one = "answer", many = `${one}s`) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** A moment in ms as people say it: a time today, else a day and a time. */
export function moment(at, now = Date.now()) {
  const [then, today] = [new Date(at), new Date(now)];
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (then.toDateString() === today.toDateString()) return time;
  return `${then.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${time}`;
}

/** A day in words. */
export function day(iso) {
  return new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
}
