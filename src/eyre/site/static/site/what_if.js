/* What would be: asked again at every choice, while the page stays. Without this module the form asks with its button. */

const form = document.getElementById("what-if-form");
const result = document.getElementById("what-if-result");
const PAUSE = 120; // milliseconds after a key, so that a number is asked for when it is typed
let waiting = 0;
let asking = null;

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const query = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(`${form.dataset.live}?${query}`, {
      credentials: "same-origin",
      signal: asking.signal,
    });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    result.replaceChildren(...page.body.childNodes);
  } catch (error) {
    if (error.name !== "AbortError") say("This could not be asked just now. Use the button.");
  }
}

function say(words) {
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.textContent = words;
  result.replaceChildren(line);
}

if (form && result) {
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, event.target.matches("input[type=text]") ? PAUSE : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask().then(() => result.focus());
  });
}
