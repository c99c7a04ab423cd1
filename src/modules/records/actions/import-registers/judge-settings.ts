import { sql } from 'kysely';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import { contradicts, NO_SESSION, REGISTER_LENGTH, twoSettings } from '../../rules/index.ts';
import type { Register } from './join-namings.ts';
import type { NameOf } from './setting-names.ts';
import type { Standing } from './standing.ts';
import type { Verdicts } from './verdicts.ts';

/** Marks at another setting, by slot, that contradict those of a register; a space where none does. */
type Contradicted = { register: Register; settingId: SettingId; marks: Uint8Array };

const BLANK = NO_SESSION.charCodeAt(0);
/** The sessions of August belong to the academic year that ends as well. */
const AUGUST = 62;

/**
 * Says which marks of some people's registers contradict marks at another setting, where they are not dually registered.
 * What stands already stays, unless the file itself changes it; of two marks in the file the first.
 *
 * @param registers all of the file's registers of these people
 * @param standing all of these people's registers for the years concerned
 */
export async function judgeSettings(
  tx: Tx,
  tenantId: TenantId,
  { registers, standing }: { registers: readonly Register[]; standing: readonly Standing[] },
  nameOf: NameOf,
  verdicts: Verdicts,
): Promise<void> {
  const standingOf = Map.groupBy(standing, ({ person_id, register_year }) => `${person_id} ${register_year}`);
  const incomingOf = Map.groupBy(registers, ({ personId, year }) => `${personId} ${year}`);
  const found = [...incomingOf].flatMap(([key, incoming]) =>
    contradictionsIn(incoming, standingOf.get(key) ?? []),
  );
  if (found.length === 0) return;
  const dual = await duallyRegistered(
    tx,
    tenantId,
    found.map(({ register }) => register.personId),
  );
  for (const { register, settingId, marks } of found) {
    const { personId, year, pupils } = register;
    if (dual.has(`${personId} ${year}`)) continue;
    if (dual.has(`${personId} ${year - 1}`)) marks.fill(BLANK, 0, AUGUST);
    if (marks.every((letter) => letter === BLANK)) continue;
    const [here, there] = [await nameOf(register.settingId), await nameOf(settingId)];
    const faultOf = (letter: string, other: string) =>
      twoSettings({ settingName: here, letter }, { settingName: there, letter: other });
    for (const pupil of pupils) verdicts.againstMarks(pupil, year, { marks, faultOf });
  }
}

function contradictionsIn(incoming: readonly Register[], standing: readonly Standing[]): Contradicted[] {
  const settings = new Set([
    ...incoming.map(({ settingId }) => settingId),
    ...standing.map(({ setting_id }) => setting_id),
  ]);
  if (settings.size < 2) return [];
  return incoming.flatMap((register, at) =>
    [...settings]
      .filter((settingId) => settingId !== register.settingId)
      .flatMap((settingId) => {
        const later = incoming.findIndex((each) => each.settingId === settingId) > at;
        const given = incoming.find((each) => each.settingId === settingId)?.marks;
        const stands = standing.find(({ setting_id }) => setting_id === settingId)?.marks;
        const marks = against(register.marks, (slot) => {
          const other = given?.[slot] ?? BLANK;
          if (other !== BLANK) return later ? BLANK : other;
          return stands?.charCodeAt(slot) ?? BLANK;
        });
        return marks ? [{ register, settingId, marks }] : [];
      }),
  );
}

function against(marks: Uint8Array, otherAt: (slot: number) => number): Uint8Array | undefined {
  const found = new Uint8Array(REGISTER_LENGTH).fill(BLANK);
  let any = false;
  for (const [slot, letter] of marks.entries()) {
    const other = letter === BLANK ? BLANK : otherAt(slot);
    if (other === BLANK || !contradicts(letter, other)) continue;
    found[slot] = other;
    any = true;
  }
  return any ? found : undefined;
}

/** People and academic years with a main or a subsidiary dual registration anywhere. */
async function duallyRegistered(
  tx: Tx,
  tenantId: TenantId,
  people: readonly PersonId[],
): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: PersonId; academic_year: number }>`
    select distinct person_id, academic_year from people.enrolled
    where tenant_id = ${tenantId} and person_id = any(${[...new Set(people)]}::uuid[]) and status in ('M', 'S')`.execute(
    tx,
  );
  return new Set(rows.map(({ person_id, academic_year }) => `${person_id} ${academic_year}`));
}
