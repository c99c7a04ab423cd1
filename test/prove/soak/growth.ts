/** Whether what was measured levels off. */
import type { Found, Table } from '../proof.ts';
import type { Ran, Sizes } from './soaked.ts';

export type Delta = Omit<Ran, 'done' | 'code' | 'said'> & Sizes;

/** What is kept for ever by design: each row of it is something that happened. Everything else is state, and may not grow. */
const HISTORY = new Set([
  'records.register_change',
  'sources.change',
  'sources.run',
  'sources.refusal',
  'audit.entry',
  'audit.seal',
  'risk.profile',
]);

/** How much larger the end may be than after the third delta, for what has to level off. */
const MOST = { state: 1.5, memory: 1.5, time: 1.5 };

export function judgeDeltas(deltas: readonly Delta[], people: number): Found {
  const [third, last] = [deltas[2], deltas.at(-1)];
  if (!third || !last || deltas.length < 4)
    return { counts: { deltas: deltas.length }, faults: ['Fewer than four deltas say nothing about growth'] };
  const half = deltas.slice(deltas.length >> 1);
  const state = (of: Delta) => sum([...of.tables].filter(([name]) => !HISTORY.has(name)));
  const history = (of: Delta) => sum([...of.tables].filter(([name]) => HISTORY.has(name)));
  const measures: [string, (of: Delta) => number, string, keyof typeof MOST | undefined][] = [
    ['tables of what is so now', (of) => state(of) / MB, 'MB', 'state'],
    ['tables of what happened', (of) => history(of) / MB, 'MB', undefined],
    ['write-ahead log', (of) => of.wal / MB, 'MB', 'state'],
    ['all on disk', (of) => of.all / MB, 'MB', undefined],
    ['resident memory of the process', ({ rssMb }) => rssMb, 'MB', 'memory'],
    ['heap of the process', ({ heapMb }) => heapMb, 'MB', undefined],
    ['until the marks are kept', ({ keptMs }) => keptMs, 'ms', 'time'],
    ['with review and sweeping', ({ allMs }) => allMs, 'ms', 'time'],
  ];
  const rows = measures.map(([what, of, unit]) => [
    `${what} (${unit})`,
    round(of(third)),
    round(of(last)),
    round(slope(half.map(of))),
  ]);
  const faults = measures.flatMap(([what, of, unit, most]) => {
    if (most === undefined) return [];
    // One slow moment of the machine is no growth: the middle of the last three against the middle of the third to fifth.
    const [early, late] = [middle(deltas.slice(2, 5).map(of)), middle(deltas.slice(-3).map(of))];
    return late > early * MOST[most] && late - early > 50
      ? [`${what} grew from ${round(early)} to ${round(late)} ${unit} in ${deltas.length} deltas`]
      : [];
  });
  return {
    counts: { deltas: deltas.length, 'young people': people, marks: 2 * people * deltas.length },
    tables: [
      {
        title: 'After the third delta, at the end, and the slope over the second half',
        head: ['what', 'third', 'last', 'a delta'],
        rows,
      },
      growingTables(deltas, people),
    ],
    faults,
  };
}

/** The tables that grew most, and how many bytes a mark that is. */
function growingTables(deltas: readonly Delta[], people: number): Table {
  const [third, last] = [deltas[2], deltas.at(-1)];
  const rows = [...(last?.tables ?? [])]
    .map(([name, bytes]) => ({ name, bytes, grown: bytes - (third?.tables.get(name) ?? 0) }))
    .filter(({ grown }) => grown > 0)
    .sort((one, other) => other.grown - one.grown)
    .slice(0, 6)
    .map(({ name, bytes, grown }) => [
      name,
      round(bytes / MB),
      round(grown / MB / (deltas.length - 3)),
      round(grown / (deltas.length - 3) / (2 * people)),
    ]);
  return {
    title: 'The tables that grew',
    head: ['table', 'MB at the end', 'MB a delta', 'bytes a mark'],
    rows,
  };
}

const MB = 2 ** 20;
const round = (number: number) => Math.round(number * 10) / 10;
const sum = (sizes: readonly (readonly [string, number])[]) =>
  sizes.reduce((all, [, bytes]) => all + bytes, 0);

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0;
}

/** Least squares over the numbers as they come. */
function slope(numbers: readonly number[]): number {
  const mean = (numbers.length - 1) / 2;
  const average = numbers.reduce((all, each) => all + each, 0) / numbers.length;
  const over = numbers.reduce((all, each, at) => all + (at - mean) * (each - average), 0);
  const under = numbers.reduce((all, _, at) => all + (at - mean) ** 2, 0);
  return under === 0 ? 0 : over / under;
}
