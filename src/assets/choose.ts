/**
 * Choosing rows of a table: a box for all of them, a count of those chosen, and a row of boxes at once with the shift key. The
 * boxes and the buttons do the same without it.
 */
export function helpChoosing(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-choose]')) help(form);
}

function help(form: HTMLFormElement): void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('tbody .wm-choose__input')];
  const all = form.querySelector<HTMLInputElement>('[data-choose-all] input');
  const told = form.querySelector<HTMLElement>('[data-count]');
  if (!all || !told) return;
  const before = told.textContent;
  let last: HTMLInputElement | undefined;
  const tell = () => {
    const count = boxes.filter(({ checked }) => checked).length;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
    told.textContent = count > 0 ? (told.dataset['count'] ?? '').replace('#', String(count)) : before;
  };
  all.closest('[data-choose-all]')?.removeAttribute('hidden');
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes)
    box.addEventListener('click', ({ shiftKey }) => {
      if (shiftKey && last) for (const each of between(boxes, last, box)) each.checked = box.checked;
      last = box;
      tell();
    });
  // A browser that goes back to the page gives the boxes back as they were.
  addEventListener('pageshow', tell);
}

function between<T>(all: readonly T[], one: T, other: T): readonly T[] {
  const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((first, second) => first - second);
  return all.slice(from, (to ?? 0) + 1);
}
