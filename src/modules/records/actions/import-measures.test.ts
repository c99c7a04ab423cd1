import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { addSetting, importPeople } from '#modules/people';
import type { Policy } from '#modules/sources';
import { Refused } from '#outcome';
import { castToday } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { importMeasures } from '../index.ts';

const { path: place, remove } = temporary();
let db: Database;
let actor: Actor;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(async () => {
  await db.close();
  remove();
});
beforeEach(async () => {
  actor = commandActor(newId<TenantId>(), 'test', castToday);
  await withActor(db, actor, (tx) =>
    addSetting(tx, actor.tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' }),
  );
  const path = join(place, 'people.csv');
  writeFileSync(path, 'source_id,setting_urn\n1,123456\n2,123456\n');
  await importPeople(db, actor, { path, source: 'screening', dryRun: false });
});

const columns = `
    score: { as: number, min: 0, max: 20, whole: true, unit: points }
    worried: { as: yes_no, yes: [T], no: [F] }
    home: { as: category, categories: { T: In a town, C: In the country } }`;
const header = 'who,on,score,worried,home';

async function bring(
  rows: string[],
  {
    measures = columns,
    dryRun = false,
    source = 'screening',
    head = header,
    policy = 'replaces',
  }: {
    measures?: string;
    dryRun?: boolean;
    source?: string;
    head?: string;
    policy?: Policy;
  } = {},
) {
  const [path, mapping] = [join(place, 'screening.csv'), join(place, 'screening.yaml')];
  writeFileSync(
    mapping,
    `name: screening\nversion: 1\ntitle: Screening\nabout: A made-up screening\nmeasures:\n  identity: { source_id: { column: who } }\n  date: { column: on }\n  columns:${measures}\n`,
  );
  writeFileSync(path, [head, ...rows].join('\n'));
  const {
    kind,
    source: from,
    file,
    refusals,
    ...counts
  } = await importMeasures(db, actor, { path, source, mapping, dryRun, policy });
  expect(counts.read).toBe(counts.added + counts.changed + counts.same + counts.refused);
  return { ...counts, rules: refusals.map(({ line, field, rule }) => `${line} ${field} ${rule}`) };
}

const values = async () =>
  (
    (await dump(db, actor))['records.measure'] as {
      number: number;
      yes: boolean;
      category: string;
      on_date: string;
    }[]
  )
    .map(({ number, yes, category, on_date }) => `${on_date} ${number ?? yes ?? category}`)
    .sort();

describe('importing measures', () => {
  it('counts a row once when one of its values is refused and another goes in', async () => {
    await bring(['1,2026-03-01,7,,']);
    expect(await bring(['1,2026-03-01,8,T,'], { policy: 'adds' })).toMatchObject({
      read: 1,
      added: 0,
      refused: 1,
      rules: ['2 score policy.adds'],
    });
  });

  it('keeps numbers, yes or no, and categories with their date, and nothing for a blank cell', async () => {
    expect(await bring(['1,2026-10-01,12,T,C', '2,2026-10-01,0,F,', '2,2026-10-02,,,'])).toMatchObject({
      read: 3,
      added: 2,
      same: 1,
      refused: 0,
    });
    expect(await values()).toEqual([
      '2026-10-01 0',
      '2026-10-01 12',
      '2026-10-01 C',
      '2026-10-01 false',
      '2026-10-01 true',
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    const rows = ['1,2026-10-01,12,T,C', '2,2026-10-01,,F,T'];
    await bring(rows);
    const before = await dump(db, actor);
    expect(await bring(rows)).toMatchObject({ added: 0, changed: 0, same: 2 });
    expect(await dump(db, actor)).toEqual(before);
  });

  it('keeps before and after of a value that changed, and a value that a blank cell leaves alone', async () => {
    await bring(['1,2026-10-01,12,T,C']);
    expect(await bring(['1,2026-10-01,13,,T'])).toMatchObject({ changed: 1 });
    expect(await values()).toEqual(['2026-10-01 13', '2026-10-01 T', '2026-10-01 true']);
    const kept = (await dump(db, actor))['sources.change'] as { before: object; after: object }[];
    expect(kept.map(({ before, after }) => [before, after])).toEqual(
      expect.arrayContaining([
        [
          { number: 12, yes: null, category: null },
          { number: 13, yes: null, category: null },
        ],
        [
          { number: null, yes: null, category: 'C' },
          { number: null, yes: null, category: 'T' },
        ],
      ]),
    );
  });

  it('keeps what two sources say about one day apart', async () => {
    const path = join(place, 'people.csv');
    await importPeople(db, actor, { path, source: 'second', dryRun: false });
    await bring(['1,2026-10-01,12,T,C']);
    expect(await bring(['1,2026-10-01,13,F,T'], { source: 'second' })).toMatchObject({
      added: 1,
      changed: 0,
    });
    expect(await values()).toHaveLength(6);
  });

  it('refuses rows of people nobody has imported, and a second row about one day', async () => {
    const outcome = await bring(['1,2026-10-01,12,T,C', '9,2026-10-01,12,T,C', '1,2026-10-01,13,T,C']);
    expect(outcome).toMatchObject({
      added: 1,
      refused: 2,
      rules: ['3 identity person.unknown', '4 identity identity.twice'],
    });
  });

  it('refuses a row with any fault as a whole, with all its faults', async () => {
    const outcome = await bring([
      '1,2027-02-31,21,maybe,X',
      '2,2026-10-01,1.5,T,C',
      '2,2026-10-01,"=1+1",T,C',
    ]);
    expect(outcome).toMatchObject({ read: 3, refused: 3, added: 0 });
    expect(outcome.rules).toEqual([
      '2 on date.exists',
      '2 score number.range',
      '2 worried yes_no.value',
      '2 home category.value',
      '3 score number.shape',
      '4 score number.shape',
    ]);
    expect(await values()).toEqual([]);
  });

  it('refuses a measure known as another kind, and writes nothing', async () => {
    await bring(['1,2026-10-01,12,T,C']);
    const before = await dump(db, actor);
    const other = { head: 'who,on,score', measures: ' { score: { as: yes_no } }' };
    await expect(bring(['2,2026-10-01,yes'], other)).rejects.toThrow(Refused);
    await expect(bring(['2,2026-10-01,yes'], other)).rejects.toThrow('score is known here as number');
    expect(await dump(db, actor)).toEqual(before);
  });

  it('keeps a measure for fewer from the moment a mapping says so, with all that came before, and opens it no more', async () => {
    const mood = (more = '') => ({ head: 'who,on,mood', measures: ` { mood: { as: number${more} } }` });
    const classes = async () =>
      ((await dump(db, actor))['records.measure'] as { is_sensitive: boolean }[]).map(
        (row) => row.is_sensitive,
      );
    await bring(['1,2026-10-01,3'], mood());
    expect(await classes()).toEqual([false]);
    expect(await bring(['1,2026-11-01,4', '1,2026-10-01,3'], mood(', class: sensitive'))).toMatchObject({
      added: 1,
      same: 1,
    });
    expect(await classes()).toEqual([true, true]);
    const before = await dump(db, actor);
    await expect(bring(['2,2026-11-01,5'], mood())).rejects.toThrow('mood is kept here as sensitive');
    expect(await dump(db, actor)).toEqual(before);
    expect(await bring(['1,2026-10-01,2'], mood(', class: sensitive'))).toMatchObject({ changed: 1 });
    expect(await classes()).toEqual([true, true]);
  });

  it('refuses a mapping that reads two columns as one measure', async () => {
    const twice = {
      head: 'who,on,a,b',
      measures: ' { a: { name: x, as: number }, b: { name: x, as: number } }',
    };
    await expect(bring(['1,2026-10-01,1,2'], twice)).rejects.toThrow(
      'the measure “x” is read from “a” already',
    );
  });

  it('counts a dry run as the real one and writes nothing, not even a definition', async () => {
    const before = await dump(db, actor);
    const tried = await bring(['1,2026-10-01,12,T,C', '9,2026-10-01,12,T,C'], { dryRun: true });
    expect(await dump(db, actor)).toEqual(before);
    expect(await bring(['1,2026-10-01,12,T,C', '9,2026-10-01,12,T,C'])).toEqual(tried);
  });
});
