// Starts the components of GOV.UK Frontend. Its address comes from the page, where it carries the hash of its content.
const { frontend } = document.querySelector("script[data-frontend]").dataset;
const { initAll } = await import(frontend);
initAll();

// On a narrow screen the list comes before the form that filters it
if (matchMedia("(max-width: 40em)").matches) {
  for (const panel of document.querySelectorAll("details[data-close-when-narrow]")) panel.open = false;
}
