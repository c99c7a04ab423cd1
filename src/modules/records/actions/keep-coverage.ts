import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { SettingId, Tx } from '#db';
import type { WrittenFile } from '#modules/people';
import { type FactTable, layFacts, type Run, type Undo, undoFacts } from '#modules/sources';
import { Refused } from '#outcome';

/** Kinds of record of which "none" can be said, each with the section of a mapping that reads it. */
const records = { suspension: 'suspensions', behaviour: 'behaviour' } as const;
export type CoveredRecord = keyof typeof records;

const COVERAGE: FactTable = {
  entity: 'coverage',
  table: 'records.coverage',
  key: ['setting_id', 'record', 'covers_from'],
  values: ['covers_to'],
  about: ['setting_id'],
};

/** Refusals that leave nobody out whom Waymark knows. */
const HARMLESS = new Set(['person.unknown']);

/**
 * Keeps that a file holds everything of its kind at the settings it names, between two days, where the call or the
 * mapping says so. Only then can "none" be said of anybody there. A row that was refused may be the very one that matters:
 * then nothing is claimed, and whoever asked is told.
 *
 * Refuses days still to come, and a file that names no setting.
 *
 * @example after: (tx, run, written) => keepCoverage(tx, run, 'suspension', written)
 */
export async function keepCoverage(
  tx: Tx,
  run: Run,
  record: CoveredRecord,
  { call, file, finder }: WrittenFile,
): Promise<void> {
  const part = file.mapping[records[record]];
  const days = call.covers ?? part?.covers;
  if (!days) return;
  if (days.to > run.today || days.from > days.to)
    throw new Refused(`A file cannot hold everything from ${days.from} to ${days.to}: mend the two days.`);
  if (part?.setting && 'value' in part.setting) await finder.findSetting(part.setting);
  if (finder.settings.size === 0)
    throw new Refused(
      'A file can be said to hold everything only when it says of which settings: give it a column for the setting, or the mapping a constant one.',
    );
  if ([...run.refused.byRule.keys()].some((rule) => !HARMLESS.has(rule))) {
    call.said?.(
      `${file.name}: rows were refused, so it is not taken to hold everything from ${days.from} to ${days.to}.\n`,
    );
    return;
  }
  const known = await longestOf(tx, run, record, days.from);
  const facts = [...finder.settings].map((settingId) => {
    const before = known.get(settingId);
    const to = before !== undefined && before > days.to ? before : days.to;
    const columns = { setting_id: settingId, record, covers_from: days.from, covers_to: to };
    return { line: 0, field: 'covers', personId: null, settingId, columns };
  });
  await layFacts(tx, { ...run, policy: 'replaces' }, COVERAGE, facts);
}

/** Takes back what a run claimed to hold whole. */
export const undoCoverage: Undo = undoFacts({
  entity: COVERAGE.entity,
  table: COVERAGE.table,
  isAboutMany: true,
});

/** A later file never takes back what an earlier one has covered. */
async function longestOf(
  tx: Tx,
  { tenantId, source }: Run,
  record: CoveredRecord,
  from: PlainDate,
): Promise<Map<SettingId, PlainDate>> {
  const { rows } = await sql<{ setting_id: SettingId; covers_to: PlainDate }>`
    select setting_id, covers_to from records.coverage
    where tenant_id = ${tenantId} and source = ${source} and record = ${record} and covers_from = ${from}`.execute(
    tx,
  );
  return new Map(rows.map(({ setting_id, covers_to }) => [setting_id, covers_to]));
}
