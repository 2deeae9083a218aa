/* Two answers to one question, side by side, drawn where the question stands. The server draws the same. */

const WORDS = { yes: "Yes", no: "No", "not-relevant": "Not relevant" };

export function inWords(value) {
  if (value === null) return "No answer";
  if (typeof value === "object") return value.text;
  return WORDS[value] ?? String(value);
}

export function draw(field, rivals) {
  field.box.querySelector(".eyre-rivals")?.remove();
  const box = element("fieldset", "govuk-fieldset eyre-rivals");
  box.dataset.rivals = field.key;
  box.dataset.values = JSON.stringify(Object.fromEntries(rivals.map(({ operation, value }) => [operation, value])));
  const legend = element("legend", "govuk-fieldset__legend", "Two answers were saved. Choose the one that holds");
  const radios = element("div", "govuk-radios govuk-radios--small");
  radios.append(...rivals.map((rival) => option(field.key, rival)));
  box.append(legend, radios);
  field.box.append(box);
}

function option(key, { operation, value, who, at }) {
  const item = element("div", "govuk-radios__item");
  const input = element("input", "govuk-radios__input");
  Object.assign(input, { type: "radio", name: `settle:${key}`, id: `settle:${operation}`, value: operation });
  const label = element("label", "govuk-label govuk-radios__label", inWords(value));
  label.htmlFor = input.id;
  label.append(element("span", "eyre-rival__who", `${who}, ${at}`));
  item.append(input, label);
  return item;
}

function element(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}
