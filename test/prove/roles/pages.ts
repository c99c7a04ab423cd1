/** Every GET route, asked for by somebody, is answered 200 only where their grants allow it; else it is not there. */
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { permissionTable } from '#modules/access';
import { MOST_ALONE } from '#modules/people';
import { castPassword } from '#test/cast';
import type { Chance } from '../chance.ts';
import { type Answered, type Site, signedIn } from '../site.ts';
import type { Account } from './accounts.ts';
import type { Reach } from './expected.ts';

export type Asked = { asked: number; faults: string[]; looks: Look[] };
/** A page that was shown: each has to be on record. */
export type Look = { accountId: string; route: string; personId: string | null };

/** What the places of a path can hold, by name: ids that are there. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Route = { path: string; permission: string };

/** Pages on which nobody is: settings, days, files, shares of whole years, and nothing searched for. No look at anybody. */
const SHOWS_NOBODY = [
  '/messages',
  '/clusters',
  '/clusters/new',
  '/clusters/:clusterId',
  '/organisations',
  '/organisations/new',
  '/organisations/:organisationId',
  '/panels',
  '/panels/new',
  '/panels/:panelId',
  '/downloads',
  '/downloads/new',
  '/break-glass',
  '/mine',
  '/find',
  '/library/kit',
  '/working-at',
  '/validation',
  '/rules',
  '/places',
  '/numbers',
  '/numbers/:month/csv',
  '/calendars',
  '/calendars/:where/:year',
  '/calendars/:where/:year/return',
  '/sources',
  '/sources/import',
  '/sources/import/:uploadId/news',
  '/sources/:source/:kind',
  '/quality',
  '/quality/trust',
  '/instruments',
  '/instruments/new',
  '/instruments/:name',
  '/instruments/:name/paper',
  '/instruments/:name/campaign',
  '/action-plan',
  '/action-plan/new',
  '/action-plan/:actionId',
];

/** Pages of those who were chosen in the list: the address says who. */
const OF_CHOSEN = [
  '/people/sheets',
  '/people/notes',
  '/people/cards',
  '/people/adults',
  '/people/chosen.csv',
];

export const routes: readonly Route[] = permissionTable.flatMap(({ what, permission }) =>
  what.startsWith('GET ') ? [{ path: what.slice(4), permission }] : [],
);

export async function askAs(
  site: Site,
  account: Account,
  reach: Reach,
  known: Known,
  chance: Chance,
  each: number,
): Promise<Asked> {
  const cookie = await signedIn(site, account.email, castPassword);
  const asked: Asked = { asked: 0, faults: [], looks: [] };
  for (const route of routes)
    for (const { path, personId } of pathsOf(route, reach, known, chance, each)) {
      const answer = await site.get(path, cookie);
      asked.asked += 1;
      const due = dueStatus(route, reach, path, personId);
      if (due !== undefined && answer.status !== due)
        asked.faults.push(`${account.what}: GET ${path} was answered ${answer.status}, and should be ${due}`);
      if (answer.status >= 500)
        asked.faults.push(`${account.what}: GET ${path} was answered ${answer.status}`);
      asked.faults.push(
        ...countFaults(route.path, answer, reach).map((fault) => `${account.what}: ${fault}`),
      );
      if (answer.status === 200 && route.path === '/calls')
        // Each call is a look at whoever made it.
        for (const [, called = ''] of answer.body.matchAll(
          /class="govuk-link" href="\/people\/([0-9a-f-]{36})"/g,
        ))
          asked.looks.push({ accountId: account.id, route: route.path, personId: called });
      else if (answer.status === 200 && route.path.startsWith('/agenda')) {
        const shown = path === '/agenda' ? linked(answer.body) : [path.slice('/agenda/'.length)];
        if (path === '/agenda' && !isSame(shown, [...reach.referrals.keys()]))
          asked.faults.push(
            `${account.what}: the agenda shows ${shown.length} of the ${reach.referrals.size} that are read`,
          );
        // Each name on an agenda is a look at somebody.
        for (const id of shown)
          asked.looks.push({
            accountId: account.id,
            route: route.path,
            personId: reach.referrals.get(id) ?? null,
          });
      } else if (answer.status === 200 && !isOpen(route.permission) && isLook(route.path, answer.body))
        asked.looks.push({
          accountId: account.id,
          route: route.path,
          // A file is one act, of as many as it holds.
          personId: route.path.endsWith('.csv') ? null : personId,
        });
    }
  return asked;
}

