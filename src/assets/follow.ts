/** Milliseconds between two looks at something that is under way. */
const LOOK_EVERY = 1500;

/**
 * Keeps a part of the page that says how far something is as it is now. When that part is gone the work has ended, and
 * the page is asked for anew; a look that fails is only tried again.
 */
export function follow(): void {
  const part = document.querySelector('[data-follow]');
  if (!part) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href);
      const next = new DOMParser()
        .parseFromString(await answer.text(), 'text/html')
        .querySelector('[data-follow]');
      if (!next) return location.reload();
      // Only what is new is said to somebody who listens.
      if (part.innerHTML !== next.innerHTML) part.innerHTML = next.innerHTML;
    } catch {
      // The server may be busy, or starting again.
    }
    follow();
  }, LOOK_EVERY);
}
