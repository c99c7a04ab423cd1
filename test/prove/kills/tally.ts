import type { Table } from '../proof.ts';
import { STAGES, type Stage } from './course.ts';

export type Left = 'all' | 'none';

/** Counts kills by stage and what they left; `missed` are processes that had ended before their kill. */
export type Tally = {
  count(stage: Stage, left: Left | 'neither'): void;
  missed(): void;
  counts(): Record<string, number>;
  table(title: string): Table;
  merge(other: Tally): void;
  rows(): ReadonlyMap<Stage, Readonly<Record<Left | 'neither', number>>>;
  missedSoFar(): number;
};

export function tally(): Tally {
  const rows = new Map<Stage, Record<Left | 'neither', number>>();
  let missed = 0;
  const of = (stage: Stage) => {
    const row = rows.get(stage) ?? { all: 0, none: 0, neither: 0 };
    rows.set(stage, row);
    return row;
  };
  const sum = (left: Left | 'neither', such: (stage: Stage) => boolean = () => true) =>
    [...rows].reduce((total, [stage, row]) => total + (such(stage) ? row[left] : 0), 0);
  return {
    count(stage, left) {
      of(stage)[left] += 1;
    },
    missed() {
      missed += 1;
    },
    counts() {
      const inside = (stage: Stage) =>
        STAGES.indexOf(stage) >= STAGES.indexOf('after the row of the run') &&
        STAGES.indexOf(stage) <= STAGES.indexOf('during the commit');
      return {
        kills: sum('all') + sum('none') + sum('neither'),
        'inside the transaction': sum('all', inside) + sum('none', inside) + sum('neither', inside),
        'left none': sum('none'),
        'left all': sum('all'),
        'left neither': sum('neither'),
        'had ended before the kill': missed,
      };
    },
    table: (title) => ({
      title,
      head: ['killed while', 'kills', 'left none', 'left all', 'left neither'],
      rows: STAGES.flatMap((stage) => {
        const row = rows.get(stage);
        if (!row) return [];
        return [[stage, row.all + row.none + row.neither, row.none, row.all, row.neither]];
      }),
    }),
    merge(other) {
      for (const [stage, row] of other.rows())
        for (const left of ['all', 'none', 'neither'] as const) of(stage)[left] += row[left];
      missed += other.missedSoFar();
    },
    rows: () => rows,
    missedSoFar: () => missed,
  };
}