function linked(body: string): string[] {
  return [...body.matchAll(/href="\/agenda\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}

/** Nobody is signed in: everything but what is public leads to the sign-in page, whether it is there or not. */
export async function askAsNobody(site: Site, known: Known): Promise<Asked> {
  const asked: Asked = { asked: 0, faults: [], looks: [] };
  for (const { path, permission } of routes)
    for (const id of [known.personId?.[0] ?? '', randomUUID()]) {
      const to = path.replaceAll(/:\w+/g, id);
      const { status, location } = await site.get(to);
      asked.asked += 1;
      const isRight =
        permission === 'public'
          ? status === publicStatus(path, false)
          : status === 303 && location?.startsWith('/sign-in');
      if (!isRight) asked.faults.push(`nobody signed in: GET ${to} was answered ${status} to ${location}`);
    }
  return asked;
}

/** Somebody within reach, somebody beyond it, somebody who is not there, and something that is no id at all. */
function pathsOf({ path }: Route, reach: Reach, known: Known, chance: Chance, each: number) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (OF_CHOSEN.includes(path)) {
    const people = [...pick(known.personId ?? [], chance, each * 2), randomUUID(), 'nobody'];
    return people.map((id) => ({ path: `${path}?chosen=${id}`, personId: id }));
  }
  if (names.length === 0) return [{ path, personId: null }];
  if (names.includes('personId')) {
    const [within, beyond] = [true, false].map((is) =>
      (known.personId ?? []).filter((id) => reach.people.has(id) === is),
    );
    const people = [
      ...pick(within ?? [], chance, each),
      ...pick(beyond ?? [], chance, each),
      randomUUID(),
      'nobody',
    ];
    return people.map((id) => ({ path: fill(path, known, chance, { personId: id }), personId: id }));
  }
  const [name = ''] = names;
  const ids = [...pick(known[name] ?? [], chance, each), randomUUID(), 'nothing-such'];
  return ids.map((id) => ({ path: fill(path, known, chance, { [name]: id }), personId: null }));
}

function fill(path: string, known: Known, chance: Chance, given: Record<string, string>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const there = known[name] ?? [];
    return given[name] ?? (there.length > 0 ? chance.oneOf(there) : randomUUID());
  });
}

/** Today is a look only on a day on which somebody stands in it. */
function isLook(path: string, body: string): boolean {
  if (path === '/today') return /href="\/people\/[0-9a-f-]{36}/.test(body);
  // What administrators see are adults.
  return !SHOWS_NOBODY.includes(path) && !path.startsWith('/accounts');
}

function isOpen(permission: string): boolean {
  return permission === 'public' || permission === 'signed_in';
}

function pick(ids: readonly string[], chance: Chance, most: number): string[] {
  return ids.length <= most ? [...ids] : Array.from({ length: most }, () => chance.oneOf(ids));
}

/** No provider is set: the way there leads to the password, and nothing can come back from it. */
function publicStatus(path: string, isSignedIn: boolean): number {
  if (path === '/sign-in' || path.startsWith('/card')) return isSignedIn ? 303 : 200;
  if (path === '/shared/:token') return 200;
  // Nobody has such a link.
  if (path.startsWith('/q/') || path.startsWith('/c/')) return 404;
  if (path === '/sign-in/elsewhere') return 303;
  return path === '/sign-in/elsewhere/back' ? 422 : 200;
}

/** Undefined where only what is not allowed can be said: a page about something else than a young person. */
function dueStatus({ path, permission }: Route, reach: Reach, asked: string, personId: string | null) {
  if (permission === 'public') return publicStatus(path, true);
  if (permission === 'signed_in') return undefined;
  if (!reach.may.has(permission)) return 404;
  // What is asked of them, by ids that nobody has.
  if (path.startsWith('/mine/:personId/')) return undefined;
  if (OF_CHOSEN.includes(path)) return dueOfChosen(path, withWhom(path, reach), personId ?? '');
  if (personId !== null) return withWhom(path, reach).has(personId) ? 200 : 404;
  // Of more than one adult may take alone, a file takes two.
  if (path === '/people.csv' && reach.people.size > MOST_ALONE) return 303;
  if (path === '/downloads/new') return reach.people.size > MOST_ALONE ? 200 : 303;
  if (path === '/agenda/:referralId') return reach.referrals.has(asked.slice('/agenda/'.length)) ? 200 : 404;
  if (path === '/mine') return reach.own.length > 0 ? 303 : 200;
  return asked.includes(':') || path.includes(':') ? undefined : 200;
}

/** Whom a page is for: those who are reached, or those with whom one single role allows it. */
function withWhom(path: string, reach: Reach): ReadonlySet<string> {
  if (path.endsWith('/looks')) return reach.with['looks.see'];
  if (path.endsWith('/shares')) return reach.with['share.give'];
  if (path.endsWith('/kept-elsewhere')) return reach.with['confidential.see'];
  if (path.includes('/referrals')) return reach.with['panel.refer'];
  if (path.endsWith('/adults')) return reach.with['adult.name'];
  if (path.endsWith('/own-accounts') || path === '/people/cards') return reach.with['card.give'];
  return reach.people;
}

/** Whoever is out of reach is left out of those who were chosen, and whoever chose nobody is sent back to choose. */
function dueOfChosen(path: string, people: ReadonlySet<string>, personId: string): number {
  if (people.has(personId)) return 200;
  return path === '/people/chosen.csv' && personId !== 'nobody' ? 200 : 303;
}

/** A list says how many it found: as many as are reached. */
function countFaults(path: string, { status, body }: Answered, reach: Reach): string[] {
  if (status !== 200) return [];
  if (path === '/people') {
    const found = /class="govuk-heading-m wm-count">\D*([\d,]+)/.exec(body)?.[1]?.replaceAll(',', '') ?? '0';
    return Number(found) === reach.people.size
      ? []
      : [`the list finds ${found} of the ${reach.people.size} who are reached`];
  }
  if (path === '/people.csv') {
    const rows: { id: string }[] = parse(body, { bom: true, columns: true });
    const beyond = rows.filter(({ id }) => !reach.people.has(id));
    if (beyond.length > 0) return [`the download holds ${beyond.length} young people who are not reached`];
    return rows.length === reach.people.size
      ? []
      : [`the download holds ${rows.length} of the ${reach.people.size} who are reached`];
  }
  return [];
}
