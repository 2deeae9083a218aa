/* The browser threw away what was kept here: by itself on a full disk, or because somebody cleared its data. That is said
   above everything else on the page, and stays there. */

import { answers, day } from "./panels.js";

const ID = "field-emptied";

/** Say it, or take it away where `emptied` (of the lock) is null. */
export function drawEmptied(emptied) {
  const words = emptiedWords(emptied);
  const shown = document.getElementById(ID);
  if (!words) return shown?.remove();
  const box = shown ?? made();
  const place = box.querySelector("p");
  if (place.textContent !== words) place.textContent = words;
}

/** What is said. */
export function emptiedWords(emptied) {
  if (!emptied) return "";
  const begin = "This browser has emptied what was kept on this device, by itself or because somebody cleared its data.";
  const { last } = emptied;
  if (!last) return `${begin} What had been sent is safe on the server. What had not been sent is no longer here: look for a rescue file, and tell your lead inspector.`;
  const when = day(Date.parse(last.at));
  if (!last.waiting) return `${begin} When the server last heard of it, on ${when}, nothing waited here: what was written since then is no longer here.`;
  return `${begin} When the server last heard of it, on ${when}, ${answers(last.waiting)} waited here: they are lost unless they are in a rescue file. Tell your lead inspector.`;
}

function made() {
  const box = Object.assign(document.createElement("div"), { id: ID, className: "govuk-error-summary" });
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert");
  const title = Object.assign(document.createElement("h2"), { className: "govuk-error-summary__title", textContent: "This device was emptied" });
  alert.append(title, Object.assign(document.createElement("p"), { className: "govuk-body" }));
  box.append(alert);
  (document.getElementById("field") ?? document.body).prepend(box);
  return box;
}
