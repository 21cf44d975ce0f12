// Makes pages quicker; every page works without it. It stores nothing and asks no other host.
const all = (selector) => document.querySelectorAll(selector);
const target = (button, hook) => document.querySelector(button.dataset[hook]);

// Faults first: the summary is read out and its links lead to the fields.
document.querySelector('.error-summary')?.focus();

// The answer to a form stands under an address that may be asked for again, so that Back finds a
// page and not the question whether to send the form once more.
const address = document.querySelector('[data-address]')?.dataset.address;
if (address) history.replaceState(null, '', address);

for (const button of all('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

for (const button of all('[data-copy]')) {
  button.hidden = false;
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  button.after(said);
  button.addEventListener('click', async () => {
    const source = target(button, 'copy');
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      said.textContent = button.dataset.done;
    } catch {
      // No permission: select it, so that Ctrl+C does the rest.
      getSelection().selectAllChildren(source);
    }
  });
}

// Reading aloud, only where the device has a voice for the language.
const speech = window.speechSynthesis;
if (speech) {
  const buttons = all('[data-read-aloud]');
  const languageOf = (element) => element.closest('[lang]').lang;
  const voiceFor = (language) => {
    const short = language.slice(0, 2);
    return speech.getVoices().find((voice) => voice.lang.slice(0, 2) === short);
  };
  const show = () => {
    for (const button of buttons) button.hidden = !voiceFor(languageOf(target(button, 'readAloud')));
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const started = button.getAttribute('aria-pressed') === 'true';
      speech.cancel();
      button.setAttribute('aria-pressed', String(!started));
      if (started) return;
      const source = target(button, 'readAloud');
      // A line at a time: some voices fall silent after fifteen seconds.
      const lines = source.innerText.split('\n').filter((line) => line.trim());
      lines.forEach((line, index) => {
        const words = new SpeechSynthesisUtterance(line);
        words.lang = languageOf(source);
        words.voice = voiceFor(words.lang);
        words.rate = 0.9;
        if (index === lines.length - 1) words.onend = () => button.setAttribute('aria-pressed', 'false');
        speech.speak(words);
      });
    });
  }
  if (buttons.length) {
    show();
    speech.addEventListener?.('voiceschanged', show);
    addEventListener('pagehide', () => speech.cancel());
  }
}

// A form is sent once, however often the button is pressed. The server knows repeats too.
const sent = new Set();
addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post' || 'repeatable' in form.dataset) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  event.submitter?.setAttribute('aria-disabled', 'true');
});
addEventListener('pageshow', () => {
  sent.clear();
  for (const button of all('form [aria-disabled]')) button.removeAttribute('aria-disabled');
});

// A changed wish searches at once. The wishes go by POST: they never stand in an address.
for (const form of all('form[data-live]')) {
  let running;
  let waiting;
  const search = async () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const regions = [...all('[data-live-region]')];
    for (const region of regions) region.ariaBusy = 'true';
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: 'POST', body, signal });
      // Signed out, or a fault in a field: the whole page tells it better.
      if (!answer.ok || answer.redirected) return form.submit();
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (signal.aborted) return;
      for (const region of regions) {
        const fresh = page.getElementById(region.id);
        if (fresh) region.replaceChildren(...fresh.childNodes);
      }
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      // No connection: what stood there stays, and the button still works.
    }
    if (!signal.aborted) for (const region of regions) region.ariaBusy = null;
  };
  form.addEventListener('change', (event) => {
    // Ticking a lesson to compare is no wish: nothing is searched for it.
    if ('still' in event.target.dataset) return;
    clearTimeout(waiting);
    waiting = setTimeout(search, 250);
  });
  form.addEventListener('submit', () => {
    clearTimeout(waiting);
    running?.abort();
  });
}

// Suggestions while typing what everybody may look for. Wishes of a person are never sent so.
for (const input of all('input[data-suggest]')) {
  let running;
  input.addEventListener('input', async () => {
    running?.abort();
    const typed = input.value.trim();
    if (typed.length < 2 || typed.length > 60) return;
    running = new AbortController();
    try {
      const address = `/api/v1/suggesties?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: running.signal });
      if (!answer.ok) return;
      const found = await answer.json();
      const words = [...found.activiteiten.map((activity) => activity.tekst), ...found.titels];
      input.list.replaceChildren(...words.map((word) => new Option(word)));
    } catch {
      // Aborted, or no connection: the list stays as it was.
    }
  });
}
