import { Refused } from '#outcome';
import { place } from '../../mapping/columns.ts';
import { TERMS, type Term } from '../../mapping/registers.ts';
import type { Mapping, Source } from '../../mapping/schema.ts';
import type { Row } from '../../read-table/index.ts';
import { type Fault, namedBy, type Read, type Refusal, refuse, shorten } from '../../refusals.ts';
import { cellReader, readCode, refuseRagged } from '../cells.ts';
import { RECORD_YEARS } from '../dates.ts';
import { type CheckUpn, type Identified, identityReader } from '../identity.ts';
import { type NamedSetting, settingReader } from '../setting.ts';

/** The sessions of one young person in one term, without dates. */
export type CountRow = Identified & {
  line: number;
  /** `null`: the file does not say where. */
  setting: NamedSetting | null;
  /** The first calendar year of the academic year. */
  year: number;
  term: Term;
  possible: number;
  counted: Counted;
};

/** By code, as the Department for Education writes it and only for codes the file has a column for; or sums alone. */
export type Counted =
  | { codes: Readonly<Record<string, number>> }
  | { totals: { attended: number; authorised: number; unauthorised: number } };

type Part<Value> = { value: Value } | { fault: Fault };

/**
 * Prepares the reading of termly counts under one mapping and header. A row with any fault is refused whole, with all
 * its faults: `count.shape`, `count.missing`, `term.value`, `year.value` and the identity. A blank cell of a code is
 * none, as councils' systems write it; a blank sum is refused.
 *
 * @example
 * const read = compileCounts(mapping, table.header, { checkUpn });
 * read(row) // { value: { upn, year: 2025, term: 'autumn', possible: 130, counted: { codes: { '/': 60, '\\': 62, I: 8 } }, … } }
 */
export function compileCounts(
  mapping: Mapping,
  header: readonly string[],
  checks: { checkUpn: CheckUpn },
): (row: Row) => Read<CountRow> {
  const section = mapping.registers;
  if (section?.form !== 'counts')
    throw new Refused(`The mapping ${mapping.name} has no section for counts of sessions.`);
  const cell = cellReader(mapping);
  const identify = identityReader(mapping, section.identity, header, checks.checkUpn);
  const { setting } = section;
  const says = setting !== undefined && (!('column' in setting) || place(header, setting.column) >= 0);
  const settle = says ? settingReader(mapping, setting, header) : () => null;
  const year = fact(section.year, readYear);
  const term = fact(section.term, readTerm);
  const possible = fact(section.possible, readCount);
  const totals = section.totals && {
    attended: fact(section.totals.attended, readCount),
    authorised: fact(section.totals.authorised, readCount),
    unauthorised: fact(section.totals.unauthorised, readCount),
  };
  const codes = Object.entries(section.codes ?? {}).flatMap(([code, names]) => {
    const at = place(header, names);
    return at < 0
      ? []
      : [
          {
            code,
            count: fact({ column: names }, (found) => (found === '' ? { value: 0 } : readCount(found))),
          },
        ];
  });

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const who = identify(row, refusals);
    const where = settle(row, refusals);
    const when = { year: year(row, refusals) ?? 0, term: term(row, refusals) ?? 'autumn' };
    const value: CountRow = {
      line: row.line,
      ...who,
      setting: where,
      ...when,
      possible: possible(row, refusals) ?? 0,
      counted: countedIn(row, refusals),
    };
    return refusals.length === 0 ? { value } : { refusals: namedBy(refusals, who) };
  };

  function countedIn(row: Row, refusals: Refusal[]): Counted {
    if (!totals)
      return {
        codes: Object.fromEntries(codes.map(({ code, count }) => [code, count(row, refusals) ?? 0])),
      };
    return {
      totals: {
        attended: totals.attended(row, refusals) ?? 0,
        authorised: totals.authorised(row, refusals) ?? 0,
        unauthorised: totals.unauthorised(row, refusals) ?? 0,
      },
    };
  }

  /** Reads a fact, or adds to `refusals`: then what comes back is not used. */
  function fact<Value>(source: Source, read: (found: string) => Part<Value>) {
    const at = 'column' in source ? place(header, source.column) : -1;
    const fixed = 'value' in source ? String(source.value) : '';
    const known = 'codes' in source ? source.codes : undefined;
    return (row: Row, refusals: Refusal[]): Value | undefined => {
      const found = at < 0 ? fixed : cell(row, at);
      const meant = known && found !== '' ? readCode(found, known) : { text: found };
      const part = 'fault' in meant ? meant : read(meant.text);
      if ('value' in part) return part.value;
      refusals.push(refuse(row.line, header[at] ?? '', found, part.fault));
      return undefined;
    };
  }
}

function readCount(found: string): Part<number> {
  if (found === '') {
    const message = 'The number of sessions is not there: fill it in, with 0 for none.';
    return { fault: { rule: 'count.missing', message } };
  }
  if (/^\d{1,3}$/.test(found)) return { value: Number(found) };
  const message = `“${shorten(found)}” is not a number of sessions: write a whole number from 0 to 999.`;
  return { fault: { rule: 'count.shape', message } };
}

const YEAR = /^(\d{4})(?:[-/]?(\d{2}|\d{4}))?$/;

/** `2025`, `2025/26`, `2025-26`, `202526` or `2025/2026`. */
function readYear(found: string): Part<number> {
  const [, first = '', second] = YEAR.exec(found) ?? [];
  const year = Number(first);
  const fits = second === undefined || [String(year + 1), String(year + 1).slice(2)].includes(second);
  if (first !== '' && fits && year >= RECORD_YEARS.from && year < RECORD_YEARS.to) return { value: year };
  const message = `“${shorten(found)}” is not an academic year: write 2025/26, or 2025 for its first year.`;
  return { fault: { rule: 'year.value', message } };
}

function readTerm(found: string): Part<Term> {
  const term = TERMS.find((each) => each === found.toLowerCase());
  if (term) return { value: term };
  const message = `“${shorten(found)}” is not a term: write ${TERMS.join(', ')}.`;
  return { fault: { rule: 'term.value', message } };
}
