/**
 * The single keys: `/` goes to the box that finds people, `?` shows what the keyboard does, `h` hides the screen from whoever
 * comes up behind. Somebody who speaks to their
 * computer presses them without meaning to, so they can be turned off (WCAG 2.1.4); this browser remembers.
 */
const REMEMBERED = 'waymark-keys';

export function hearKeys(): void {
  prepareSwitch(document);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !areOn()) return;
    if (event.key === '/' && find()) event.preventDefault();
    if (event.key === '?') void help();
    if (event.key.toLowerCase() === 'h') hide();
  });
}

function areOn(): boolean {
  return localStorage.getItem(REMEMBERED) !== 'off';
}

function find(): boolean {
  const box = document.querySelector<HTMLInputElement>('[data-find]');
  box?.focus();
  box?.select();
  return box !== null;
}

/** Shows the page of keys over this one, so that nothing that was typed is lost. */
async function help(): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>('[data-keys-link]');
  if (!link || document.querySelector('dialog[open]')) return;
  const answer = await fetch(link.href);
  const keys = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-keys]');
  if (!answer.ok || !keys) return location.assign(link.href);
  const dialog = document.createElement('dialog');
  dialog.className = 'wm-dialog';
  dialog.setAttribute('aria-labelledby', 'keys-title');
  dialog.append(document.importNode(keys, true), closing(link.dataset['close'] ?? ''));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  prepareSwitch(dialog);
  dialog.showModal();
}

/** Covers the page, and the name of its tab, until the button is pressed. What was typed stays. */
function hide(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-keys-link]');
  if (!link || document.querySelector('dialog[open]')) return;
  const { title } = document;
  const cover = document.createElement('dialog');
  cover.className = 'wm-cover';
  cover.setAttribute('aria-label', link.dataset['hidden'] ?? '');
  cover.append(closing(link.dataset['show'] ?? ''));
  cover.addEventListener('close', () => {
    document.title = title;
    cover.remove();
  });
  document.title = 'Waymark';
  document.body.append(cover);
  cover.showModal();
}

function closing(words: string): HTMLFormElement {
  const form = document.createElement('form');
  form.method = 'dialog';
  const button = document.createElement('button');
  button.className = 'govuk-button';
  button.textContent = words;
  form.append(button);
  return form;
}

function prepareSwitch(within: ParentNode): void {
  const button = within.querySelector<HTMLButtonElement>('[data-keys-switch]');
  if (!button) return;
  const show = () => {
    button.textContent = (areOn() ? button.dataset['off'] : button.dataset['on']) ?? '';
  };
  button.addEventListener('click', () => {
    localStorage.setItem(REMEMBERED, areOn() ? 'off' : 'on');
    show();
  });
  show();
  button.hidden = false;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
