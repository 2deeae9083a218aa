/* What of the form is shown: the rules are computed as the answers change. */

import { inWords, missing, progressOf, relevance } from "./rules.js";

/** Gives a function that shows and hides what the answers ask for, and tells how far the case is. */
export function showing({ form, kind, fields, answers, status }) {
  return () => {
    const relevant = relevance(form, kind, answers.values);
    for (const [key, held] of relevant) shown(fields.get(key)?.box, held);
    status.progress(inWords(progressOf(relevant, answers.values)));
    status.missing(() => missing(form, kind, answers.values, [...answers.conflicts]));
  };
}

/** `held`: true, false, or null where it is not known whether this is asked. */
function shown(box, held) {
  if (!box) return;
  const question = box.classList.contains("eyre-judgement") ? box.closest(".eyre-question") : null;
  if (!question) return void (box.hidden = held === false);
  question.querySelector(".eyre-question__body").hidden = held === false;
  question.querySelector(".eyre-out").hidden = held !== false;
  question.querySelector(".eyre-open").hidden = held !== null;
}
