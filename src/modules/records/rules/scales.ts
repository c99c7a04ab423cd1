/** Scales on which results are given: what a result on each looks like, and whether it meets what was expected. */
import type { Better, Fault, Grade } from '#files';

type Scale = {
  /** What a result looks like, for whoever wrote another. */
  wanted: string;
  read(found: string): Grade | null;
  /** Which way is better; `null` where schools differ, so that a file or mapping has to say. */
  better: Better | null;
  /** What is expected where a file says nothing: a national standard, or nothing. */
  standard: Grade | null;
};

const SHAPE = /^[+-]?\d+(?:\.\d+)?$/;

function numbers(min: number, max: number, { whole = false } = {}) {
  return (found: string): Grade | null => {
    const number = SHAPE.test(found) ? Number(found) : Number.NaN;
    const fits = number >= min && number <= max && (!whole || Number.isInteger(number));
    return fits ? { text: found.replace(/^\+/, ''), number } : null;
  };
}

const scale = (wanted: string, read: Scale['read'], better: Scale['better'] = 'higher'): Scale => ({
  wanted,
  read,
  better,
  standard: null,
});

const listed = {
  /** Key stage 2 tests: 100 is the expected standard (Standards and Testing Agency, scaled scores). */
  ks2_scaled: {
    ...scale('a whole number from 80 to 120', numbers(80, 120, { whole: true })),
    standard: { text: '100', number: 100 },
  },
  gcse: scale('9 to 1, or U', readGcse),
  /** Combined science and other double awards. */
  gcse_double: scale('two grades such as 5-4, alike or next to each other, or U', readDouble),
  attainment_8: scale('a number from 0 to 90', numbers(0, 90)),
  /** Points that a result counts in Attainment 8; English and mathematics may count double. */
  points: scale('a number from 0 to 18', numbers(0, 18)),
  /** Zero is the average of those who began alike. It is no expectation of one young person. */
  progress: scale('a number from -10 to 10', numbers(-10, 10)),
  reading_age: scale('years and months such as 11:03', readAge),
  yes_no: scale('yes or no', readAchieved),
  effort: scale('a whole number from 0 to 10', numbers(0, 10, { whole: true }), null),
  /** A scale of the setting's own. */
  own: scale('at most 40 characters', readOwn, null),
} as const satisfies Record<string, Scale>;

export type ScaleName = keyof typeof listed;
export const scaleNames = Object.keys(listed) as ScaleName[]; // its own keys

export function isScale(name: string): name is ScaleName {
  return Object.hasOwn(listed, name);
}

/** @example readScale('gcse') // { value: 'gcse' } */
export function readScale(found: string) {
  if (isScale(found)) return { value: found };
  const message = `“${found.slice(0, 60)}” is not a scale that Waymark knows: write one of ${scaleNames.join(', ')}; a scale of your own is own.`;
  return { fault: { rule: 'code.unknown', message } };
}

/**
 * Reads a result on a scale.
 *
 * @example readGrade('reading_age', '11:03') // { value: { text: '11:03', number: 11.25 } }
 */
export function readGrade(name: string, found: string): { value: Grade } | { fault: Fault } {
  const known: Scale | undefined = isScale(name) ? listed[name] : undefined;
  const grade = known?.read(found);
  if (grade) return { value: grade };
  const message = `“${found.slice(0, 60)}” is no result on the scale ${name}: write ${known?.wanted}.`;
  return { fault: { rule: 'grade.value', message } };
}

/**
 * Whether a result meets what was expected; `null` is not known. It is compared with what the file expects, else with the
 * national standard of its scale. Where it is not known which way is better, only the very same result meets it.
 *
 * @param better what a mapping or file says of a scale that does not say itself
 * @example metExpected('ks2_scaled', { text: '99', number: 99 }, { expected: null, better: null }) // false
 */
export function metExpected(
  name: string,
  value: Grade,
  { expected, better }: { expected: Grade | null; better: Better | null },
): boolean | null {
  const known: Scale | undefined = isScale(name) ? listed[name] : undefined;
  const wanted = expected ?? known?.standard;
  if (!wanted) return null;
  const way = known?.better ?? better;
  if (way && value.number !== null && wanted.number !== null)
    return way === 'higher' ? value.number >= wanted.number : value.number <= wanted.number;
  return value.text.toLowerCase() === wanted.text.toLowerCase() ? true : null;
}

/** What is expected nationally on a scale, where anything is. */
export function standardOf(name: string): string | null {
  const known: Scale | undefined = isScale(name) ? listed[name] : undefined;
  return known?.standard?.text ?? null;
}

function readGcse(found: string): Grade | null {
  if (/^[1-9]$/.test(found)) return { text: found, number: Number(found) };
  return found.toUpperCase() === 'U' ? { text: 'U', number: 0 } : null;
}

function readDouble(found: string): Grade | null {
  if (found.toUpperCase() === 'U') return { text: 'U', number: 0 };
  const [, one, other] = /^([1-9])[- ]?([1-9])$/.exec(found) ?? [];
  const [first, second] = [Number(one), Number(other)];
  if (first === second || first === second + 1)
    return { text: `${one}-${other}`, number: (first + second) / 2 };
  return null;
}

/** `11.3` is refused: in some lists it is eleven years and three months, in others eleven and three tenths. */
function readAge(found: string): Grade | null {
  const [, years, months = '0'] = /^(\d{1,2})(?:[:y] ?(\d{1,2})m?)?$/i.exec(found) ?? [];
  const [whole, part] = [Number(years), Number(months)];
  if (!(whole >= 3 && whole <= 25 && part <= 11)) return null;
  return { text: `${whole}:${String(part).padStart(2, '0')}`, number: whole + part / 12 };
}

function readAchieved(found: string): Grade | null {
  const word = found.toLowerCase();
  if (['yes', 'y', 'true', '1'].includes(word)) return { text: 'yes', number: 1 };
  return ['no', 'n', 'false', '0'].includes(word) ? { text: 'no', number: 0 } : null;
}

function readOwn(found: string): Grade | null {
  if (found.length > 40) return null;
  return { text: found, number: SHAPE.test(found) ? Number(found) : null };
}
