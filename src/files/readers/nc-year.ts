import { type Fault, shorten } from '../refusals.ts';

const LONGEST = 20;

/**
 * Reads a national curriculum year: `R` is 0, 1 to 14 as they are, also `Y9` and `Year 9`. `X` (does not follow the
 * years) is unknown. Nursery (E1, E2, N1, N2) and anything else is refused (DfE, Common Basic Data Set, NC year).
 *
 * @example readNcYear('R') // { value: 0 }
 */
export function readNcYear(found: string): { value: number | null } | { fault: Fault } {
  const code = found.length > LONGEST ? '' : found.toUpperCase();
  if (code === 'R') return { value: 0 };
  if (code === 'X') return { value: null };
  if (/^[EN][12]$/.test(code)) {
    return {
      fault: {
        rule: 'nc_year.nursery',
        message: `“${found}” is a nursery year; Waymark begins with reception (R).`,
      },
    };
  }
  const match = /^(?:Y|YEAR )?0?(\d{1,2})(?:\.0)?$/.exec(code);
  const year = Number(match?.[1] ?? Number.NaN);
  if (year >= 0 && year <= 14) return { value: year };
  return {
    fault: { rule: 'code.unknown', message: `“${shorten(found)}” is not a year group: write R or 1 to 14.` },
  };
}
