/**
 * Somebody who leaves a page on which something long is under way is told on whichever page they are when it ends. The page
 * that shows it says where its news is; this window remembers that until there is some. Without script the page of Today says it.
 */
const REMEMBERED = 'waymark-news';
const LOOK_EVERY = 5000;

export function hearNews(): void {
  const here = document.querySelector<HTMLElement>('[data-news]')?.dataset['news'];
  // On its own page one sees what becomes of it.
  if (here) sessionStorage.setItem(REMEMBERED, here);
  const from = sessionStorage.getItem(REMEMBERED);
  if (here || !from) return;
  if (location.pathname === from.replace(/\/news$/, '')) {
    forget();
    return;
  }
  // It has to be there before anything is put in it, or nobody hears it.
  const place = document.createElement('div');
  place.className = 'wm-toasts';
  place.setAttribute('role', 'status');
  document.body.append(place);
  void look(from, place);
}

async function look(from: string, place: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(from, { redirect: 'error' });
    if (answer.status < 500) {
      const news = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const toast = news.querySelector('.wm-toast');
      if (toast) show(toast, place);
      if (!news.querySelector('[data-under-way]')) return forget();
    }
  } catch {
    // Signed out meanwhile, or the server is starting again.
  }
  setTimeout(() => void look(from, place), LOOK_EVERY);
}

function show(toast: Element, place: HTMLElement): void {
  const shown = document.importNode(toast, true);
  // What it leads to may be what is read just now.
  if (shown.querySelector('a')?.pathname === location.pathname) return;
  shown.querySelector('[data-toast-close]')?.addEventListener('click', () => shown.remove());
  place.append(shown);
}

function forget(): void {
  sessionStorage.removeItem(REMEMBERED);
}
