import { addDays, type PlainDate } from '#dates';
import { type Refusal, type Row, readTable, unguard } from '#files';
import { Refused } from '#outcome';
import type { Say } from '#web';
import {
  type CalendarDraft,
  calendarBounds,
  calendarFaults,
  calendarOfDraft,
  HALF_TERMS,
  schoolDays,
} from '../../../rules/index.ts';
import { faultInWords } from '../fault-in-words.ts';
import { COLUMNS } from './columns.ts';
import { type Cells, readLine, type Span } from './read-line.ts';

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

type Half = { line: number; startsOn: PlainDate; endsOn: PlainDate };
type Gathered = { weekdays: Set<number>; halves: Map<string, Half>; spans: Span[]; refusals: Refusal[] };

/**
 * Reads a calendar from a small CSV with the columns kind, name, starts_on and ends_on. Kinds: `weekday` (its name;
 * Monday to Friday when the file has none), `half_term` (`Autumn 1`), `inset`, `bank_holiday` and `closure`, which may
 * last from one day to another: those of them with sessions are closed. Dates are 2026-09-01 or 01/09/2026.
 *
 * Refuses as a whole a file that has not these columns; whatever else is wrong is a refusal with its line.
 *
 * @example const { draft, refusals } = await readCalendarFile(say, 'calendar.csv', 2026);
 */
export async function readCalendarFile(
  say: Say,
  path: string,
  academicYear: number,
): Promise<{ draft: CalendarDraft; refusals: Refusal[] }> {
  const table = await readTable(path, { columns: COLUMNS });
  const at = placesOf(table.header);
  const gathered: Gathered = { weekdays: new Set(), halves: new Map(), spans: [], refusals: [] };
  for await (const rows of table.batches) for (const row of rows) gather(say, gathered, cellsOf(row, at));
  const { draft, lines } = draftFrom(gathered, academicYear);
  // While lines are missing, what follows from that would only confuse.
  if (gathered.refusals.length > 0) return { draft, refusals: gathered.refusals };
  return { draft, refusals: faultsOf(say, draft, gathered, lines) };
}

function placesOf(header: readonly string[]): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length === 0) return COLUMNS.map((column) => names.indexOf(column));
  throw new Refused(
    `A calendar has the columns ${COLUMNS.join(', ')}; this file lacks ${missing.join(' and ')}.`,
  );
}

function cellsOf({ line, cells }: Row, at: readonly number[]): Cells {
  const [kind = '', name = '', starts_on = '', ends_on = ''] = at.map((index) =>
    unguard((cells[index] ?? '').trim()),
  );
  return { line, kind: kind.toLowerCase(), name, starts_on, ends_on };
}

function gather(say: Say, gathered: Gathered, cells: Cells): void {
  if (COLUMNS.every((column) => cells[column] === '')) return;
  const said = readLine(say, cells);
  if ('refusals' in said) gathered.refusals.push(...said.refusals);
  else if ('weekday' in said) gathered.weekdays.add(said.weekday);
  else if ('span' in said) gathered.spans.push(said.span);
  else if (!gathered.halves.has(said.half)) gathered.halves.set(said.half, said);
  else {
    const { line, name: found } = cells;
    const message = `${found} is there twice: take one of the two lines out.`;
    gathered.refusals.push({ line, field: 'name', rule: 'half_term.twice', found, message });
  }
}

/** The days of a span are known once the half terms are; a single day is taken as it is, so that a wrong one is told. */
function draftFrom(
  { weekdays, halves, spans }: Gathered,
  academicYear: number,
): { draft: CalendarDraft; lines: number[] } {
  const open: CalendarDraft = {
    academicYear,
    weekdays: weekdays.size > 0 ? [...weekdays].sort() : MONDAY_TO_FRIDAY,
    halfTerms: HALF_TERMS.map(({ term, half }) => {
      const { startsOn = null, endsOn = null } = halves.get(`${term}-${half}`) ?? {};
      return { term, half, startsOn, endsOn };
    }),
    closures: [],
  };
  const calendar = calendarOfDraft(open);
  const bounds = calendarBounds(academicYear);
  const dated = spans.flatMap(({ line, kind, label, from, to }) => {
    const last = to < bounds.to ? to : addDays(bounds.to, 1);
    const days = from === to ? [from] : schoolDays(calendar, from, last);
    return (days.length > 0 ? days : [from]).map((date) => ({ line, closure: { date, kind, label } }));
  });
  return {
    draft: { ...open, closures: dated.map(({ closure }) => closure) },
    lines: dated.map(({ line }) => line),
  };
}

/** @param lines of each closure of the draft */
function faultsOf(say: Say, draft: CalendarDraft, { halves }: Gathered, lines: readonly number[]): Refusal[] {
  return calendarFaults(draft).map((fault) => {
    const [, place, part] = /^closure-(\d+)-(date|label)$/.exec(fault.field) ?? [];
    const [, half = '', end] = /^(\w+-[12])-(from|to)$/.exec(fault.field) ?? [];
    return {
      line: (place === undefined ? halves.get(half)?.line : lines[Number(place) - 1]) ?? 1,
      field: part === 'label' ? 'name' : end === 'to' ? 'ends_on' : 'starts_on',
      rule: fault.rule,
      found: fault.date ?? '',
      message: faultInWords(say, draft, fault),
    };
  });
}
