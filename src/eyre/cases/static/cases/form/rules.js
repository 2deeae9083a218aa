// Which questions concern this case, what is missing, how far is it? The same as eyre.core.assessment, and the tests
// hold the two to the same vectors (tests/vectors/relevance.json, completeness.json). Pure: no document, no network.

const LARGEST = 2 ** 53 - 1;
const MAX_DEPTH = 20;
const BLANK = /^[ \t\r\n\u00a0]*$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const OPERATORS = new Set(["and", "or", "not", "eq", "in", "at_least", "answered"]);

/** The value if it says anything: words, a whole number, a truth. Else null. */
export function known(value) {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) <= LARGEST ? value : null;
  if (typeof value === "string") return BLANK.test(value) ? null : value;
  return null;
}

/** What stands under a key of a mapping that came as data; nothing that every object has by birth. */
function under(values, key) {
  return typeof key === "string" && Object.hasOwn(values, key) ? known(values[key]) : null;
}

/** true, false, or null where the values do not tell. Never throws. */
export function evaluate(expression, values, depth = 0) {
  if (typeof expression === "boolean") return expression;
  if (typeof expression !== "object" || expression === null || Array.isArray(expression) || depth > MAX_DEPTH) return null;
  const operators = Object.keys(expression);
  if (operators.length !== 1 || !OPERATORS.has(operators[0])) return null;
  const [operator] = operators;
  const operand = expression[operator];
  if (operator === "not") {
    const held = evaluate(operand, values, depth + 1);
    return held === null ? null : !held;
  }
  if (operator === "answered") return typeof operand === "string" ? under(values, operand) !== null : null;
  if (!Array.isArray(operand)) return null;
  if (operator === "and" || operator === "or") {
    return together(operand.map((one) => evaluate(one, values, depth + 1)), operator === "or");
  }
  return operand.length === 2 ? compared(operator, under(values, operand[0]), operand[1]) : null;
}

function together(held, decides) {
  if (held.includes(decides)) return decides;
  return held.includes(null) ? null : !decides;
}

function compared(operator, value, wanted) {
  if (value === null) return null;
  if (operator === "eq") return value === known(wanted);
  if (operator === "in") return Array.isArray(wanted) ? wanted.some((one) => value === known(one)) : null;
  return atLeast(value, known(wanted));
}

function atLeast(value, least) {
  if (typeof value === "number" && typeof least === "number") return value >= least;
  if (typeof value === "string" && typeof least === "string" && DATE.test(value) && DATE.test(least)) return value >= least;
  return null;
}

function fill(words, names) {
  for (const [name, value] of Object.entries(names)) words = words.replaceAll(`{${name}}`, () => value);
  return words;
}

function filled(expression, names) {
  if (typeof expression === "string") return fill(expression, names);
  if (Array.isArray(expression)) return expression.map((one) => filled(one, names));
  if (typeof expression === "object" && expression !== null) {
    return Object.fromEntries(Object.entries(expression).map(([operator, operand]) => [operator, filled(operand, names)]));
  }
  return expression;
}

/** The sections of a form that are put to cases of a kind. */
export function sectionsFor(form, kind) {
  const named = form.kinds.find((one) => one.id === kind);
  const asks = named ? named.asks : [kind];
  return form.sections.filter((section) => asks.includes(section.asks));
}

/** A Map from the key of each item to true, false, or null where it is not yet known. */
export function relevance(form, kind, values) {
  const seen = { ...values, kind };
  const found = new Map(form.facts.map((fact) => [fact.key, evaluate(fact.when, seen)]));
  for (const section of sectionsFor(form, kind)) {
    for (const question of section.questions) {
      const outer = [section.when, question.when];
      for (const prompt of question.prompts) found.set(prompt.key, evaluate({ and: [...outer, prompt.when] }, seen));
      found.set(question.key, evaluate({ and: outer }, seen));
    }
  }
  return found;
}

/** Everything that is missing, in the order of the form: {key, rule, words}. */
export function missing(form, kind, values, conflicts = []) {
  const seen = { ...values, kind };
  const relevant = relevance(form, kind, values);
  const open = new Set(conflicts);
  const found = [];
  for (const item of items(form, kind)) {
    const held = relevant.get(item.key);
    if (open.delete(item.key)) found.push(conflict(item.key));
    else if (held === null) {
      const saidAtTheQuestion = item.each === "prompt" && relevant.get(`question:${item.names.ref}`) === null;
      if (!saidAtTheQuestion) {
        found.push({ key: item.key, rule: "relevance", words: `Whether ${called(item)} is relevant is not yet known` });
      }
    } else if (held) {
      for (const rule of form.completeness) {
        if (rule.each === item.each && evaluate(filled(rule.missing, item.names), seen) === true) {
          found.push({ key: item.key, rule: rule.id, words: fill(rule.words, item.names) });
        }
      }
    }
  }
  return [...found, ...[...open].sort().map(conflict)];
}

function conflict(key) {
  return { key, rule: "conflict", words: `Choose between the two answers to ${key.slice(key.indexOf(":") + 1)}` };
}

function called({ each, names }) {
  if (each === "fact") return `“${names.label}”`;
  return each === "prompt" ? `prompt ${names.letter} of ${names.ref}` : names.ref;
}

function* items(form, kind) {
  for (const fact of form.facts) yield { key: fact.key, each: "fact", names: { id: fact.id, label: fact.label } };
  for (const section of sectionsFor(form, kind)) {
    for (const { ref, key, prompts } of section.questions) {
      for (const prompt of prompts) yield { key: prompt.key, each: "prompt", names: { ref, letter: prompt.letter } };
      yield { key, each: "question", names: { ref } }
    }
  }
}

/** {answered, of, notRelevant} of the items that may concern the case. */
export function progress(form, kind, values) {
  return progressOf(relevance(form, kind, values), values);
}

export function progressOf(relevant, values) {
  const counted = { answered: 0, of: 0, notRelevant: 0 };
  for (const [key, held] of relevant) {
    if (held === false) counted.notRelevant += key.startsWith("fact:") ? 0 : 1;
    else {
      counted.of += 1;
      if (under(values, key) !== null) counted.answered += 1;
      if (under(values, key) === "not-relevant") counted.notRelevant += 1;
    }
  }
  return counted;
}

export function inWords({ answered, of, notRelevant }) {
  return `${answered} of ${of} answered, ${notRelevant} not relevant`;
}
