/** How long to wait after the line was lost, and between two looks at what others mark, in milliseconds. */
const AGAIN = 4000;
const LOOK_EVERY = 8000;

const CYCLE: Record<string, string> = { '': '1', '1': '2', '2': '0', '0': '1' };
const SIGNS: Record<string, string> = { '': '', '0': '–', '1': '✓', '2': '✓✓' };

/**
 * Makes the boxes of a class grid into cells that are marked by tap, or by arrow keys and space (or 0, 1, 2); keeps each mark at once, takes
 * the last one back, and shows what others mark meanwhile. Without this script the boxes and the button do the same.
 */
export function helpGrid(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-grid]');
  const state = form?.querySelector<HTMLElement>('[data-state]');
  const undo = form?.querySelector<HTMLButtonElement>('[data-undo]');
  if (!form || !state || !undo) return;
  const seen = form.elements.namedItem('seen') as HTMLInputElement;
  const tell = (what: string) => {
    state.textContent = form.dataset[what] ?? '';
  };
  const waiting = new Map<string, string>();
  const done: { box: HTMLSelectElement; was: string }[] = [];
  let isUnderWay = false;

  async function keep(): Promise<void> {
    if (!form || isUnderWay || waiting.size === 0) return;
    isUnderWay = true;
    const sent = new Map(waiting);
    waiting.clear();
    tell('saving');
    const body = new URLSearchParams([...sent, ['seen', seen.value], ['go', 'keep']]);
    try {
      const answer = await fetch(form.action, { method: 'POST', body });
      if (!answer.ok) throw new Error(String(answer.status));
      const kept: { seen: string; conflicts: { field: string; value: string }[] } = await answer.json();
      seen.value = kept.seen;
      for (const { field, value } of kept.conflicts) {
        const box = form.elements.namedItem(field);
        if (box instanceof HTMLSelectElement) show(box, value);
      }
      tell(kept.conflicts.length > 0 ? 'conflict' : 'saved');
    } catch {
      for (const [field, value] of sent) if (!waiting.has(field)) waiting.set(field, value);
      tell('waiting');
      window.setTimeout(() => void keep(), AGAIN);
    }
    isUnderWay = false;
    if (waiting.size > 0 && state?.textContent !== form.dataset['waiting']) void keep();
  }

  const noteFor = (box: HTMLSelectElement) =>
    box.closest('tr')?.querySelector<HTMLInputElement>('input[name^="n_"]');
  const set = (box: HTMLSelectElement, value: string, isUndo = false) => {
    if (value === box.value) return;
    if (!isUndo) done.push({ box, was: box.value });
    undo.hidden = done.length === 0;
    show(box, value);
    waiting.set(box.name, value);
    const note = noteFor(box);
    if (note && note.value !== '') waiting.set(note.name, note.value);
    void keep();
  };

  for (const box of form.querySelectorAll<HTMLSelectElement>('select[data-cell]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'wm-class-grid__cell';
    box.hidden = true;
    box.before(button);
    show(box, box.value);
    button.addEventListener('click', () => set(box, CYCLE[box.value] ?? '1'));
    button.addEventListener('keydown', (event) => {
      if (['0', '1', '2'].includes(event.key)) set(box, event.key);
      else move(event, button);
    });
  }
  for (const note of form.querySelectorAll<HTMLInputElement>('input[name^="n_"]'))
    note.addEventListener('change', () => {
      for (const box of note.closest('tr')?.querySelectorAll<HTMLSelectElement>('select[data-cell]') ?? [])
        if (box.value !== '') waiting.set(box.name, box.value);
      waiting.set(note.name, note.value);
      void keep();
    });
  undo.addEventListener('click', () => {
    const last = done.pop();
    if (!last) return;
    // A mark that was given stays on record: taken back, it says that nothing was seen.
    set(last.box, last.was === '' ? '0' : last.was, true);
    undo.hidden = done.length === 0;
    tell('undone');
  });
  window.addEventListener('beforeunload', (event) => {
    if (waiting.size > 0) event.preventDefault();
  });
  form.addEventListener('submit', () => waiting.clear());
  window.setInterval(() => void lookAtOthers(), LOOK_EVERY);
}

function show(box: HTMLSelectElement, value: string): void {
  box.value = value;
  const button = box.previousElementSibling;
  if (!(button instanceof HTMLButtonElement)) return;
  button.textContent = SIGNS[value] ?? '';
  button.dataset['mark'] = value;
  const words = box.selectedOptions[0]?.textContent ?? '';
  button.setAttribute('aria-label', `${box.getAttribute('aria-label')}: ${words}`);
}

/** Arrow keys go from cell to cell. */
function move(event: KeyboardEvent, from: HTMLButtonElement): void {
  const [cell, row] = [from.closest('td'), from.closest('tr')];
  if (!cell || !row) return;
  const column = [...row.cells].indexOf(cell);
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
  const to: Record<string, Element | undefined | null> = {
    ArrowRight: row.cells[column + forward],
    ArrowLeft: row.cells[column - forward],
    ArrowDown: (row.nextElementSibling as HTMLTableRowElement | null)?.cells[column],
    ArrowUp: (row.previousElementSibling as HTMLTableRowElement | null)?.cells[column],
  };
  const next = to[event.key]?.querySelector<HTMLButtonElement>('.wm-class-grid__cell');
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** What others have marked since: only the words beside the cells change. */
async function lookAtOthers(): Promise<void> {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-others]')) {
      const now = fresh.getElementById(part.id);
      if (now && now.textContent !== part.textContent) part.textContent = now.textContent;
    }
  } catch {
    // The next look may reach the server.
  }
}
