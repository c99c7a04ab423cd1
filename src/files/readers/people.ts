import type { PlainDate } from '#dates';
import { Refused } from '#outcome';
import { place } from '../mapping/columns.ts';
import type { Mapping, Source } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, namedBy, type Read, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, readCode, readText, refuseRagged } from './cells.ts';
import { BIRTH_YEARS, RECORD_YEARS, readDate, type Years } from './dates.ts';
import { type CheckUpn, type Identified, identityReader } from './identity.ts';
import { readNcYear } from './nc-year.ts';
import { type NamedSetting, settingReader } from './setting.ts';

/** As the school census has it: current, main, subsidiary, further education, other provider, guest, previous. */
export type EnrolmentStatus = 'C' | 'M' | 'S' | 'F' | 'O' | 'G' | 'P';
const STATUSES: readonly string[] = ['C', 'M', 'S', 'F', 'O', 'G', 'P'] satisfies EnrolmentStatus[];

/** One young person as a file tells of them. `null` is not said by the file: unknown, never "none". */
export type PersonRow = Identified & {
  line: number;
  setting: NamedSetting;
  givenName: string | null;
  familyName: string | null;
  knownAs: string | null;
  dateOfBirth: PlainDate | null;
  sex: 'F' | 'M' | null;
  /** National curriculum year, reception 0, to 14. */
  ncYear: number | null;
  tutorGroup: string | null;
  house: string | null;
  startedOn: PlainDate | null;
  /** The last day on roll. */
  endedOn: PlainDate | null;
  status: EnrolmentStatus | null;
  uln: string | null;
  /** The day the file speaks of. */
  asOf: PlainDate | null;
};

/** Checks a unique learner number; null for one that stands for "none yet". */
export type CheckUln = (text: string) => { uln: string | null } | { fault: Fault };

/** What a file of people is checked with. */
export type PeopleChecks = { checkUpn: CheckUpn; checkUln: CheckUln };

/** Whom a row names, as far as it can be read; of a row that was refused. */
export type Mention = Identified & { setting: NamedSetting | null };

type Part<Value> = { value: Value } | { fault: Fault };

/**
 * Prepares the reading of rows of people under one mapping and header. A row with any fault is refused whole, with all
 * its faults.
 *
 * @param mentioned told whom a refused row names: somebody whose row is refused is in the file all the same
 * @example
 * const read = compilePeople(mapping, table.header, { checkUpn, checkUln });
 * const person = read(row); // { value } or { refusals }
 */
export function compilePeople(
  mapping: Mapping,
  header: readonly string[],
  checks: PeopleChecks,
  mentioned?: (who: Mention) => void,
): (row: Row) => Read<PersonRow> {
  const people = mapping.people;
  if (!people) throw new Refused(`The mapping ${mapping.name} has no section for people.`);
  const cell = cellReader(mapping);
  const identify = identityReader(mapping, people.identity, header, checks.checkUpn);
  const settle = settingReader(mapping, people.setting, header);
  const texts = {
    givenName: fact(people.given_name, textOf),
    familyName: fact(people.family_name, textOf),
    knownAs: fact(people.known_as, textOf),
    tutorGroup: fact(people.tutor_group, textOf),
    house: fact(people.house, textOf),
  };
  const dateOfBirth = fact(people.date_of_birth, dateOf(people.date_of_birth, BIRTH_YEARS));
  const startedOn = fact(people.started_on, dateOf(people.started_on, RECORD_YEARS));
  const endedOn = fact(people.ended_on, dateOf(people.ended_on, RECORD_YEARS));
  const asOf = fact(people.as_of, dateOf(people.as_of, RECORD_YEARS));
  const sex = fact(people.sex, sexOf);
  const status = fact(people.status, statusOf);
  const ncYear = fact(people.nc_year, readNcYear);
  const uln = fact(people.uln, ulnOf(checks.checkUln));

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const identity = identify(row, refusals);
    const setting = settle(row, refusals);
    const value = {
      line: row.line,
      ...identity,
      givenName: texts.givenName(row, refusals),
      familyName: texts.familyName(row, refusals),
      knownAs: texts.knownAs(row, refusals),
      dateOfBirth: dateOfBirth(row, refusals),
      sex: sex(row, refusals),
      ncYear: ncYear(row, refusals),
      tutorGroup: texts.tutorGroup(row, refusals),
      house: texts.house(row, refusals),
      startedOn: startedOn(row, refusals),
      endedOn: endedOn(row, refusals),
      status: status(row, refusals),
      uln: uln(row, refusals),
      asOf: asOf(row, refusals),
    };
    if (value.startedOn !== null && value.endedOn !== null && value.endedOn < value.startedOn)
      refusals.push(refuse(row.line, people.ended_on?.column[0] ?? '', value.endedOn, WRONG_ORDER));
    if (setting && refusals.length === 0) return { value: { ...value, setting } };
    mentioned?.({ ...identity, setting });
    return { refusals: namedBy(refusals, identity) };
  };

  /** A fact that may be missing: blank is unknown, a code is looked up, what is left is read. */
  function fact<Value>(source: Source | undefined, read: (found: string) => Part<Value>) {
    const at = source && 'column' in source ? place(header, source.column) : -1;
    const fixed = source && 'value' in source ? source.value : '';
    const codes = source && 'codes' in source ? source.codes : undefined;
    return (row: Row, refusals: Refusal[]): Value | null => {
      const found = at < 0 ? fixed : cell(row, at);
      if (found === '') return null;
      const meant = codes ? readCode(found, codes) : { text: found };
      if ('text' in meant && meant.text === '') return null;
      const part = 'fault' in meant ? meant : read(meant.text);
      if ('value' in part) return part.value;
      refusals.push(refuse(row.line, header[at] ?? '', found, part.fault));
      return null;
    };
  }
}

const WRONG_ORDER: Fault = {
  rule: 'dates.order',
  message: 'The last day on roll is before the first: mend one of the two.',
};

function statusOf(found: string): Part<EnrolmentStatus> {
  const status = found.toUpperCase();
  if (isStatus(status)) return { value: status };
  const message = `“${shorten(found)}” is no enrolment status of the school census: C current, M main, S subsidiary, F further education, O other provider, G guest or P previous.`;
  return { fault: { rule: 'code.unknown', message } };
}

function isStatus(text: string): text is EnrolmentStatus {
  return STATUSES.includes(text);
}

function ulnOf(check: CheckUln): (found: string) => Part<string | null> {
  return (found) => {
    const checked = check(found);
    return 'fault' in checked ? checked : { value: checked.uln };
  };
}

function textOf(found: string): Part<string> {
  const read = readText(found);
  return 'fault' in read ? read : { value: read.text };
}

function dateOf(source: Source | undefined, years: Years): (found: string) => Part<PlainDate> {
  const formats =
    source && 'format' in source && source.format ? [source.format].flat() : ['yyyy-MM-dd' as const];
  return (found) => {
    const read = readDate(found, formats, years);
    return 'fault' in read ? read : { value: read.date };
  };
}

function sexOf(found: string): Part<'F' | 'M'> {
  if (found === 'F' || found === 'M') return { value: found };
  const message = `“${shorten(found)}” is not a sex as schools return it: F, M, or blank when it is not known.`;
  return { fault: { rule: 'code.unknown', message } };
}
