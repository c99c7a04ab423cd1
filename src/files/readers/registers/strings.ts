import { fromDayNumber } from '#dates';
import { place } from '../../mapping/columns.ts';
import type { StretchMapping, WeekMapping } from '../../mapping/registers.ts';
import type { Mapping } from '../../mapping/schema.ts';
import type { Row } from '../../read-table/index.ts';
import { type Fault, type Refusal, refuse } from '../../refusals.ts';
import { refuseRagged, tidy } from '../cells.ts';
import { type DayRule, dayReader, letterReader, type RegisterChecks } from './parts.ts';
import { pupilFinder } from './pupils.ts';
import type { RegisterReader, RegisterSink, Visited } from './reader.ts';
import { placesFrom, sessionInWords } from './sessions.ts';
import { splitterOf } from './split-marks.ts';

type Stretch = { day: number; letters: Uint8Array };

/**
 * Reads a stretch of marks a row: a week, as one string or a column a session, or any run of days as one string. A row
 * is taken whole or not at all; blanks in it are no marks.
 */
export function stringsReader(
  mapping: Mapping,
  section: WeekMapping | StretchMapping,
  header: readonly string[],
  checks: RegisterChecks,
): RegisterReader {
  const who = pupilFinder(mapping, section, header, checks.checkUpn);
  const begins = section.form === 'week' ? section.week : section.starts_on;
  const dateAt = place(header, begins.column);
  const readDay = dayReader(begins.format, checks.onDay);
  const placesOf = placesFrom(section);
  const split = splitterOf(section.marks, header);
  const readLetter = letterReader(section.marks.codes, checks.letterOf);
  const blanks = new Set(['', ...section.marks.blank.map((each) => each.trim())]);
  const rules = new Map<number, DayRule>();

  return { pupils: who.pupils, field: split.fieldOf(0), scan };

  async function scan(table: Visited, sink: RegisterSink): Promise<number> {
    let rows = 0;
    await table.visit({
      rows(batch) {
        rows += batch.length;
        for (const row of batch) take(row, sink);
      },
    });
    return rows;
  }

  function take(row: Row, sink: RegisterSink): void {
    const ragged = refuseRagged(row, header);
    const refusals: Refusal[] = ragged ? [ragged] : [];
    if (ragged) {
      sink.refuse(refusals);
      return;
    }
    const pupil = who.find(row, refusals);
    const date = tidy(row.cells[dateAt] ?? '');
    const day = readDay(date);
    if ('fault' in day) refusals.push(refuse(row.line, header[dateAt] ?? '', date, day.fault));
    const stretch = 'fault' in day ? undefined : readMarks(row, day.day, refusals);
    if (stretch && refusals.length === 0) sink.stretch(pupil, stretch.day, stretch.letters, row.line);
    else sink.refuse(who.named(row, refusals));
  }

  /** Of several faults the first is told, with its place: whoever mends it sees the whole string. */
  function readMarks(row: Row, date: number, refusals: Refusal[]): Stretch | undefined {
    const texts = split.of(row);
    const places = placesOf(date, texts.length);
    if ('fault' in places) {
      refusals.push(refuse(row.line, split.fieldOf(0), texts.join(' '), places.fault));
      return undefined;
    }
    const letters = new Uint8Array(places.length);
    for (const [position, text] of texts.entries()) {
      if (blanks.has(text)) continue;
      const slot = places.slots[position] ?? 0;
      const letter = letterOn(text, places.day + (slot >> 1));
      if (typeof letter === 'number') letters[slot] = letter;
      else {
        const message = `Mark ${position + 1} (${sessionInWords(places.day, slot)}): ${letter.message}`;
        refusals.push(refuse(row.line, split.fieldOf(position), text, { ...letter, message }));
        return undefined;
      }
    }
    return { day: places.day, letters };
  }

  function letterOn(text: string, day: number): number | Fault {
    const letter = readLetter(text);
    if (typeof letter === 'object') return letter.fault;
    let rule = rules.get(day);
    if (!rule) {
      rule = checks.onDay(fromDayNumber(day));
      rules.set(day, rule);
    }
    return rule.refuses[letter] === 0 ? letter : rule.faultOf(letter);
  }
}
