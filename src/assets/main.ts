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
import { helpAnswering } from './answering.ts';
import { helpChoosing } from './choose.ts';
import { follow } from './follow.ts';
import { helpGrid } from './grid.ts';
import { hearKeys } from './keys.ts';
import { keepLive } from './live-form.ts';
import { hearNews } from './news.ts';
import { helpPasskeys } from './passkeys.ts';

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
hearKeys();
helpChoosing();
helpAnswering();
helpGrid();
follow();
hearNews();
helpPasskeys();
