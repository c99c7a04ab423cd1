import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#db';
import type { Finding, QualityAsk, QualityCheck } from '#web';
import { onRoll } from '../on-roll.ts';

/** What of a young person who is at a setting may be missing or unsure, each as a condition on `people.roll as roll`. */
const conditions: Readonly<Record<string, RawBuilder<SqlBool>>> = {
  'no-upn': sql`roll.setting_id is not null and roll.upn is null`,
  // A permanent UPN ends with a digit.
  'temporary-upn': sql`roll.setting_id is not null and right(roll.upn, 1) > '9'`,
  'no-date-of-birth': sql`roll.setting_id is not null and roll.date_of_birth is null`,
  'no-year': sql`roll.setting_id is not null and roll.nc_year is null`,
  'no-setting': sql`roll.setting_id is null and roll.left_on is null`,
  contradictions: sql`roll.contradicted <> '{}'`,
};

type Row = Omit<Finding, 'settingName' | 'says' | 'next' | 'personId'> & {
  person_id: Finding['personId'];
  setting_name: string | null;
  contradicted: string[];
};

/** How many of each there are, in one scan. */
export async function missingCounts(
  tx: Tx,
  { actor, settingId }: QualityAsk,
): Promise<Readonly<Record<string, number>>> {
  const counts = Object.entries(conditions).map(
    ([id, condition]) => sql`count(*) filter (where ${condition}) as ${sql.ref(id)}`,
  );
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from people.roll as roll where ${onRoll(actor, { settingId })}`.execute(tx);
  return rows[0] ?? {};
}

export const missingChecks: readonly QualityCheck[] = [
  missing('no-upn', 40),
  missing('temporary-upn', 50),
  missing('no-date-of-birth', 60),
  missing('no-year', 70),
  missing('no-setting', 80),
  {
    ...missing('contradictions', 30),
    more: { href: '/quality/trust', label: 'quality.trust.title', permission: 'import.run' },
    find: async (tx, ask) =>
      (await rowsOf(tx, ask, 'contradictions')).map((row) =>
        findingOf(
          row,
          (say) =>
            say('quality.checks.contradictions.says', {
              fields: row.contradicted.map((field) => say(`who.fields.${field}`)).join(', '),
            }),
          { href: `/people/${row.person_id}#who`, label: 'quality.checks.contradictions.next' },
        ),
      ),
  },
];

function missing(id: string, order: number): QualityCheck {
  return {
    id,
    order,
    title: `quality.checks.${id}.title`,
    about: `quality.checks.${id}.about`,
    find: async (tx, ask) =>
      (await rowsOf(tx, ask, id)).map((row) =>
        findingOf(row, (say) => say(`quality.checks.${id}.says`), {
          href: `/people/${row.person_id}/missing`,
          label: 'quality.why',
        }),
      ),
  };
}

function findingOf(
  { person_id: personId, setting_name: settingName, contradicted: _, ...named }: Row,
  says: Finding['says'],
  next: Finding['next'],
): Finding {
  return { personId, ...named, settingName, says, next };
}

async function rowsOf(
  tx: Tx,
  { actor, settingId, limit, offset }: QualityAsk & { limit: number; offset: number },
  id: string,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select roll.person_id, roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key, roll.setting_name,
           roll.contradicted
    from people.roll as roll where ${onRoll(actor, { settingId })} and ${conditions[id] ?? sql`false`}
    order by roll.family_name collate "und-x-icu", roll.given_name collate "und-x-icu", roll.person_id
    limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}
