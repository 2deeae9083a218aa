// Starts the components of GOV.UK Frontend. Its address comes from the page, where it carries the hash of its content.
const { frontend } = document.querySelector("script[data-frontend]").dataset;
const { initAll } = await import(frontend);
initAll();
