/* On every page with a form for signing out: where this browser is a device, its work is locked first. What that needs is
   loaded only then; the form is caught from the first moment on. */

const MARK = "eyre-field-device"; // as device.js has it
const FORM = 'form[action*="sign-out"]';

document.addEventListener("submit", async (event) => {
  if (!event.target.matches(FORM) || !localStorage.getItem(MARK)) return;
  event.preventDefault();
  const { left } = await import("./signing_out.js");
  await left(event.target);
});
