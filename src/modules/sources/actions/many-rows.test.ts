import { expect, it } from 'vitest';
import type { PersonId } from '#db';
import type { Row } from '#files';
import type { ImportCall, OpenFile } from './open-file.ts';
import { MOST_ROWS, readRows } from './read-rows.ts';
import { byPeople, type NewFact } from './write-facts.ts';

/** A file of so many rows, a batch at a time, which nobody has to write. */
function fileOf(rows: number): OpenFile {
  async function* batches() {
    for (let left = rows; left > 0; left -= 10_000)
      yield new Array<Row>(Math.min(left, 10_000)).fill({ line: 2, cells: [] } as never);
  }
  return {
    name: 'long.csv',
    mapping: { name: 'long', version: 1 },
    table: { batches: batches(), sha256: '' },
  } as never;
}

async function rowsRead(rows: number): Promise<number> {
  const call = { source: 'mis', dryRun: false, path: '' } as ImportCall;
  const about = { kind: 'behaviour', policies: ['adds'] as const };
  const { read } = await readRows(
    call,
    fileOf(rows),
    about,
    () => ({ value: 1 }),
    () => {},
  );
  return read;
}

it('takes as many rows as fit in memory, and says what to do about more', async () => {
  expect(await rowsRead(MOST_ROWS)).toBe(MOST_ROWS);
  await expect(rowsRead(MOST_ROWS + 1)).rejects.toThrow(
    'long.csv has more than 600,000 rows of behaviour, which is more than can be brought in at once. Split it',
  );
});

it('looks at what stands of some thousand young people at a time, in the order of the file', () => {
  const factOf = (person: number, line: number) =>
    ({
      line,
      field: 'upn',
      personId: `${person}` as PersonId,
      settingId: null,
      columns: {},
    }) satisfies NewFact;
  const of = (people: number) => {
    const twice = Array.from({ length: 2 * people }, (_, at) => factOf(at % people, at + 2));
    return [...byPeople(twice)];
  };
  expect(of(5_000).map(({ length }) => length)).toEqual([10_000]);
  const slices = of(5_001);
  expect(slices.map(({ length }) => length)).toEqual([10_000, 2]);
  expect(slices[1]?.map(({ line }) => line)).toEqual([5_002, 10_003]);
  for (const slice of slices) {
    const lines = slice.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((one, other) => one - other));
  }
});
