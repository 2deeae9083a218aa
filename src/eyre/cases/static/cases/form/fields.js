/* The inputs of the page, by the key of the journal they stand for. */

const EACH = "fieldset.eyre-item, textarea.eyre-words, input[data-entry]";

/** Everything on the page that holds an answer, by key in its order: {key, kind, box, inputs}; `box` is hidden with it. */
export function fields(root) {
  const byKey = new Map();
  for (const each of root.querySelectorAll(EACH)) {
    const field = each.matches("fieldset") ? choice(each) : entry(each);
    byKey.set(field.key, field);
  }
  return byKey;
}

function choice(box) {
  const { key } = box.dataset;
  const inputs = [...box.querySelectorAll("input[type=radio]")].filter((input) => input.name === key);
  return { key, kind: "choice", box, inputs };
}

function entry(input) {
  const box = input.closest(".eyre-item") ?? input.closest(".eyre-note") ?? input.parentElement;
  return { key: input.name, kind: input.dataset.entry ?? "words", box, inputs: [input] };
}

/** The value as the journal has it, or {problem} where what stands there is none. */
export function read({ kind, inputs }) {
  if (kind === "choice") return { value: inputs.find((input) => input.checked)?.value || null };
  const [input] = inputs;
  const text = input.value.replace(/\r\n?/g, '\n');
  if (/^[ \t\n\u00a0]*$/.test(text)) return input.validity?.badInput ? { problem: "Write a whole date" } : { value: null };
  if (kind === "number") {
    return /^\s*-?[0-9]{1,15}\s*$/.test(text) ? { value: Number(text) } : { problem: "Write a whole number" };
  }
  if (kind === "date" && !input.validity.valid) return { problem: `Write a date from ${input.min.slice(0, 4)} to ${input.max.slice(0, 4)}` };
  return { value: text };
}

/** Show a value that came from elsewhere. */
export function write({ kind, inputs }, value) {
  if (kind === "choice") for (const input of inputs) input.checked = input.value === (value ?? "");
  else {
    inputs[0].value = value === null ? "" : String(value);
    grow(inputs[0]);
  }
}

/** A text area as high as what stands in it, where the browser does not do that by itself. */
export function grow(area) {
  if (area.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 4}px`;
}

/** Say beside an input what is wrong with it; nothing takes it away. */
export function complain(field, words) {
  const id = `${field.key}-problem`;
  document.getElementById(id)?.remove();
  const [input] = field.inputs;
  input.toggleAttribute("aria-invalid", Boolean(words));
  if (!words) return;
  const said = document.createElement("p");
  said.className = "govuk-error-message";
  said.id = id;
  said.textContent = words;
  const place = field.kind === "choice" ? field.box.querySelector(".govuk-radios") : input;
  place.before(said);
}
