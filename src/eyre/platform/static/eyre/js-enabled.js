// Tells the style sheets that scripts run, before anything is drawn; a file, so that the page needs no inline script
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
