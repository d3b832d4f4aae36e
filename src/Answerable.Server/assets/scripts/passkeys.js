// Passkeys: fetch a challenge, let the browser answer it, post the answer as a form. Nothing is kept here.
const supported = window.isSecureContext && window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON;

export function passkeys() {
  if (!supported) return;
  document.querySelectorAll('form[data-passkey]').forEach(form => {
    form.hidden = false;
    form.addEventListener('submit', event => {
      event.preventDefault();
      event.stopPropagation(); // a cancelled attempt may be repeated at once
      ask(form).catch(error => say(form, reason(error)));
    });
  });
}

async function ask(form) {
  const create = form.dataset.passkey === 'create';
  const answer = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  const options = await answer.json();
  const credential = create
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

function reason(error) {
  return error.name === 'SecurityError' ? 'unsafe' : error.name === 'InvalidStateError' ? 'known' : 'cancelled';
}

function say(form, why) {
  const said = form.querySelector('[data-passkey-said]');
  said.textContent = said.dataset[why];
  said.hidden = false;
}
