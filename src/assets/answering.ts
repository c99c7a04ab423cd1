/** How long one may pause before what was typed is kept, and how long to wait after the line was lost, in milliseconds. */
const PAUSE = 1200;
const AGAIN = 4000;

/**
 * Keeps the answers of a page as one goes, reads the page aloud, and asks before a page is left with something that is not kept yet. Without
 * this script the buttons do the same.
 */
export function helpAnswering(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-answering]');
  if (form) keepAnswers(form);
  offerReading();
}

function keepAnswers(form: HTMLFormElement): void {
  const state = form.querySelector<HTMLElement>('[data-saving]');
  const revision = form.querySelector<HTMLInputElement>('input[name="revision"]');
  if (!state || !revision) return;
  const tell = (what: 'saving' | 'saved' | 'waiting' | 'conflict') => {
    state.textContent = state.dataset[what] ?? '';
  };
  let waiting: number | undefined;
  let isChanged = false;
  let isUnderWay = false;
  let isStopped = false;

  const later = (pause: number) => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void keep(), pause);
  };

  async function keep(): Promise<void> {
    if (!form || !revision || isUnderWay || isStopped) return;
    isUnderWay = true;
    isChanged = false;
    tell('saving');
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    body.set('go', 'keep');
    try {
      const answer = await fetch(form.action, { method: 'POST', body });
      if (!answer.ok) throw new Error(String(answer.status));
      const kept: { revision: number; conflicts: string[] } = await answer.json();
      revision.value = String(kept.revision);
      if (kept.conflicts.length > 0) {
        // What stands on the page is not what is kept: the page is to be loaded again, or sent, which tells what differs.
        isStopped = true;
        tell('conflict');
      } else tell('saved');
    } catch {
      isChanged = true;
      tell('waiting');
      later(AGAIN);
    }
    isUnderWay = false;
    if (isChanged) later(AGAIN);
  }

  const changed = () => {
    isChanged = true;
    later(PAUSE);
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  window.addEventListener('online', () => {
    if (isChanged) void keep();
  });
  form.addEventListener('submit', () => {
    isStopped = true;
    isChanged = false;
    window.clearTimeout(waiting);
  });
  window.addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault();
  });
}

/** A button that reads the page with the browser's own voice: there only where the browser has one. */
function offerReading(): void {
  const place = document.querySelector<HTMLElement>('[data-read-aloud]');
  const button = place?.querySelector('button');
  if (!place || !button || !('speechSynthesis' in window)) return;
  const [begin, stop] = [button.textContent, place.dataset.readAloud ?? ''];
  const quiet = () => {
    window.speechSynthesis.cancel();
    button.textContent = begin;
  };
  place.hidden = false;
  button.addEventListener('click', () => {
    if (window.speechSynthesis.speaking) return quiet();
    for (const text of readableTexts()) {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = document.documentElement.lang;
      window.speechSynthesis.speak(said);
    }
    button.textContent = stop;
  });
  window.addEventListener('pagehide', quiet);
}

/** What a page asks, and its answers, in the order in which they stand. */
function readableTexts(): string[] {
  const parts = document.querySelectorAll<HTMLElement>(
    'main h1, main form p.govuk-body, main form .wm-statement, main form legend, main form label, main form .govuk-hint',
  );
  return [...parts].map((part) => part.textContent?.trim() ?? '').filter((text) => text !== '');
}
