/* What is always to be seen: how much is saved here, how much was sent, what waits and since when, and the network. */

import { counted, moment } from "./words.js";

const DAY = 24 * 60 * 60 * 1000; // ms

const NETWORK = {
  unknown: "Looking for the server…",
  online: "Connected",
  offline: "No network: what you write is kept on this device",
  "sign-in": "Not signed in: sign in to send what waits",
  other: "Somebody else’s device: nothing is shown or sent",
  refused: "The server did not take everything",
};

/** Draw the counts. `status` of the outbox; `network`, `words` of Sending. */
export function drawCounts(root, { waiting, sent, quarantined, since }, { network, words }, now = Date.now()) {
  const say = (name, text) => {
    const place = root.querySelector(`[data-count="${name}"]`);
    if (place.textContent !== text) place.textContent = text;
  };
  const all = waiting + sent + quarantined;
  say("here", all.toLocaleString("en-GB"));
  say("sent", sent.toLocaleString("en-GB"));
  say("waits", since === null ? "0" : `${waiting.toLocaleString("en-GB")}, since ${moment(since, now)}`);
  say("apart", quarantined.toLocaleString("en-GB"));
  say("network", `${NETWORK[network]}${network === "refused" && words ? `: ${words}` : ""}`);
  root.dataset.network = network;
  Object.assign(root.dataset, { savedHere: all, sent, waits: waiting, apart: quarantined });
  root.querySelector("[data-sign-in]").hidden = network !== "sign-in";
  const late = since !== null && now - since > DAY;
  const reminder = root.querySelector("[data-late]");
  reminder.hidden = !late;
  if (late) reminder.textContent = `${counted(waiting)} not sent for more than a day. Find a network, or save a rescue file.`;
}
