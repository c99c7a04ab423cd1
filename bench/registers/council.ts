/** The council of the benchmark: its settings, its calendar and its young people, who must be there before their marks. */
import { join } from 'node:path';
import { plainDate } from '#dates';
import { insertRows, newId, type TenantId, type Tx, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { addSetting, importPeople } from '#modules/people';
import { importRegisters } from '#modules/records';
import type { Ground } from '../rig/ground.ts';
import { CALENDAR, urnOf, writePeople } from './made-up-files.ts';

const SOURCE = 'bench';

export async function openCouncil(
  { db, directory }: Ground,
  { youngPeople, settings }: { youngPeople: number; settings: number },
): Promise<Actor> {
  const actor = commandActor(newId<TenantId>(), 'bench', plainDate('2026-08-31'));
  const { tenantId } = actor;
  await withActor(db, actor, async (tx) => {
    await foundTenant(tx, actor, { name: 'Benchmark', kind: 'council', madeUp: true });
    for (let setting = 0; setting < settings; setting += 1)
      await addSetting(tx, tenantId, { name: `School ${setting}`, kind: 'secondary', urn: urnOf(setting) });
    await addCalendar(tx, tenantId);
  });
  const path = join(directory, 'people.csv');
  await writePeople(path, youngPeople, settings);
  const { added } = await importPeople(db, actor, { path, source: SOURCE, dryRun: false });
  if (added !== youngPeople) throw new Error(`${added} of ${youngPeople} young people were imported`);
  return actor;
}

/** The calendar of all settings, so that every mark is held against it. */
async function addCalendar(tx: Tx, tenant_id: TenantId): Promise<void> {
  const { academicYear: academic_year, weekdays, halfTerms, closures } = CALENDAR;
  const id = newId<never>();
  await insertRows(tx, 'people.calendar', [
    { tenant_id, id, setting_id: null, academic_year, weekdays: [...weekdays] },
  ]);
  const of = () => ({ tenant_id, id: newId<never>(), calendar_id: id });
  await insertRows(
    tx,
    'people.half_term',
    halfTerms.map(({ term, half, startsOn, endsOn }) => ({
      ...of(),
      term,
      half,
      starts_on: startsOn,
      ends_on: endsOn,
    })),
  );
  await insertRows(
    tx,
    'people.closure',
    closures.map(({ date, kind, label }) => ({ ...of(), on_date: date, kind, label })),
  );
}

/** Imports a file of marks of which every one must be what is expected. */
export async function importMarks(
  { db }: Ground,
  actor: Actor,
  { path, marks, expected }: { path: string; marks: number; expected: 'added' | 'same' },
): Promise<void> {
  const outcome = await importRegisters(db, actor, { path, source: SOURCE, dryRun: false });
  if (outcome[expected] !== marks || outcome.refused > 0)
    throw new Error(`The import says ${JSON.stringify(outcome)}`);
}

/** Takes every mark and every run out again. */
export async function emptyRegisters(ground: Ground): Promise<void> {
  await ground.asOwner(async (ask) => {
    await ask(
      'truncate records.register, records.register_change, records.register_count, sources.run, sources.refusal, sources.change, sources.undoing, sources.upload',
    );
  });
  await ground.rest();
}
