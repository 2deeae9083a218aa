/* On every page with a form for signing out: where this browser is a device, its work is locked first. */

const MARK = "eyre-field-device"; // as device.js has it: nothing more is loaded in every other browser

if (localStorage.getItem(MARK)) {
  const { watchSignOut } = await import("./signing_out.js");
  watchSignOut();
}
