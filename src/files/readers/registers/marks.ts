import { place } from '../../mapping/columns.ts';
import type { MarksMapping } from '../../mapping/registers.ts';
import type { Mapping } from '../../mapping/schema.ts';
import type { Row } from '../../read-table/index.ts';
import { type Fault, type Refusal, refuse, shorten } from '../../refusals.ts';
import { refuseRagged, tidy } from '../cells.ts';
import { cellBounds, findCells } from './find-cells.ts';

import { findCell, keepCell, noCells } from './known-cells.ts';
import { findCode, keepCode, noCodes } from './known-codes.ts';
import { type Day, dayReader, letterReader, type RegisterChecks } from './parts.ts';
import { pupilFinder } from './pupils.ts';
import type { RegisterReader, RegisterSink, Visited } from './reader.ts';

type MarkRow = { pupil: number; day: Day; session: 0 | 1; letter: number };

/**
 * Reads one mark a row. Made for millions of rows: a cell that was read once is known by its bytes from then on, and a
 * row of known cells is a mark without anything being cut out of the file.
 */
export function marksReader(
  mapping: Mapping,
  section: MarksMapping,
  header: readonly string[],
  checks: RegisterChecks,
): RegisterReader {
  const who = pupilFinder(mapping, section, header, checks.checkUpn);
  const [dateAt, sessionAt, codeAt] = [section.date, section.session, section.code].map(({ column }) =>
    place(header, column),
  ) as [number, number, number]; // three columns, three places
  const readDay = dayReader(section.date.format, checks.onDay);
  const readSession = sessionReader(section.session.codes);
  const readLetter = letterReader(section.code.codes, checks.letterOf);
  const bounds = cellBounds(header.length);
  const dates = noCells();
  const sessions = noCodes();
  const letters = noCodes();
  const days: Day[] = [];
  const dayPlaces = new Map<number, number>();

  return { pupils: who.pupils, field: header[codeAt] ?? 'code', scan };

  async function scan(table: Visited, sink: RegisterSink): Promise<number> {
    const delimiter = table.delimiter.charCodeAt(0);
    let rows = 0;
    await table.visit({
      rows(batch) {
        rows += batch.length;
        for (const row of batch) take(row, sink);
      },
      lines({ bytes, ...place }) {
        const { length } = bytes;
        let { line, number } = place;
        let at = 0;
        while (at < length) {
          const next = findCells(bytes, at, delimiter, bounds);
          if (next < 0 || !recall(bytes, line, sink)) break;
          at = next;
          line += 1;
          number += 1;
        }
        rows += number - place.number;
        return { used: Math.min(at, length), line, number };
      },
    });
    return rows;
  }

  /** Gives the mark of the row whose cells were just found, if all of them have been met before. */
  function recall(bytes: Uint8Array, line: number, sink: RegisterSink): boolean {
    if (bounds.count !== header.length) return false;
    const letter = findCode(letters, bytes, bounds, codeAt);
    const session = findCode(sessions, bytes, bounds, sessionAt);
    const day = days[findCell(dates, bytes, bounds, dateAt)];
    if (letter < 0 || session < 0 || day === undefined || day.rule.refuses[letter] !== 0) return false;
    const pupil = who.recall(bytes, bounds);
    if (pupil < 0) return false;
    sink.mark(pupil, day.day, session === 0 ? 0 : 1, letter, line);
    return true;
  }

  function take(row: Row, sink: RegisterSink): void {
    const refusals: Refusal[] = [];
    const mark = read(row, refusals);
    if (mark) sink.mark(mark.pupil, mark.day.day, mark.session, mark.letter, row.line);
    else sink.refuse(who.named(row, refusals));
  }

  function read(row: Row, refusals: Refusal[]): MarkRow | undefined {
    const ragged = refuseRagged(row, header);
    if (ragged) {
      refusals.push(ragged);
      return undefined;
    }
    const pupil = who.find(row, refusals);
    const day = cell(row, dateAt, readDay, refusals);
    const session = cell(row, sessionAt, readSession, refusals);
    const letter = cell(row, codeAt, readLetter, refusals);
    if (day && letter !== undefined && day.rule.refuses[letter] !== 0)
      refusals.push(
        refuse(row.line, header[codeAt] ?? '', row.cells[codeAt] ?? '', day.rule.faultOf(letter)),
      );
    if (!day || session === undefined || letter === undefined || refusals.length > 0) return undefined;
    keepCell(dates, row.cells[dateAt] ?? '', placeOf(day));
    keepCode(sessions, row.cells[sessionAt] ?? '', session);
    keepCode(letters, row.cells[codeAt] ?? '', letter);
    return { pupil, day, session, letter };
  }

  function placeOf(day: Day): number {
    const known = dayPlaces.get(day.day);
    if (known !== undefined) return known;
    const place = days.push(day) - 1;
    dayPlaces.set(day.day, place);
    return place;
  }

  function cell<Value extends object | number>(
    row: Row,
    at: number,
    readCell: (found: string) => Value | { fault: Fault },
    refusals: Refusal[],
  ): Value | undefined {
    const found = tidy(row.cells[at] ?? '');
    const value = readCell(found);
    if (typeof value !== 'object' || !('fault' in value)) return value;
    refusals.push(refuse(row.line, header[at] ?? '', found, value.fault));
    return undefined;
  }
}

function sessionReader(codes: Readonly<Record<string, string>> | undefined) {
  return (found: string): 0 | 1 | { fault: Fault } => {
    const meant = codes ? (Object.hasOwn(codes, found) ? codes[found] : undefined) : found;
    if (meant === 'AM') return 0;
    if (meant === 'PM') return 1;
    return {
      fault: { rule: 'session.value', message: `“${shorten(found)}” is not a session: write AM or PM.` },
    };
  };
}
