import { addDays } from '#dates';
import type { KeptRow, KeptTable } from '#web';
import { codeOf, NO_SESSION } from '../rules/attendance-codes.ts';
import { registerDates } from '../rules/register.ts';

/** What records keeps about young people, as it is read out and erased. */
export const recordsKept: readonly KeptTable[] = [
  {
    table: 'records.pointer',
    by: ['person_id'],
    label: 'pointers.link',
    dataClass: 'confidential',
    mayNameOthers: ['kept_in'],
  },
  {
    table: 'records.restricted_text',
    by: [],
    through: { column: 'id', table: 'records.note', by: ['person_id'] },
    label: 'kept.restricted',
    dataClass: 'confidential',
    mayNameOthers: ['body'],
  },
  {
    table: 'records.note',
    by: ['person_id'],
    label: 'merge.tables.notes',
    dataClass: 'sensitive',
    mayNameOthers: ['body'],
  },
  {
    table: 'records.register_change',
    // By its register, which an index leads to.
    by: [],
    through: { column: 'register_id', table: 'records.register', by: ['person_id'] },
    label: 'merge.tables.register-changes',
    dataClass: 'open',
    also: `(select register.register_year from records.register as register
      where register.tenant_id = kept.tenant_id and register.id = kept.register_id) as register_year`,
    plain: plainChange,
  },
  {
    table: 'records.register',
    by: ['person_id'],
    label: 'merge.tables.registers',
    dataClass: 'open',
    plain: plainRegister,
  },
  {
    table: 'records.register_count',
    by: ['person_id'],
    label: 'merge.tables.register-counts',
    dataClass: 'open',
  },
  {
    table: 'records.measure',
    by: ['person_id'],
    label: 'merge.tables.measures',
    dataClass: 'sensitive',
    also: `(select definition.label from records.measure_definition as definition
      where definition.tenant_id = kept.tenant_id and definition.id = kept.definition_id) as measure`,
  },
  { table: 'records.need', by: ['person_id'], label: 'merge.tables.needs', dataClass: 'sensitive' },
  {
    table: 'records.circumstance',
    by: ['person_id'],
    label: 'merge.tables.circumstances',
    dataClass: 'sensitive',
  },
  {
    table: 'records.suspension',
    by: ['person_id'],
    label: 'merge.tables.suspensions',
    dataClass: 'sensitive',
  },
  { table: 'records.attainment', by: ['person_id'], label: 'merge.tables.attainment', dataClass: 'open' },
  {
    table: 'records.behaviour',
    by: ['person_id'],
    label: 'merge.tables.behaviour',
    dataClass: 'sensitive',
    mayNameOthers: ['category', 'location'],
  },
];

/**
 * A day with sessions each, with the codes of morning and afternoon as the Department for Education writes them, and what those
 * that are in it mean.
 */
function plainRegister({ marks, register_year: year, ...rest }: KeptRow): KeptRow {
  const { possible, absent, unauthorised, late, ...plain } = rest;
  const letters = [...new Set(String(marks))].flatMap((letter) => codeOf(letter) ?? []);
  const codes = Object.fromEntries(letters.map(({ code, label }) => [code, label]));
  return { ...plain, register_year: year, codes, marks: marksByDay(String(marks), Number(year)) };
}

/** A stretch of a register as it was and as it became, on the days on which it differs. */
function plainChange({ before, after, from_slot, register_year: year, ...rest }: KeptRow): KeptRow {
  const [was, is] = [before, after].map((marks) => {
    const stretch = NO_SESSION.repeat(Number(from_slot)) + String(marks);
    return marksByDay(stretch, Number(year));
  }) as [Record<string, string>, Record<string, string>];
  const days = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const differing = days.filter((day) => was[day] !== is[day]);
  const changes = differing.map((day) => [day, `${was[day] ?? '–'} → ${is[day] ?? '–'}`]);
  return { ...rest, changes: Object.fromEntries(changes) };
}

function marksByDay(marks: string, year: number): Record<string, string> {
  const { from } = registerDates(year);
  const days: Record<string, string> = {};
  for (let day = 0; day * 2 < marks.length; day += 1) {
    const codes = [...marks.slice(day * 2, day * 2 + 2)].map((letter) => codeOf(letter)?.code ?? '');
    if (codes.some((code) => code !== '')) days[addDays(from, day)] = codes.join(' ').trim();
  }
  return days;
}
