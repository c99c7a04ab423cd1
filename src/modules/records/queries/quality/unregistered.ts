import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { academicYear, type PlainDate, plainDate } from '#dates';
import type { SettingId, Tx } from '#db';
import { calendarsOf, onRoll } from '#modules/people';
import type { Finding, QualityAsk, QualityCheck } from '#web';
import { registerYear, windowMask } from '../../rules/index.ts';

type Row = Omit<Finding, 'settingName' | 'says' | 'next' | 'personId'> & {
  person_id: Finding['personId'];
  setting_name: string | null;
};

/** Young people at a setting for whom no session has counted as possible since its term began. */
export const unregisteredCheck: QualityCheck = {
  id: 'no-registers',
  order: 90,
  title: 'quality.checks.no-registers.title',
  about: 'quality.checks.no-registers.about',
  async find(tx, { limit, offset, ...ask }) {
    const { rows } = await sql<Row>`
      select roll.person_id, roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key, roll.setting_name
      from people.roll as roll where ${await unregistered(tx, ask)}
      order by roll.setting_name collate "und-x-icu", roll.family_name collate "und-x-icu", roll.given_name collate "und-x-icu",
        roll.person_id
      limit ${limit} offset ${offset}`.execute(tx);
    return rows.map(
      ({ person_id: personId, setting_name: settingName, ...named }): Finding => ({
        personId,
        ...named,
        settingName,
        says: (say) => say('quality.checks.no-registers.says'),
        next: { href: `/people/${personId}/missing#registers`, label: 'quality.why' },
      }),
    );
  },
};

export async function countUnregistered(tx: Tx, ask: QualityAsk): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from people.roll as roll where ${await unregistered(tx, ask)}`.execute(tx);
  return rows[0]?.number ?? 0;
}

/** One condition a first day of term: most settings share theirs. */
async function unregistered(tx: Tx, { actor, settingId }: QualityAsk): Promise<RawBuilder<SqlBool>> {
  const begun = await termsBegun(tx, actor);
  const groups = [...Map.groupBy(begun, ([, from]) => from)].map(([from, settings]) => {
    // In August the last term lies in the register year before.
    const year = registerYear(from);
    const mask = windowMask(year, from, actor.today);
    return sql<SqlBool>`roll.setting_id = any(${settings.map(([id]) => id)}::uuid[]) and not exists (
      select from records.register r where r.tenant_id = ${actor.tenantId} and r.person_id = roll.person_id
        and r.register_year = ${year} and bit_count(r.possible & ${mask}::varbit) > 0)`;
  });
  if (groups.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`${onRoll(actor, { settingId })} and (${sql.join(groups, sql` or `)})`;
}

/** When the term began that a setting is in or has just ended; without a calendar the academic year, not before its register year. */
async function termsBegun(
  tx: Tx,
  { tenantId, today }: QualityAsk['actor'],
): Promise<[SettingId, PlainDate][]> {
  const { rows } = await sql<{ id: SettingId }>`
    select setting_id as id from people.place where tenant_id = ${tenantId}`.execute(tx);
  const settingIds = rows.map(({ id }) => id);
  const year = academicYear(today);
  const calendars = await calendarsOf(tx, { tenantId, settingIds, years: [year] });
  const first = plainDate(`${year}-09-01`);
  return settingIds.map((id) => {
    const halves = calendars.get(id)?.get(year)?.halfTerms ?? [];
    const last = halves.filter(({ startsOn }) => startsOn <= today).at(-1);
    const begun = halves.find(({ term }) => term === last?.term)?.startsOn;
    return [id, begun ?? first];
  });
}
