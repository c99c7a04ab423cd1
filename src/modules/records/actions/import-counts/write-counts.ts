import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import type { CountRow } from '#files';
import type { Run, Written } from '#modules/sources';
import type { TermCounts } from '../../rules/index.ts';
import { findPupils } from '../find-pupils.ts';

/** A row whose numbers agree with each other. */
export type SummedRow = CountRow & { sums: TermCounts };

type Numbers = {
  counts: Record<string, number>;
  possible: number;
  absent: number;
  unauthorised: number;
  late: number | null;
};
type Standing = Numbers & { person_id: PersonId; setting_id: SettingId; register_year: number; term: string };

/**
 * Each row is one of added, changed, same or refused. Counts that changed are a new row: the newest of a source counts,
 * and what it said before stays.
 */
export async function writeCounts(
  tx: Tx,
  { tenantId, source, runId, refused }: Run,
  rows: readonly SummedRow[],
): Promise<Written> {
  const counts = { added: 0, changed: 0, same: 0, ended: 0 };
  const found = await findPupils(tx, tenantId, source, rows);
  const people = found.flatMap((who) => ('rule' in who ? [] : [who.personId]));
  const standing = await standingCounts(tx, tenantId, source, people);
  const fresh = new Map<string, Standing>();
  for (const [at, row] of rows.entries()) {
    const who = found[at];
    if (!who || 'rule' in who) {
      if (who)
        refused.add({
          line: row.line,
          field: 'identity',
          found: row.upn ?? row.sourceId ?? '',
          ...who,
          who: row,
        });
      continue;
    }
    const about = { person_id: who.personId, register_year: row.year, term: row.term };
    const begun = standing.get(termKey(about)) ?? [];
    const [only, another] = begun;
    // Counts that do not say where go on with those the source has begun, wherever somebody has moved since.
    const setting_id = !who.saysSetting && only && !another ? only.setting_id : who.settingId;
    const numbers = numbersOf(row);
    const key = `${termKey(about)} ${setting_id}`;
    const earlier = fresh.get(key);
    if (earlier && !isSame(earlier, numbers)) {
      refused.add({
        line: row.line,
        field: 'identity',
        found: row.upn ?? row.sourceId ?? '',
        ...TWICE,
        who: row,
      });
      continue;
    }
    const before = begun.find((each) => each.setting_id === setting_id);
    if (earlier || (before && isSame(before, numbers))) {
      counts.same += 1;
      continue;
    }
    if (before) counts.changed += 1;
    else counts.added += 1;
    fresh.set(key, { ...about, setting_id, ...numbers });
  }
  const written = [...fresh.values()].map((row) => ({
    tenant_id: tenantId,
    id: newId<never>(),
    ...row,
    source,
    run_id: runId,
  }));
  await insertRows(tx, 'records.register_count', written);
  return { ...counts, moved: counts.changed, standing: [...standing.values()].flat().length };
}

const TWICE = {
  rule: 'count.twice',
  message:
    'An earlier row of this file has other counts for the same young person and term: the first are kept; remove the wrong row.',
};

function numbersOf({ counted, sums }: SummedRow): Numbers {
  const codes = 'codes' in counted ? Object.entries(counted.codes).filter(([, count]) => count > 0) : [];
  return { counts: Object.fromEntries(codes), ...sums };
}

function isSame(one: Numbers, other: Numbers): boolean {
  const numbers = ({ counts, possible, absent, unauthorised, late }: Numbers) => ({
    ...{ counts, possible, absent, unauthorised, late },
  });
  return isDeepStrictEqual(numbers(one), numbers(other));
}

function termKey({ person_id, register_year, term }: Pick<Standing, 'person_id' | 'register_year' | 'term'>) {
  return `${person_id} ${register_year} ${term}`;
}

/** What the source says of each term now, at each setting. */
async function standingCounts(
  tx: Tx,
  tenantId: TenantId,
  source: string,
  people: readonly PersonId[],
): Promise<Map<string, Standing[]>> {
  const { rows } = await sql<Standing>`
    select distinct on (person_id, register_year, term, setting_id)
      person_id, setting_id, register_year, term, counts, possible, absent, unauthorised, late
    from records.register_count
    where tenant_id = ${tenantId} and source = ${source} and person_id = any(${[...new Set(people)]}::uuid[])
    order by person_id, register_year, term, setting_id, id desc`.execute(tx);
  return Map.groupBy(rows, termKey);
}
