/* A case on its form, with scripts: answers are saved as they are given, rules are computed as they change.
   start.js begins it on the ordinary page; ../offline/opening.js on the field page, with another way of saving. */

import { Answers } from "./answers.js";
import { Entering } from "./entering.js";
import { complain, fields as fieldsOf, grow, write } from "./fields.js";
import { helping } from "./helping.js";
import { marking } from "./marking.js";
import { draw as drawRivals } from "./rivals.js";
import { showing } from "./showing.js";
import { Status } from "./status.js";

const TYPED = 700; // ms of quiet after which words are saved

/** Bring the form drawn in `root` to life. `saves(hooks)` gives what saves: {change, begun, flush}; it is told the heads
    behind what is shown, and calls `told`, `refused`, `changed` and `busy`. Gives {answers, changed, end}. */
export function begin({ root, form, settings, saves, pause = TYPED }) {
  const ended = new AbortController();
  const { signal } = ended;
  const fields = fieldsOf(root);
  const status = new Status(root);
  const answers = new Answers({ root, fields, attributes: settings.attributes });
  const refresh = showing({ form, kind: settings.kind, fields, answers, status });

  function put(key, value, how = {}) {
    answers.set(key, value);
    refresh();
    return saving.change(key, value, how);
  }

  function refused(key, words) {
    status.refused(key, words, fields.get(key), complain);
    if (!fields.has(key)) marks.refused(key, words);
  }

  /** Somebody else wrote, or the same person somewhere else. */
  function changed(key, state) {
    const field = fields.get(key);
    if (state.rivals.length) {
      answers.dispute(key);
      if (field) drawRivals(field, state.rivals);
      status.conflict(key, field);
    } else {
      answers.set(key, state.value);
      if (field && !entering.isWaiting(key)) write(field, state.value);
      marks.heard(key, state.value);
    }
    refresh();
  }

  const saving = saves({
    heads: answers.heads, told: (state) => status.saving(state), refused, changed,
    busy: (key) => entering.isUnderWay(key), signal,
  });
  const marks = marking({ root, put, status });
  const entering = new Entering({ root, form, fields, answers, status, put, saving, pause, signal });
  helping({ form, fields, answers, status, marks, signal });
  scripted(root);
  refresh();
  root.dataset.ready = "yes";

  /** Hand over what was typed a moment ago, and hear nothing any more. */
  function end() {
    entering.takeAll();
    ended.abort();
    delete root.dataset.ready;
  }
  return { answers, changed, refused, marks, saving, end };
}

function scripted(root) {
  for (const each of root.querySelectorAll("[data-scripted]")) each.hidden = false;
  for (const button of root.querySelectorAll(".eyre-save")) button.hidden = true;
  for (const area of root.querySelectorAll("textarea")) grow(area);
}
