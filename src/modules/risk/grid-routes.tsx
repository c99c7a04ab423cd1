import { type SettingId, type Tx, withActor } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { nameOnPage, rollChoices } from '#modules/people';
import type { Problem } from '#outcome';
import { type Ask, download, type FormState, newForm, page, type Reply, type Route, redirect } from '#web';
import { type GridSaved, giveGridMarks, latestIn, type TypedRow } from './actions/give-grid-marks.ts';
import { cellOf, GridPage, gridAddress, noteOf } from './pages/grid-page.tsx';
import { type GridOf, type GridRow, gridOf, groupsOf, MOST_IN_GRID } from './queries/grid.ts';
import { DOMAINS } from './rules/index.ts';

/** A class in five domains, marked by one adult, with what others have marked beside it. */
export const gridRoutes: readonly Route[] = [
  { method: 'GET', path: '/grid', permission: 'mark.give', handle: (ask) => showGrid(ask, newForm()) },
  { method: 'POST', path: '/grid', permission: 'mark.give', handle: saveGrid },
];

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which young people: as the address says, or else where one works and in which year. */
function wishOf({ query, frame }: Ask): GridOf {
  const one = (name: string) => String([query[name] ?? ''].flat()[0]);
  const isAsked = ['setting', 'year', 'group'].some((name) => query[name] !== undefined);
  if (!isAsked) {
    const { setting, ncYear } = frame.workingAt ?? { setting: null, ncYear: null };
    return { settingId: setting?.id, ncYear: ncYear ?? undefined, group: undefined };
  }
  const [setting, year, group] = [one('setting'), one('year'), one('group').slice(0, 100)];
  return {
    settingId: isId.test(setting) ? (setting as SettingId) : undefined,
    ncYear: /^\d{1,2}$/.test(year) ? Number(year) : undefined,
    group: group === '' ? undefined : group,
  };
}

async function showGrid(ask: Ask, form: FormState, status = 200): Promise<Reply> {
  const { db, actor, frame } = ask;
  const of = wishOf(ask);
  return withActor(db, actor, async (tx) => {
    const rows = await gridOf(tx, actor, of);
    const choices = await rollChoices(tx, actor);
    const groups = await groupsOf(tx, actor, { ...of, group: undefined });
    await recordLook(tx, actor, rows);
    const printed = { by: actor.name, on: actor.today };
    return page(<GridPage {...{ frame, of, rows, choices, groups, form, printed }} seen={latestIn(rows)} />, {
      status,
    });
  });
}

async function recordLook(tx: Tx, actor: Actor, rows: readonly GridRow[]): Promise<void> {
  await record(tx, actor, {
    act: 'grid.seen',
    why: 'within reach',
    number: Math.min(rows.length, MOST_IN_GRID),
  });
}

async function saveGrid(ask: Ask): Promise<Reply> {
  const { db, actor, form, say } = ask;
  const of = wishOf(ask);
  const seen = String([form['seen'] ?? ''].flat()[0]);
  const saved = await withActor(db, actor, async (tx) => {
    const rows = (await gridOf(tx, actor, of)).slice(0, MOST_IN_GRID);
    const before = (await gridOf(tx, actor, of, isId.test(seen) ? seen : '')).slice(0, MOST_IN_GRID);
    return giveGridMarks(tx, actor, { rows, before, typed: typedIn(ask, rows), reason: say('grid.reason') });
  });
  if ([form['go'] ?? ''].flat()[0] === 'keep') return keptReply(saved);
  if (saved.conflicts.length === 0)
    return redirect(gridAddress(of), { kind: 'success', key: 'grid.saved', values: { count: saved.given } });
  return showGrid(ask, newForm({}, problemsOf(ask, saved)), 422);
}

function keptReply({ seen, conflicts }: GridSaved): Reply {
  const cells = conflicts.map(({ row, domain }) => ({
    field: cellOf(row, domain),
    value: String(row.own[domain]?.mark ?? ''),
  }));
  const body = JSON.stringify({ seen: seen ?? '', conflicts: cells });
  return download({ name: 'kept.json', type: 'application/json; charset=utf-8', body });
}

function problemsOf({ say }: Ask, { conflicts }: GridSaved): Problem[] {
  return conflicts.map(({ row, domain }) => ({
    field: cellOf(row, domain),
    message: say('grid.changed', { name: nameOnPage(say, row), domain: say(`domains.${domain}`) }),
  }));
}

/** What the form says of those who are in the grid; of nobody else. A box that is blank says nothing. */
function typedIn({ form }: Ask, rows: readonly GridRow[]): Map<string, TypedRow> {
  const one = (name: string) => String([form[name] ?? ''].flat()[0]).trim();
  const typed = new Map<string, TypedRow>();
  for (const row of rows) {
    const marks: TypedRow['marks'] = {};
    for (const domain of DOMAINS) {
      const mark = one(cellOf(row, domain));
      if (mark === '0' || mark === '1' || mark === '2') marks[domain] = Number(mark) as 0 | 1 | 2;
    }
    const note = one(noteOf(row)).slice(0, 500);
    if (Object.keys(marks).length > 0) typed.set(row.personId, { marks, note });
  }
  return typed;
}
