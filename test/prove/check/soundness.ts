/** What must hold in every database at every moment, whatever happened to the process that wrote it. */

import { nameKeys } from '../../../src/modules/people/rules/names.ts';
import { masks } from '../../../src/modules/records/rules/masks.ts';
import type { Ask } from '../ground.ts';

/** Each counts what may not be; `$1` is the tenant. */
const never: Readonly<Record<string, string>> = {
  'facts of a run that is not on record': `
    select count(*) as number from (
      select run_id from people.person where tenant_id = $1 union all select run_id from people.person_source where tenant_id = $1
      union all select run_id from people.enrolment where tenant_id = $1 union all select run_id from records.measure where tenant_id = $1
      union all select run_id from records.suspension where tenant_id = $1) f
    where f.run_id is not null and not exists (select from sources.run r where r.tenant_id = $1 and r.id = f.run_id)`,
  'runs whose rows do not add up': `
    select count(*) as number from sources.run where tenant_id = $1 and read <> added + changed + same + refused`,
  'runs without exactly one entry in the audit': `
    select count(*) as number from sources.run r where tenant_id = $1 and mapping <> 'made-up' and 1 <> (select count(*) from audit.entry e
      where e.tenant_id = $1 and e.subject_id = r.id and e.act = 'import.run' and e.number = r.read)`,
  'undoings without an entry in the audit': `
    select count(*) as number from sources.undoing u where tenant_id = $1 and not exists (select from audit.entry e
      where e.tenant_id = $1 and e.subject_id = u.run_id and e.act = 'import.undone')`,
  'enrolments at a setting that the young person does not count as theirs': `
    select count(*) as number from people.enrolment e join people.person p on p.tenant_id = e.tenant_id and p.id = e.person_id
    where e.tenant_id = $1 and not e.setting_id = any(p.setting_ids)`,
  'names that are found at other settings than their young person is at': `
    select count(*) as number from people.name_key k join people.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
    where k.tenant_id = $1 and not (k.setting_ids @> p.setting_ids and p.setting_ids @> k.setting_ids)`,
  'young people with two current profiles under one rule set': `
    select count(*) as number from (select 1 from risk.profile where tenant_id = $1 and is_current group by rule_set_id, person_id having count(*) > 1) twice`,
};

/**
 * Looks for what may never be.
 *
 * @returns one sentence each, none when all is sound
 */
export async function unsound(ask: Ask, tenantId: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, statement] of Object.entries(never)) {
    const [row] = await ask(statement, [tenantId]);
    if (Number(row?.number) > 0) faults.push(`${row?.number} ${what}`);
  }
  return [...faults, ...(await unlikeMasks(ask, tenantId)), ...(await unlikeNames(ask, tenantId))];
}

/** Every mask is that of its marks, counted here anew. */
async function unlikeMasks(ask: Ask, tenantId: string): Promise<string[]> {
  const rows = await ask(
    `select marks, possible::text, absent::text, unauthorised::text, late::text from records.register where tenant_id = $1`,
    [tenantId],
  );
  const unlike = rows.filter((row) => {
    const wanted = masks(String(row.marks));
    return Object.entries(wanted).some(([name, bits]) => row[name] !== bits);
  });
  return unlike.length > 0 ? [`${unlike.length} registers with a mask that is not of their marks`] : [];
}

/** Everybody is found by the name they have, and by no other. */
async function unlikeNames(ask: Ask, tenantId: string): Promise<string[]> {
  const rows = await ask(
    `select p.given_name, p.family_name, p.known_as, array_to_string(array(select key from people.name_key k
       where k.tenant_id = p.tenant_id and k.person_id = p.id order by key), ' ') as keys
     from people.person p where p.tenant_id = $1`,
    [tenantId],
  );
  const unlike = rows.filter(
    (row) =>
      row.keys !== [...new Set(nameKeys(row as unknown as Parameters<typeof nameKeys>[0]))].sort().join(' '),
  );
  return unlike.length > 0
    ? [`${unlike.length} young people who are found by another name than they have`]
    : [];
}
