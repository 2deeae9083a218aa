// How far is the check of a list? Asked every second; when it is over, the page is shown anew.

const place = document.querySelector("[data-progress]");
const bar = place.querySelector("progress");
const says = place.querySelector("[data-says]");
const grouped = new Intl.NumberFormat("en-GB");
const EVERY = 1000;

function show({ state, done, rows }) {
  if (rows > 0) {
    bar.max = rows;
    bar.value = done;
    says.textContent = `${grouped.format(done)} of ${grouped.format(rows)} rows are checked, sealed and stored.`;
  } else if (state === "checking") {
    says.textContent = "The file is being read.";
  }
}

async function ask() {
  try {
    const reply = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
    const told = await reply.json();
    if (told.is_over) {
      window.location.reload();
      return;
    }
    show(told);
  } catch {
    // No connection just now: the list is kept, and the next question may be answered
  }
  setTimeout(ask, EVERY);
}

setTimeout(ask, EVERY);
