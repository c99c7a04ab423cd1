/**
 * Brings the parts of a page that tell what a form would mean up to date while somebody fills it in: the form is sent as
 * its button "show" would send it, and the parts of the answer take the place of those here. Without this script, or
 * when the server cannot be reached, the button does the same.
 */
export function keepLive(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-live-form]');
  if (!form) return;
  let waiting: number | undefined;
  let asked: AbortController | undefined;
  form.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      asked?.abort();
      asked = new AbortController();
      void refresh(form, asked.signal);
    }, 300);
  });
}

async function refresh(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  body.set('do', 'show');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, signal });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const now = fresh.getElementById(part.id);
      if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
    }
  } catch {
    // Broken off by the next change, or the server is away: the button is still there.
  }
}
