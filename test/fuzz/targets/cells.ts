/** Single cells: dates, numbers, years, names, and a megabyte of whatever makes a pattern go astray. */
import fc from 'fast-check';
import { isPlainDate } from '#dates';
import { guardCell, unguard } from '#files';
import { DATE_FORMATS, type DateFormat } from '../../../src/files/mapping/parts.ts';
import { keyOf } from '../../../src/files/mapping/suggest/names.ts';
import { dataLike, tidyName } from '../../../src/files/read-table/header.ts';
import { readText, tidy } from '../../../src/files/readers/cells.ts';
import { readDate } from '../../../src/files/readers/dates.ts';
import { isFooter } from '../../../src/files/readers/footer.ts';
import { readNcYear } from '../../../src/files/readers/nc-year.ts';
import { readNumber } from '../../../src/files/readers/numbers.ts';
import { shorten } from '../../../src/files/refusals.ts';
import { checkUpn } from '../../../src/modules/people/rules/upn.ts';
import { wrongRefusals } from '../invariants.ts';
import type { Target } from '../target.ts';

const years = { from: 1980, to: 2100 };
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 });
const pieces = fc.array(
  fc.oneof(
    digits,
    fc.constantFrom(
      '-',
      '/',
      '.',
      ' ',
      'T',
      ':',
      ',',
      '%',
      '+',
      'E',
      "'",
      '=',
      '\u00a0',
      '\u202e',
      '\n',
      '\ud83d',
    ),
  ),
  { maxLength: 9 },
);
const two = (most: number) =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
const year = fc.oneof(fc.integer({ min: 1970, max: 2110 }), fc.integer({ min: 0, max: 9_999 })).map(String);
/** Nearly dates: days and months there are none of, years too early, orders nobody asked for. */
const nearlyDate = fc
  .tuple(
    two(33),
    two(14),
    year,
    fc.constantFrom('-', '/', '.', ''),
    fc.boolean(),
    fc.constantFrom('', ' 00:00:00', 'T23:59:59.0', ' 24:00:00', ' '),
  )
  .map(
    ([day, month, of, between, first, time]) =>
      (first ? [of, month, day] : [day, month, of]).join(between) + time,
  );
const cell = fc.oneof(
  nearlyDate,
  pieces.map((each) => each.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .tuple(nearlyDate, fc.string({ unit: 'binary', maxLength: 3 }), fc.boolean())
    .map(([date, more, before]) => (before ? more + date : date + more)),
);

type Fault = { rule: string; message: string };
const wrongFault = (found: string, fault: Fault) =>
  wrongRefusals([{ line: 1, field: '', found: shorten(found), ...fault }], 1);

/** A day that exists, in the years wanted, and the same when it is written again; or a fault. */
export const dates: Target<{ found: string; formats: DateFormat[] }> = {
  name: 'dates',
  inputs: fc.record({ found: cell, formats: fc.subarray([...DATE_FORMATS], { minLength: 1 }) }),
  check({ found, formats }) {
    const read = readDate(found, formats, years);
    if ('fault' in read) return wrongFault(found, read.fault);
    if (!isPlainDate(read.date) || read.date < '1980' || read.date > '2101')
      return `${found} was read as ${read.date}`;
    const again = readDate(read.date, ['yyyy-MM-dd'], years);
    return 'date' in again && again.date === read.date ? undefined : `${read.date} is not read again`;
  },
};

/** A finite number that is the cell's own, within its limits; or a fault. */
export const numbers: Target<{ found: string; min: number; max: number; whole: boolean }> = {
  name: 'numbers',
  inputs: fc.record({
    found: cell,
    min: fc.integer({ max: 0 }),
    max: fc.integer({ min: 1 }),
    whole: fc.boolean(),
  }),
  check({ found, ...limits }) {
    const read = readNumber(found, limits);
    if ('fault' in read) return wrongFault(found, read.fault);
    const { value } = read;
    const own =
      Number.isFinite(value) && value === Number(found) && value >= limits.min && value <= limits.max;
    return own && !(limits.whole && !Number.isInteger(value)) ? undefined : `${found} was read as ${value}`;
  },
};

/** Names and years: what is kept has nothing unseen at its ends, and our own guard always comes off. */
export const texts: Target<string> = {
  name: 'texts',
  inputs: cell,
  check(found) {
    const tidied = tidy(found);
    if (unguard(guardCell(found)) !== found) return `the guard of ${JSON.stringify(found)} does not come off`;
    if (tidied.trim() !== tidied && !/^'/.test(found.trim()))
      return `${JSON.stringify(found)} became ${JSON.stringify(tidied)}`;
    for (const read of [readText(tidied), readNcYear(tidied), checkUpn(tidied)]) {
      const wrong = 'fault' in read ? wrongFault(tidied, read.fault) : undefined;
      if (wrong) return wrong;
    }
    const kept = readText(tidied);
    return 'text' in kept && (!kept.text.isWellFormed() || /\p{Cc}/u.test(kept.text))
      ? `kept ${JSON.stringify(kept.text)}`
      : undefined;
  },
};

/** A pattern that goes through a cell again from each of its letters shows at the first length, and would not end at the second. */
const LENGTHS = [40_000, 1_000_000];
const FAR_TOO_SLOW = 500;

/** A megabyte of one thing with another at its end: each look at it is in step with its length. */
export const longCells: Target<{ unit: string; end: string }> = {
  name: 'long cells',
  inputs: fc.record({
    unit: fc.oneof(
      fc.constantFrom(
        '1',
        ' ',
        '1,',
        '1.',
        '-',
        "'",
        '=',
        '\n',
        '\t',
        '\u00a0',
        '1 000',
        'a ',
        'Total ',
        '@',
        '"',
        '00',
        '\u200b',
        '*',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    ),
    end: fc.constantFrom('', 'x', '1', ' ', '%', '\n', '"', '=', ':'),
  }),
  check({ unit, end }) {
    for (const length of LENGTHS) {
      const found = `${unit.repeat(Math.ceil(length / unit.length))}${end}`;
      const before = process.cpuUsage();
      const wrong = wrongLook(found);
      const took = process.cpuUsage(before).user / 1_000;
      if (wrong) return wrong;
      if (took > FAR_TOO_SLOW) return `a cell of ${length} characters took ${Math.round(took)} ms`;
    }
    return undefined;
  },
};

function wrongLook(found: string): string | undefined {
  const looks = [
    readDate(found, [...DATE_FORMATS], years),
    readNumber(found, {}),
    readText(found),
    readNcYear(found),
    checkUpn(found),
  ];
  for (const read of looks) {
    const wrong = 'fault' in read ? wrongFault(found, read.fault) : undefined;
    if (wrong) return wrong;
  }
  unguard(guardCell(tidy(found)));
  tidyName(found);
  keyOf(found);
  dataLike([found]);
  isFooter({ line: 1, number: 1, cells: [found] });
  return undefined;
}
