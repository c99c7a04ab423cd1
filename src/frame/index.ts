/** What belongs to no single module, because every one contributes to it: the list of people, the page of each, importing, data quality, what is kept, papers. */
import { calendarRoutes } from '#modules/people';
import type { ImportKind } from '#modules/sources';
import type { ChosenAction, Module, Route } from '#web';
import { accountRoutes } from './accounts/routes.tsx';
import { breakGlassRoutes } from './break-glass/routes.tsx';
import { ownAccountRoutes } from './cards/routes.tsx';
import { clusterRoutes } from './clusters/routes.tsx';
import { downloadChosen, downloadPeople } from './download-people.ts';
import { downloadRoutes } from './downloads/routes.tsx';
import { downloadsToday } from './downloads/today-part.ts';
import { showFind } from './find/show-find.tsx';
import { importRoutes } from './imports/routes.ts';
import { filesToday } from './imports/today-part.ts';
import { keepingRoutes } from './kept/index.ts';
import { showKit } from './kit/show-kit.tsx';
import { lookRoutes } from './looks/routes.tsx';
import { showOutbox } from './messages/outbox-page.tsx';
import { showMine, showOwn } from './mine/show-mine.tsx';
import { organisationRoutes } from './organisations/routes.tsx';
import { qualityRoutes } from './quality/routes.ts';
import { shareRoutes } from './shares/routes.tsx';
import { showSheets } from './sheets/show-sheets.tsx';
import { showMissing } from './show-missing.tsx';
import { showPeople } from './show-people.tsx';
import { showPerson } from './show-person.tsx';
import { showToday } from './today/show-today.tsx';
import { showLooks, showWhoSees } from './who-sees/show-who-sees.tsx';
import { workingAtRoutes } from './working-at/routes.tsx';

export { bringIn } from './imports/bring-in.ts';
export { reviewAfter } from './imports/review-after.ts';
export type { TakenIn } from './imports/watch/take-file.ts';
export { type Watching, watch, watchOnce } from './imports/watch/watch.ts';
export { tendImports } from './imports/work/tend-imports.ts';

import { keptElsewhereRoutes } from './kept-elsewhere/routes.tsx';
import { namedRoutes } from './named/routes.tsx';

export { tendRetention } from './kept/index.ts';
export { tendMessages } from './messages/tend-messages.ts';
export { makePapers } from './papers/index.ts';
export { sealAll, tellHeads, tendSeals } from './seals/index.ts';
export { tendModules } from './tend-modules.ts';

/** What the frame does with those who were chosen in the list. */
const frameChosen: readonly ChosenAction[] = [
  { order: 20, href: '/people/sheets', label: 'sheets.action', permission: 'people.see' },
  { order: 25, href: '/people/cards', label: 'own.action', permission: 'card.give' },
  { order: 27, href: '/people/adults', label: 'named.action', permission: 'adult.name' },
  { order: 30, href: '/people/chosen.csv', label: 'people.download-chosen', permission: 'people.download' },
];

/**
 * The routes of the frame, given the modules that fill its pages and the kinds of file that can be brought in.
 *
 * @example const frameRoutes = framedBy([people, records, risk], importKinds);
 */
export function framedBy(modules: readonly Module[], kinds: readonly ImportKind[]): Route[] {
  const chosen = [...modules.flatMap((module) => module.chosen ?? []), ...frameChosen];
  const today = [...modules.flatMap((module) => module.today ?? []), filesToday, downloadsToday];
  return [
    {
      method: 'GET',
      path: '/today',
      permission: 'people.see',
      handle: showToday(
        today,
        modules.flatMap(({ firstSteps = [] }) => firstSteps),
      ),
    },
    ...workingAtRoutes(modules.flatMap(({ places = [] }) => places)),
    { method: 'GET', path: '/library/kit', permission: 'people.see', handle: showKit },
    {
      method: 'GET',
      path: '/find',
      permission: 'people.see',
      handle: showFind(modules.flatMap(({ find = [] }) => find)),
    },
    { method: 'GET', path: '/people', permission: 'people.see', handle: showPeople(chosen) },
    { method: 'GET', path: '/people/chosen.csv', permission: 'people.download', handle: downloadChosen },
    { method: 'GET', path: '/people/sheets', permission: 'people.see', handle: showSheets(modules) },
    { method: 'GET', path: '/people.csv', permission: 'people.download', handle: downloadPeople },
    { method: 'GET', path: '/people/:personId', permission: 'people.see', handle: showPerson(modules) },
    {
      method: 'GET',
      path: '/people/:personId/missing',
      permission: 'people.see',
      handle: showMissing(modules),
    },
    {
      method: 'GET',
      path: '/people/:personId/who-sees',
      permission: 'people.see',
      handle: showWhoSees(modules),
    },
    { method: 'GET', path: '/mine', permission: 'own.see', handle: showOwn },
    { method: 'GET', path: '/mine/:personId', permission: 'own.see', handle: showMine(modules) },
    ...ownAccountRoutes,
    ...namedRoutes,
    ...keptElsewhereRoutes,
    ...shareRoutes(modules),
    ...downloadRoutes,
    ...breakGlassRoutes(modules),
    { method: 'GET', path: '/people/:personId/looks', permission: 'looks.see', handle: showLooks },
    ...accountRoutes(modules.flatMap(({ reach = [] }) => reach)),
    ...clusterRoutes(),
    ...organisationRoutes(),
    ...lookRoutes,
    { method: 'GET', path: '/messages', permission: 'accounts.manage', handle: showOutbox },
    ...keepingRoutes(modules),
    ...qualityRoutes(modules),
    ...calendarRoutes(modules.flatMap(({ calendarWarnings = [] }) => calendarWarnings)),
    ...importRoutes(kinds),
  ];
}
