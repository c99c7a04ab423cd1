import { academicYear } from '#dates';
import type { PersonId, SettingId, Tx } from '#db';
import type { FactRow, Fault } from '#files';
import type { Run } from '#modules/sources';
import type { StaffId } from '../../../../db/generated/people/Staff.ts';
import { whoFinder } from '../find-people.ts';
import { staffFinder } from '../find-staff.ts';
import { datesFault, textOf } from '../read-facts.ts';

/** One young person in one class or tutor group, as a row has it, with everybody in it found. */
export type Place = {
  line: number;
  kind: 'class' | 'tutor';
  personId: PersonId;
  settingId: SettingId;
  year: number;
  name: string;
  subject: string | undefined;
  /** Null where the row names no teacher. */
  staffId: StaffId | null;
  startsOn: string | undefined;
  /** Whoever is in the file without a last day is there. */
  endsOn: string | null;
};

/** What a row may be: a class that is taught, or a tutor group. */
export function readClassKind(found: string): { value: string } | { fault: Fault } {
  const word = found.toLowerCase();
  if (word === 'class' || word === 'tutor') return { value: word };
  const message = `“${found.slice(0, 60)}” is not a kind of class: write class or tutor, or leave it blank for a class.`;
  return { fault: { rule: 'code.unknown', message } };
}

/** Finds who and where each row is about, and who teaches; a row in which anybody cannot be found is refused. */
export async function readPlaces(tx: Tx, run: Run, rows: readonly FactRow[]): Promise<Place[]> {
  const findWho = await whoFinder(tx, run);
  const findStaff = await staffFinder(tx, run);
  const places: Place[] = [];
  // By class and then by person: a key of both for each row would take more room than the row.
  const met = new Map<string, Map<PersonId, Place>>();
  for (const row of rows) {
    const place = await readPlace(row);
    if ('rule' in place) {
      run.refused.add({ line: row.line, ...place });
      continue;
    }
    const key = JSON.stringify([place.kind, place.settingId, place.year, place.name]);
    const inClass = met.get(key) ?? new Map<PersonId, Place>();
    met.set(key, inClass);
    const earlier = inClass.get(place.personId);
    if (earlier && (earlier.startsOn !== place.startsOn || earlier.endsOn !== place.endsOn)) {
      const message = `Line ${earlier.line} of this file has other days for the same young person and class: the first row is kept; mend one of the two.`;
      run.refused.add({ line: row.line, field: 'class', rule: 'fact.twice', found: place.name, message });
      continue;
    }
    if (!earlier) inClass.set(place.personId, place);
    places.push(place);
  }
  return places;

  async function readPlace(row: FactRow): Promise<Place | (Fault & { field: string; found: string })> {
    const named = row.upn ?? row.sourceId ?? '';
    const who = await findWho(row);
    if ('rule' in who) return { field: 'identity', found: named, ...who };
    const { personId, settingId } = who;
    if (settingId === null)
      return {
        field: 'setting',
        found: '',
        rule: 'setting.missing',
        message: 'This young person is at no setting that is known: name the setting in the file.',
      };
    const dates = datesFault(row);
    if (dates) return dates;
    const teacher = { sourceId: textOf(row, 'teacher_id'), email: textOf(row, 'teacher_email') };
    const isNamed = teacher.sourceId !== undefined || teacher.email !== undefined;
    const staffId = isNamed ? findStaff(teacher, settingId) : null;
    if (staffId !== null && typeof staffId !== 'string')
      return { field: 'teacher', found: teacher.sourceId ?? teacher.email ?? '', ...staffId };
    return {
      line: row.line,
      kind: textOf(row, 'kind') === 'tutor' ? 'tutor' : 'class',
      personId,
      settingId,
      year: Number(textOf(row, 'academic_year') ?? academicYear(run.today)),
      name: textOf(row, 'name') ?? '',
      subject: textOf(row, 'subject'),
      staffId,
      startsOn: textOf(row, 'starts_on'),
      endsOn: textOf(row, 'ends_on') ?? null,
    };
  }
}
