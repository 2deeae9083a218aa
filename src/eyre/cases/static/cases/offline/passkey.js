/* Can a passkey open this device? Where the browser's authenticator has the PRF extension (WebAuthn level 3, 10.1.4), it
   gives 32 secret bytes for a salt, after the person showed a finger, a face or a PIN, and without a network. Those bytes
   wrap the device's key a third time; they are never kept. Nobody signs in with it: that is another passkey. */

const WAIT = 120_000; // ms a person has to answer

/** This browser's authenticator gives no secret. */
export class NoSecret extends Error {}
/** The person said no, or took too long. */
export class Declined extends Error {}

/** Whether this browser says it can. An address without a name (127.0.0.1) cannot have passkeys. */
export async function able(scope = globalThis) {
  const { PublicKeyCredential, location } = scope;
  if (!PublicKeyCredential?.getClientCapabilities || /^[\d.]+$|:/.test(location.hostname)) return false;
  const can = await PublicKeyCredential.getClientCapabilities();
  return can["extension:prf"] === true && can.userVerifyingPlatformAuthenticator === true;
}

/** A new passkey for a device: {secret, about}; `about` may be kept in clear. Throws NoSecret, Declined. */
export async function made({ id, called }) {
  const about = { salt: random(32), made: Date.now() };
  const credential = await willing(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(32), // checked by nobody: it is the secret that counts
        rp: { name: "Eyre" },
        user: { id: new TextEncoder().encode(id), name: called, displayName: `Eyre on ${called}` },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
        authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required", residentKey: "discouraged" },
        extensions: { prf: { eval: { first: about.salt } } },
        timeout: WAIT,
      },
    }),
  );
  const { prf } = credential.getClientExtensionResults();
  if (!prf?.enabled) throw new NoSecret("This device’s passkeys cannot unlock it");
  const full = { credential: new Uint8Array(credential.rawId), prf: about.salt, made: about.made };
  return { about: full, secret: prf.results?.first ? new Uint8Array(prf.results.first) : await secretOf(full) };
}

/** The secret of a passkey that was made before. Throws NoSecret, Declined. */
export async function secretOf({ credential, prf }) {
  const found = await willing(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: "public-key", id: credential }],
        userVerification: "required",
        extensions: { prf: { eval: { first: prf } } },
        timeout: WAIT,
      },
    }),
  );
  const { first } = found.getClientExtensionResults().prf?.results ?? {};
  if (!first) throw new NoSecret("The passkey gave nothing: use the passphrase");
  return new Uint8Array(first);
}

async function willing(ask) {
  try {
    return await ask();
  } catch (why) {
    if (!["NotAllowedError", "AbortError", "InvalidStateError"].includes(why.name)) throw why;
    throw new Declined("The passkey was not given");
  }
}

function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}
