// Asks the browser for a passkey, and sends what it says with the form around the button.
// A form says what it wants: data-passkey="get" or "create", and the questions in data-passkey-options,
// or the address to fetch them from in data-passkey-from.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (credentials) => (credentials || []).map((each) => ({ ...each, id: bytes(each.id) }));

const WORDS = {
  NotAllowedError: "No passkey was used. Try again, or use another way.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Browsers make passkeys only for a host with a name, over a secure connection.",
};

async function questions(form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions).publicKey;
  const reply = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error("Eyre did not answer. Try again.");
  return (await reply.json()).options.publicKey;
}

async function create(asked) {
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: listed(asked.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  return said(made, {
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports ? made.response.getTransports() : [],
  });
}

async function get(asked) {
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    allowCredentials: listed(asked.allowCredentials),
  };
  const shown = await navigator.credentials.get({ publicKey });
  const { authenticatorData, signature, userHandle } = shown.response;
  return said(shown, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

function said(credential, response) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  };
}

function prepare(form) {
  const problem = form.querySelector(".eyre-passkey-problem");
  const start = form.elements.start;
  form.querySelector(".eyre-passkey-off").hidden = true;
  form.querySelector(".eyre-passkey-on").hidden = false;
  start.addEventListener("click", async () => {
    problem.hidden = true;
    try {
      const ask = form.dataset.passkey === "create" ? create : get;
      form.elements.credential.value = JSON.stringify(await ask(await questions(form)));
      form.submit();
    } catch (why) {
      problem.textContent = WORDS[why.name] || why.message;
      problem.hidden = false;
    }
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(prepare);
else
  document.querySelectorAll(".eyre-passkey-off").forEach((words) => {
    words.textContent = "This browser cannot use passkeys.";
  });
