// Asks the device for a passkey, or to make one. The form is shown only where the browser can; the
// answer leaves with the form, so that what follows is a page like any other.
const decode = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const named = (list) => list?.map((one) => ({ ...one, id: decode(one.id) }));

const question = async (form) => {
  const body = new URLSearchParams({ doel: form.dataset.passkey, csrf: form.elements.csrf?.value ?? '' });
  const answer = await fetch('/passkey/begin', { method: 'POST', body });
  if (!answer.ok) throw new Error('no question');
  const { publicKey } = await answer.json();
  publicKey.challenge = decode(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = decode(publicKey.user.id);
  publicKey.allowCredentials = named(publicKey.allowCredentials);
  publicKey.excludeCredentials = named(publicKey.excludeCredentials);
  return publicKey;
};

const told = ({ id, rawId, type, response }) => {
  const { attestationObject, authenticatorData, clientDataJSON, signature, userHandle } = response;
  const made = attestationObject
    ? { attestationObject: encode(attestationObject) }
    : {
        authenticatorData: encode(authenticatorData),
        signature: encode(signature),
        userHandle: userHandle?.byteLength ? encode(userHandle) : null,
      };
  const known = { id, rawId: encode(rawId), type, extensions: {} };
  return JSON.stringify({ ...known, response: { clientDataJSON: encode(clientDataJSON), ...made } });
};

if (window.PublicKeyCredential && window.isSecureContext) {
  for (const card of document.querySelectorAll('[data-passkey-card]')) card.hidden = false;
  for (const form of document.querySelectorAll('[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const fault = form.querySelector('.field-error');
      fault.hidden = true;
      try {
        const publicKey = await question(form);
        const makes = ['nieuw', 'instellen'].includes(form.dataset.passkey);
        const asked = makes ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
        form.elements.antwoord.value = told(await asked);
        form.submit();
      } catch (error) {
        // Cancelled, or no passkey here: the other way on the page still works. A device that holds
        // one of this person already makes no second.
        if (error.name === 'InvalidStateError' && fault.dataset.already) fault.textContent = fault.dataset.already;
        fault.hidden = false;
      }
    });
  }
}
