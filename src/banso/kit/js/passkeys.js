// Passkeys: the browser is asked when the form is sent, and what it answers goes along in a hidden field. Bytes travel as text.
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const withBytes = (list) => list?.map((one) => ({ ...one, id: bytesOf(one.id) }));

const askBrowser = async (kind, options) => {
  const asked = { ...options, challenge: bytesOf(options.challenge) };
  if (kind === "get") {
    asked.allowCredentials = withBytes(options.allowCredentials);
    return navigator.credentials.get({ publicKey: asked });
  }
  asked.user = { ...options.user, id: bytesOf(options.user.id) };
  asked.excludeCredentials = withBytes(options.excludeCredentials);
  return navigator.credentials.create({ publicKey: asked });
};

const answerOf = (found) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[name]) response[name] = textOf(found.response[name]);
  }
  if (found.response.getTransports) response.transports = found.response.getTransports();
  return JSON.stringify({
    id: found.id,
    rawId: textOf(found.rawId),
    type: found.type,
    authenticatorAttachment: found.authenticatorAttachment,
    clientExtensionResults: found.getClientExtensionResults(),
    response,
  });
};

const askPasskey = (form) => {
  form.addEventListener("submit", async (event) => {
    const field = form.elements.credential;
    if (field.value) return;
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      field.value = answerOf(await askBrowser(form.dataset.passkey, JSON.parse(form.dataset.options).publicKey));
    } catch {
      failed.hidden = false;
      return;
    }
    form.requestSubmit(event.submitter);
  });
};
