/* What the parts of the field page have in common: problems said all at once with links, work that takes a moment, and
   sections that carry what a script fills in at `data-…`. */

import { NotReached, Refused } from "./doors.js";

/** The element of a section that carries this name. */
export function part(root, name) {
  return root.querySelector(`[data-${name}]`);
}

/** Fill a part with words, and show it where there are any. */
export function tell(root, name, words) {
  const place = part(root, name);
  place.textContent = words;
  place.hidden = !words;
}

/** Say everything that is wrong with a form at once: {id of a field: words}. Gives whether anything is. */
export function complain(form, problems) {
  const wrong = Object.entries(problems).filter(([, words]) => words);
  for (const field of form.querySelectorAll("input:not([type=hidden])")) mark(field, problems[field.id] ?? "");
  const box = part(form, "problems");
  box.hidden = !wrong.length;
  box.querySelector("ul").replaceChildren(...wrong.map(([id, words]) => item(id, words)));
  if (wrong.length) box.focus();
  return wrong.length > 0;
}

function mark(field, words) {
  const message = document.getElementById(`${field.id}-error`);
  if (!message) return;
  message.hidden = !words;
  message.lastChild.textContent = words;
  field.closest(".govuk-form-group").classList.toggle("govuk-form-group--error", Boolean(words));
  field.classList.toggle("govuk-input--error", Boolean(words) && field.classList.contains("govuk-input"));
}

function item(id, words) {
  const row = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent: words });
  link.addEventListener("click", (event) => {
    event.preventDefault(); // the address of the page says which case is open
    document.getElementById(id).focus();
  });
  row.append(link);
  return row;
}

/** Run what a form or a button is for, once at a time. */
export function once(button, work) {
  let running = null;
  return (event) => {
    event?.preventDefault();
    running ??= Promise.resolve(work()).finally(() => {
      running = null;
      button.disabled = false;
    });
    button.disabled = true;
    return running;
  };
}

/** Words for an error that a person can do something about; everything else goes on as what it is. */
export function wordsOf(why) {
  if (why instanceof NotReached || why instanceof Refused) return why.message;
  if (why.name === "QuotaExceededError") return "This device is full, and nothing was kept: free some space, and save a rescue file first";
  throw why;
}

/** 22 November 2026 */
export function day(milliseconds) {
  return new Date(milliseconds).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** 1 answer, 2 answers */
export function answers(count) {
  return count === 1 ? "1 answer" : `${count.toLocaleString("en-GB")} answers`;
}
