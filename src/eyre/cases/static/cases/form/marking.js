/* Quotations, good practice and alerts: marked without leaving the page. */

import { uuidv7 } from "../journal/canonical.js";

const SAID = { quotation: "Quotation", practice: "Good practice", alert: "Alert: immediate risk of harm" };

const UNHEARD = "On this device, not sent. Nobody has heard this alert: tell the lead inspector yourself, now.";
const TOLD = "The lead inspector has been told of this alert all the same.";

export function marking({ root, put, status }) {
  const list = document.getElementById("marks");
  for (const form of root.querySelectorAll("form[data-marks]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (event.submitter?.name === "withdraw") return withdraw(event.submitter);
      await mark(form);
    });
  }

  async function mark(form) {
    const area = form.querySelector("textarea");
    const sent = new FormData(form);
    const text = area.value.replace(/\r\n?/g, '\n').trim();
    const said = form.querySelector(".govuk-error-message");
    said.hidden = Boolean(text);
    if (!text) return area.focus();
    const kind = sent.get("mark");
    const key = `${kind}:${uuidv7()}`;
    draw(key, kind, text, sent.get("question"));
    area.value = "";
    await put(key, { text, question: sent.get("question") || null });
    if (kind === "alert" && root.dataset.saving === "saved") status.say("Alert saved: the lead inspector is told");
    if (kind === "alert" && root.dataset.saving === "here") unheard(key);
  }

  async function withdraw(button) {
    button.closest("li").remove();
    await put(button.value, null);
  }

  /** An alert that is on this device and nowhere else: said where it was written, and where it stands. */
  function unheard(key) {
    for (const place of [root.querySelector(".eyre-alert form"), rowOf(key)]) {
      const said = Object.assign(document.createElement("p"), { className: "govuk-error-message", textContent: UNHEARD });
      said.dataset.unheard = key;
      place?.append(said);
    }
  }

  function rowOf(key) {
    return [...list.children].find((each) => each.dataset.mark === key);
  }

  function draw(key, kind, text, question) {
    const row = document.createElement("li");
    row.className = "eyre-mark";
    row.dataset.mark = key;
    const words = document.createElement("span");
    words.textContent = `${SAID[kind]}${question ? `, ${question}` : ""}: “${text}” `;
    row.append(words);
    if (kind !== "alert") {
      const button = document.createElement("button");
      Object.assign(button, { type: "submit", name: "withdraw", value: key, textContent: "Withdraw", className: "eyre-link-button" });
      row.append(button);
    }
    list.append(row);
  }

  return {
    unheard,
    /** The server has the alert now. */
    sent(key) {
      const said = root.querySelectorAll(`[data-unheard="${CSS.escape(key)}"]`);
      if (!said.length) return;
      said.forEach((each) => each.remove());
      status.say("Alert sent: the lead inspector is told");
    },
    /** A mark the server did not take, or one that stands though it was to be withdrawn. */
    refused(key, why) {
      const row = rowOf(key) ?? list.appendChild(document.createElement("li"));
      const words = `Not saved: ${why} ${key.startsWith("alert:") ? TOLD : ""}`.trim();
      row.append(Object.assign(document.createElement("p"), { className: "govuk-error-message", textContent: words }));
    },
    /** Go to the form for a mark on this question. */
    begin(ref) {
      const select = document.getElementById("mark:question");
      if (ref) select.value = ref;
      document.getElementById("mark:text").focus();
    },
    /** Somebody else marked something, or withdrew it. */
    heard(key, value) {
      const [kind] = key.split(":");
      const shown = [...list.querySelectorAll("button")].find((button) => button.value === key);
      if (kind in SAID && value && !shown) draw(key, kind, value.text, value.question);
      if (kind in SAID && !value) shown?.closest("li").remove();
    },
  }
}
