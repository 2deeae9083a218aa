/* What helps on the way through a case: keys, search, guidance, the next question without an answer. */

import { Keyboard } from "./keyboard.js";
import { found } from "./searching.js";

export function helping({ form, fields, answers, status, marks, signal }) {
  const help = document.getElementById("keys");
  const search = document.getElementById("search");
  const keyboard = new Keyboard({
    fields,
    signal,
    acts: {
      u: toUnanswered,
      e: () => keyboard.evidence(),
      g: () => guidance(keyboard.question()),
      q: () => marks.begin(keyboard.question()),
      "/": () => { search.closest("details").open = true; search.focus() },
      "?": () => help.showModal(),
    },
  });

  function toUnanswered() {
    if (!keyboard.goToUnanswered((key) => answers.has(key))) status.say("Every question has an answer");
  }

  document.getElementById("next-unanswered").addEventListener("click", toUnanswered);
  document.getElementById("show-keys").addEventListener("click", () => help.showModal());
  const single = document.getElementById("single-keys");
  single.checked = keyboard.on;
  single.addEventListener("change", () => { keyboard.on = single.checked });
  const questions = form.sections.flatMap((section) => section.questions);
  search.addEventListener("input", () => status.results(found(questions, search.value)));
}

function guidance(ref) {
  const details = ref && document.getElementById(`question-${ref}`).closest(".eyre-question").querySelector(".eyre-guidance");
  if (details) details.open = !details.open;
}
