/** What the browser runs on every page. Every page works without it. */
import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
} from 'govuk-frontend';
import { keepLive } from './live-form.ts';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');

/** ARIA does not allow `aria-expanded` on a radio, which the package sets on one that asks for more. */
class PlainRadios extends Radios {
  override syncConditionalRevealWithInputState(input: HTMLInputElement): void {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute('aria-expanded');
  }
}

for (const component of [
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

keepLive();

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const find = document.querySelector<HTMLInputElement>('[data-find]');
  if (!find) return;
  event.preventDefault();
  find.focus();
  find.select();
});

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
