// The duty desk rings while any [data-ringing] is on the page. Browsers allow sound only after the first touch of a page;
// until then the red bar and the title do the calling.
export function ringWhileNeeded() {
  const title = document.title;
  let audio, on = false;

  function beep() {
    const Audio = window.AudioContext || window.webkitAudioContext;
    if (!Audio) return;
    audio = audio || new Audio();
    if (audio.state === 'suspended') audio.resume().catch(() => {});
    [0, 0.25].forEach((delay, i) => {
      const tone = audio.createOscillator(), gain = audio.createGain();
      tone.frequency.value = i ? 660 : 880;
      gain.gain.value = 0.25;
      tone.connect(gain).connect(audio.destination);
      tone.start(audio.currentTime + delay);
      tone.stop(audio.currentTime + delay + 0.2);
    });
  }

  setInterval(() => {
    const ringing = document.querySelector('[data-ringing]') !== null;
    if (ringing) beep();
    on = ringing && !on;
    document.title = on ? '● ' + title : title;
  }, 1000);
}
