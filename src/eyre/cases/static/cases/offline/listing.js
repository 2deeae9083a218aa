/* The cases on this device, and those that can be taken along. */

import { made, table } from "./drawing.js";
import { counted, day } from "./words.js";

const PARTS = { first: "First", second: "Second, blind", reconciled: "Reconciled" };

/** Draw both lists. `heads` of Leases, `unsent` by assessment, `work` of the last hello or null without a network. */
export function drawList({ root, heads, unsent, work }) {
  drawHere(root.querySelector("#field-here"), heads, unsent);
  drawThere(root.querySelector("#field-there"), heads, work);
}

/** Nobody reads out of a locked page which cases lie here, or could. */
export function emptyList(root) {
  root.querySelector("#field-here").replaceChildren();
  root.querySelector("#field-there [data-list]").replaceChildren();
}

function drawHere(place, heads, unsent) {
  const groups = [...Map.groupBy(heads, ({ inspection }) => inspection).values()];
  const tables = groups.map((group) => {
    const [{ title, until }] = group;
    const rows = group.map((head) => [
      made("a", "govuk-link", head.pseudonym, { href: `#${head.assessment}` }),
      head.kind,
      PARTS[head.part] ?? head.part,
      unsent.has(head.assessment) ? counted(unsent.get(head.assessment)) : "None",
    ]);
    return table(`${title}, here until ${day(until)}`, ["Case", "Kind", "Assessment", "Waits"], rows);
  });
  const none = made("p", "govuk-body", "No case lies on this device. Take some along below while there is a network.");
  place.replaceChildren(...(tables.length ? tables : [none]));
}

function drawThere(form, heads, work) {
  const here = new Set(heads.map(({ assessment }) => assessment));
  const left = (work ?? [])
    .map((one) => ({ ...one, assessments: one.assessments.filter(({ id }) => !here.has(id)) }))
    .filter(({ assessments }) => assessments.length);
  const [list, button] = [form.querySelector("[data-list]"), form.querySelector("button")];
  button.hidden = !left.length;
  const none = work ? "Every case that is with you in fieldwork lies on this device." : "Without a network nothing can be taken along.";
  list.replaceChildren(...(left.length ? left.map(choices) : [made("p", "govuk-body", none)]));
}

function choices({ title, inspection, until, assessments }) {
  const group = made("fieldset", "govuk-fieldset");
  const boxes = made("div", "govuk-checkboxes govuk-checkboxes--small");
  boxes.append(...assessments.map((each) => choice(inspection, each)));
  group.append(made("legend", "govuk-fieldset__legend govuk-fieldset__legend--s", `${title}, until ${day(until)}`), boxes);
  return group;
}

function choice(inspection, { id, pseudonym, part, kind, answered }) {
  const item = made("div", "govuk-checkboxes__item");
  const name = `take:${inspection}/${pseudonym}/${part}`;
  const input = made("input", "govuk-checkboxes__input", "", { type: "checkbox", id: name, checked: true, autocomplete: "off" });
  Object.assign(input.dataset, { inspection, pseudonym, assessment: id ?? "" });
  const label = made("label", "govuk-label govuk-checkboxes__label", `${pseudonym}: ${kind}, ${counted(answered)}`, { htmlFor: name });
  if (part !== "first") label.append(`, ${PARTS[part] ?? part}`);
  item.append(input, label);
  return item;
}

/** What was ticked, as the door for leases takes it. */
export function ticked(form) {
  const all = [...form.querySelectorAll("input:checked")].map(({ dataset }) => dataset);
  return {
    assessments: all.filter(({ assessment }) => assessment).map(({ assessment }) => assessment),
    cases: all.filter(({ assessment }) => !assessment).map(({ inspection, pseudonym }) => ({ inspection, pseudonym })),
  };
}
