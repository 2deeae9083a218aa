/* A case on its form, with scripts: answers are saved as they are given, rules are computed as they change. */

import { complain, fields as fieldsOf, grow, read, write } from "./fields.js";
import { Keyboard } from "./keyboard.js";
import { marking } from "./marking.js";
import { Device } from "./operations.js";
import { MemoryOutbox } from "./outbox.js";
import { draw as drawRivals } from "./rivals.js";
import { inWords, missing, progressOf, relevance } from "./rules.js";
import { Saving } from "./saving.js";
import { found } from "./searching.js";
import { Status } from "./status.js";
import { Transport } from "./transport.js";

const TYPED = 700; // ms of quiet after which words are saved
const LONGEST = 20_000; // characters of words, as eyre.core.assessment.values has it
const root = document.getElementById("case-form");
const settings = JSON.parse(root.dataset.settings);
const form = await (await fetch(root.dataset.form, { credentials: "same-origin" })).json();
const fields = fieldsOf(root);
const status = new Status(root);
const values = Object.fromEntries(Object.entries(settings.attributes).map(([name, value]) => [`attribute:${name}`, value]));
const conflicts = new Set();
const heads = new Map();
const waiting = new Map();

for (const { value } of root.querySelectorAll("input[name=seen]")) {
  for (const [key, [known]] of Object.entries(JSON.parse(value))) {
    heads.set(key, known);
    if (known.length > 1) conflicts.add(key);
  }
}
for (const field of fields.values()) if (!conflicts.has(field.key)) values[field.key] = read(field).value ?? null;

const transport = new Transport({
  journal: root.dataset.journal,
  state: root.dataset.state,
  token: root.querySelector("input[name=csrfmiddlewaretoken]").value,
});
const { assessment, edition, person, kind, number } = settings;
const saving = new Saving({
  about: { assessment, edition },
  device: new Device(person),
  outbox: new MemoryOutbox({}),
  transport,
  heads,
  number,
  told: (state) => status.saving(state),
  refused: (key, words) => {
    status.refused(key, words, fields.get(key), complain);
    if (!fields.has(key)) marks.refused(key, words);
  },
  changed: othersWrote,
  busy: isUnderWay,
});

function put(key, value, rival = null) {
  conflicts.delete(key);
  values[key] = value;
  refresh();
  return saving.change(key, value, rival);
}

/** Whether something stands in a field that was not handed over: typed a moment ago, or not to be taken as it is. */
function isUnderWay(key) {
  const field = fields.get(key);
  if (!field) return false;
  const { value, problem } = read(field);
  return waiting.has(key) || Boolean(problem) || (!conflicts.has(key) && value !== (values[key] ?? null));
}

/** Take what stands in a field, unless it is none or stands there already. */
function take(field) {
  clearTimeout(waiting.get(field.key));
  waiting.delete(field.key);
  const { value, problem } = read(field);
  complain(field, problem);
  if (problem) return status.say("Not saved: what stands there cannot be taken");
  if (value === (values[field.key] ?? null) && !conflicts.has(field.key)) return void saving.flush();
  const asked = field.kind === "number" ? factProblem(field.key, value) : tooLong(value);
  complain(field, asked);
  if (asked) status.say("Not saved: what stands there cannot be taken");
  else {
    root.querySelector(`[data-rivals="${CSS.escape(field.key)}"]`)?.remove();
    put(field.key, value);
  }
}

function tooLong(value) {
  return typeof value === "string" && [...value].length > LONGEST ? `Write at most ${LONGEST.toLocaleString("en-GB")} characters` : "";
}

function factProblem(key, value) {
  const fact = form.facts.find((one) => one.key === key);
  return value !== null && (value < fact.least || value > fact.most) ? `Write a whole number from ${fact.least} to ${fact.most}` : "";
}

root.addEventListener("change", ({ target }) => {
  if (target.name?.startsWith("settle:")) return settle(target);
  const field = fields.get(target.name);
  if (field) take(field);
});
root.addEventListener("input", ({ target }) => {
  const field = fields.get(target.name);
  if (!field || field.kind === "choice") return;
  grow(target);
  saving.begun();
  clearTimeout(waiting.get(field.key));
  waiting.set(field.key, setTimeout(() => take(field), TYPED));
});
// What was typed a moment ago is written down before the page is hidden
document.addEventListener("visibilitychange", () => {
  if (document.hidden) for (const key of [...waiting.keys()]) take(fields.get(key));
});
addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault() });
// With scripts nothing is sent by hand: the button saves what waits
root.addEventListener("submit", (event) => {
  if (!event.target.matches(".eyre-section")) return;
  event.preventDefault();
  for (const key of [...waiting.keys()]) take(fields.get(key));
  saving.flush();
});

function settle(target) {
  const key = target.name.slice("settle:".length);
  const value = JSON.parse(target.closest("[data-values]").dataset.values)[target.value];
  write(fields.get(key), value);
  target.closest(".eyre-rivals").remove();
  put(key, value, target.value);
}

function othersWrote(key, state) {
  const field = fields.get(key);
  if (state.rivals.length) {
    conflicts.add(key);
    values[key] = null;
    if (field) drawRivals(field, state.rivals);
    status.conflict(key, field);
  } else {
    conflicts.delete(key);
    values[key] = state.value;
    if (field && !waiting.has(key)) write(field, state.value);
    marks.heard(key, state.value);
  }
  refresh();
}

let relevant = new Map();
function refresh() {
  relevant = relevance(form, kind, values);
  for (const [key, held] of relevant) {
    const box = fields.get(key)?.box;
    if (!box) continue;
    const question = box.classList.contains("eyre-judgement") ? box.closest(".eyre-question") : null;
    if (question) {
      question.querySelector(".eyre-question__body").hidden = held === false;
      question.querySelector(".eyre-out").hidden = held !== false;
      question.querySelector(".eyre-open").hidden = held !== null;
    } else box.hidden = held === false;
  }
  status.progress(inWords(progressOf(relevant, values)));
  status.missing(() => missing(form, kind, values, [...conflicts]));
}

const isAnswered = (key) => values[key] !== null && values[key] !== undefined;
const help = document.getElementById("keys");
const search = document.getElementById("search");
const keyboard = new Keyboard({
  fields,
  acts: {
    u: toUnanswered,
    e: () => keyboard.evidence(),
    g: () => guidance(keyboard.question()),
    q: () => marks.begin(keyboard.question()),
    "/": () => { search.closest("details").open = true; search.focus() },
    "?": () => help.showModal(),
  },
});
const marks = marking({ root, put, status });

function toUnanswered() {
  if (!keyboard.goToUnanswered(isAnswered)) status.say("Every question has an answer");
}

function guidance(ref) {
  const details = ref && document.getElementById(`question-${ref}`).closest(".eyre-question").querySelector(".eyre-guidance");
  if (details) details.open = !details.open;
}

document.getElementById("next-unanswered").addEventListener("click", toUnanswered);
document.getElementById("show-keys").addEventListener("click", () => help.showModal());
const single = document.getElementById("single-keys");
single.checked = keyboard.on;
single.addEventListener("change", () => { keyboard.on = single.checked });
search.addEventListener("input", () => status.results(found(form.sections.flatMap(({ questions }) => questions), search.value)));
for (const scripted of root.querySelectorAll("[data-scripted]")) scripted.hidden = false;
for (const button of root.querySelectorAll(".eyre-save")) button.hidden = true;
for (const area of root.querySelectorAll("textarea")) grow(area);
refresh();
root.dataset.ready = "yes";
