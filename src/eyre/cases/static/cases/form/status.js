/* What the page tells: saving, progress, what is missing, what was found. Politely, but for what went wrong. */

const LATER = 250; // ms after which the list of what is missing is drawn

export class Status {
  #timer = null;

  constructor(root) {
    this.root = root;
    for (const name of ["saving", "problem", "progress", "missing", "results"]) this[`_${name}`] = document.getElementById(`form-${name}`);
  }

  /** How far saving is. “Saved” only ever follows the server's own list of ids and hashes. */
  saving({ state, words, waiting }) {
    this.root.dataset.saving = state;
    const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    if (state === "saving") this._saving.textContent = "Saving…";
    if (state === "saved") {
      this._saving.textContent = `Saved at ${now}`;
      this.#problem("");
    }
    if (state === "here" || state === "sent") {
      this._saving.textContent = state === "here" ? `Saved on this device at ${now}` : `Sent at ${now}`;
      this.#problem("");
    }
    if (state === "apart") {
      const count = waiting === 1 ? "1 answer was" : `${waiting} answers were`;
      this._saving.textContent = "Not all is saved";
      this.#problem(`${count} not taken. ${words}. What was set apart counts for nothing until somebody lets it in.`);
    }
    if (state === "failed" || state === "refused") {
      const count = waiting === 1 ? "1 answer is" : `${waiting} answers are`;
      this._saving.textContent = "Not saved";
      const trying = "What you wrote stays on this page, and saving is tried again. Do not close this window.";
      this.#problem(`${count} not saved. ${words}. ${trying}`);
    }
  }

  /** An answer the server set apart: the value stays where it was written, and the reason stands beside it. */
  refused(key, words, field, complain) {
    if (field) complain(field, `Not saved: ${words}`);
    this.#problem(`An answer was not taken: ${words}`);
  }

  conflict(key, field) {
    const where = field?.box.querySelector("legend")?.textContent ?? "A note";
    this.#problem(`Somebody else answered too: “${where}”. Both answers are kept; choose the one that holds.`);
  }

  say(words) { this._saving.textContent = words }

  progress(words) { this._progress.textContent = words }

  missing(compute) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this._missing?.isConnected) return; // the case was put away meanwhile
      const found = compute();
      const rows = found.map(({ key, words }) => {
        const row = document.createElement("li");
        const link = document.createElement("a");
        link.className = "govuk-link";
        link.href = `#${target(key)}`;
        link.textContent = words;
        row.append(link);
        return row;
      });
      this._missing.replaceChildren(...rows);
      this._missing.closest("[data-missing]").dataset.missing = found.length;
      document.getElementById("form-missing-count").textContent = counted(found.length);
    }, LATER);
  }

  results(found) {
    const rows = found.slice(0, 12).map(({ ref, text, where }) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = `#question-${ref}`;
      link.textContent = `${ref} ${text}`;
      row.append(link);
      if (where !== text) row.append(Object.assign(document.createElement("span"), { className: "eyre-found", textContent: where }));
      return row;
    });
    this._results.replaceChildren(...rows);
    const said = found.length === 1 ? "1 question found" : `${found.length} questions found`;
    document.getElementById("form-results-count").textContent = document.getElementById("search").value.trim() ? said : "";
  }

  #problem(words) {
    if (this._problem.textContent !== words) this._problem.textContent = words;
    this._problem.hidden = !words;
  }
}

function counted(number) {
  if (!number) return "Nothing is missing.";
  return number === 1 ? "1 thing is missing." : `${number} things are missing.`;
}

/** The id of what a key stands for on the page. */
function target(key) {
  const [kind, name] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  if (kind === "fact") return document.getElementById(key) ? key : document.querySelector(`input[name="${CSS.escape(key)}"]`)?.id ?? "section-facts";
  return `question-${name.split("/")[0]}`;
}
