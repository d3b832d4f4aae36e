// Small comforts. Every one of them may be missing: the page works without.

export function copyButtons() {
  if (!navigator.clipboard) return;
  document.querySelectorAll('[data-copy]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.getAttribute('data-copy')).innerText.trim());
      const said = button.parentNode.querySelector('[data-copied]');
      if (said) said.hidden = false;
    });
  });
}

export function printButtons() {
  document.querySelectorAll('[data-print]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });
}

export function countCharacters() {
  document.querySelectorAll('textarea[maxlength][data-count]').forEach(area => {
    const line = document.getElementById(area.getAttribute('data-count'));
    const words = line && line.getAttribute('data-template');
    if (!words) return;
    const say = () => { line.textContent = words.replace('{0}', area.maxLength - area.value.length); };
    area.addEventListener('input', say);
    say();
  });
}

export function listUploads() {
  document.querySelectorAll('.upload input[type=file]').forEach(input => {
    const list = document.createElement('ul');
    list.className = 'upload-list';
    list.setAttribute('aria-live', 'polite');
    input.parentNode.appendChild(list);
    input.addEventListener('change', () => {
      list.textContent = '';
      Array.prototype.forEach.call(input.files, file => {
        const item = document.createElement('li');
        const tooLarge = file.size > Number(input.getAttribute('data-largest'));
        item.textContent = file.name + ' · ' + (file.size / 1048576).toFixed(1) + ' MB' + (tooLarge ? ' · ' + input.getAttribute('data-too-large') : '');
        list.appendChild(item);
      });
    });
  });
}

// A second press sends nothing twice; the server is idempotent anyway, this only spares the reader a doubt.
export function pressOnce() {
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.getAttribute('data-sent')) { event.preventDefault(); return; }
    form.setAttribute('data-sent', '1');
    setTimeout(() => form.removeAttribute('data-sent'), 8000);
  });
}

export function focusErrors() {
  const summary = document.querySelector('.error-summary');
  if (summary) summary.focus();
}

// The device is asked where it is only when the button is pressed; nothing leaves the page before the form is sent.
export function pointOut() {
  if (!navigator.geolocation) return;
  document.querySelectorAll('button[data-spot]').forEach(button => {
    button.hidden = false;
    const said = button.parentNode.querySelector('[role=status]');
    button.addEventListener('click', () => navigator.geolocation.getCurrentPosition(
      found => button.getAttribute('data-spot').split(' ').forEach(name => {
        document.getElementById(name).value = found.coords[name].toFixed(6);
        said.textContent = '';
      }),
      () => { said.textContent = button.getAttribute('data-failed'); },
      { timeout: 15000, maximumAge: 0 }));
  });
}
