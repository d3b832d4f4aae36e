// Live pages. A server-sent event says only "something changed"; this fetches the page the reader already sees
// and morphs its [data-live] regions. Forms are never inside one, so nothing typed is ever lost.
import { Idiomorph } from 'idiomorph';

const first = 1000, longest = 60000;

export function followLivePage() {
  const marker = document.querySelector('[data-live-src]');
  if (!marker || !('EventSource' in window)) return;
  const src = marker.getAttribute('data-live-src');
  let wait = first, running = false, again = false, source;

  function lost(yes) {
    document.querySelectorAll('[data-live-lost]').forEach(box => { box.hidden = !yes; });
  }

  function retryLater() {
    source.close();
    lost(true);
    setTimeout(open, wait * (0.7 + Math.random() * 0.6)); // spread out: a hundred boards must not return in one second
    wait = Math.min(wait * 2, longest);
  }

  function open() {
    source = new EventSource(src);
    source.onopen = () => { wait = first; lost(false); };
    source.onmessage = refresh;
    source.onerror = retryLater;
  }

  async function refresh() {
    if (running) { again = true; return; }
    running = true;
    try {
      const answer = await fetch(location.href, { headers: { 'X-Live': '1' }, cache: 'no-store', redirect: 'manual' });
      if (answer.ok) morph(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      else lost(true); // signed out or gone: the page says so instead of pretending to be fresh
    } catch { lost(true); }
    running = false;
    if (again) { again = false; refresh(); }
  }

  open();
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', event => { if (event.persisted) { open(); refresh(); } });
}

export function morph(fresh) {
  document.querySelectorAll('[data-live][id]').forEach(region => {
    const next = fresh.getElementById(region.id);
    if (!next) return;
    Idiomorph.morph(region, next, {
      morphStyle: 'outerHTML',
      ignoreActiveValue: true,
      callbacks: { beforeNodeMorphed: node => !(node.nodeType === 1 && node.matches('form, dialog, [data-keep]')) },
    });
  });
}
