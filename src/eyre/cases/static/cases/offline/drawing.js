/* Elements of the field page, made in one line each. */

/** An element with its class, its words, and further properties. */
export function made(name, className = "", words = "", more = {}) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (words) element.textContent = words;
  return Object.assign(element, more);
}

/** A table of the Design System that stacks on a narrow screen: `heads` of its columns, `rows` of cells {words | nodes}. */
export function table(caption, heads, rows) {
  const whole = made("table", "govuk-table eyre-table--tight eyre-table--stack");
  const head = made("tr", "govuk-table__row");
  head.append(...heads.map((words) => made("th", "govuk-table__header", words, { scope: "col" })));
  const body = made("tbody", "govuk-table__body");
  body.append(...rows.map((cells) => row(heads, cells)));
  const top = made("thead", "govuk-table__head");
  top.append(head);
  whole.append(made("caption", "govuk-table__caption govuk-table__caption--s", caption), top, body);
  return whole;
}

function row(heads, cells) {
  const made_ = made("tr", "govuk-table__row");
  made_.append(...cells.map((cell, place) => box(heads[place], cell, place)));
  return made_;
}

function box(head, cell, place) {
  const made_ = place ? made("td", "govuk-table__cell") : made("th", "govuk-table__header", "", { scope: "row" });
  if (place) made_.dataset.label = head;
  made_.append(cell);
  return made_;
}
