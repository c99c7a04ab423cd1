/** What belongs to no single module, because every one contributes to it: the list of people and the page of each. */
import type { Module, Route } from '#web';
import { downloadPeople } from './download-people.ts';

export { bringIn, reviewAfter } from './imports/bring-in.ts';

import { qualityRoutes } from './quality/routes.ts';
import { showMissing } from './show-missing.tsx';
import { showPeople } from './show-people.tsx';
import { showPerson } from './show-person.tsx';

/**
 * The routes of the frame, given the modules that fill its pages.
 *
 * @example const frameRoutes = framedBy([people, records, risk]);
 */
export function framedBy(modules: readonly Module[]): Route[] {
  return [
    { method: 'GET', path: '/people', permission: 'people.see', handle: showPeople },
    { method: 'GET', path: '/people.csv', permission: 'people.download', handle: downloadPeople },
    { method: 'GET', path: '/people/:personId', permission: 'people.see', handle: showPerson(modules) },
    {
      method: 'GET',
      path: '/people/:personId/missing',
      permission: 'people.see',
      handle: showMissing(modules),
    },
    ...qualityRoutes(modules),
  ];
}
