/* On every page with a form for signing out: where this browser is a device, its work is locked first. What that needs is
   loaded only then; the form is caught from the first moment on. */

const MARK = "eyre-field-device"; // as device.js has it
const FORM = 'form[action*="sign-out"]';

document.addEventListener("submit", async (event) => {
  if (!event.target.matches(FORM) || !localStorage.getItem(MARK)) return;
  event.preventDefault();
  const leaving = await import("./signing_out.js").catch(notLoaded);
  if (leaving) await leaving.left(event.target);
  else lockedOnly(event.target);
});

/** The network failed between the page and its modules. */
function notLoaded(why) {
  if (!(why instanceof TypeError)) throw why;
  return null;
}

/** Locking needs no module: nobody is kept from signing out. What was sent goes the next time. */
function lockedOnly(form) {
  const channel = new BroadcastChannel("eyre-lock");
  channel.postMessage({ kind: "locked", why: "signed-out" });
  channel.close();
  form.submit();
}
