import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Pglite, pgliteDialect, startPglite } from './pglite.ts';

const snapshot = inject('snapshot');

describe.skipIf(snapshot === null)('the embedded database', () => {
  let pglite: Pglite;
  beforeAll(async () => {
    pglite = startPglite({ snapshot: await readFile(snapshot ?? '') });
    await pglite.query('select 1');
  });
  afterAll(() => pglite.close());

  /** How often the event loop came round while something was awaited; a blocked one comes round once at most. */
  async function turnsDuring(what: Promise<unknown>): Promise<number> {
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    await what;
    clearInterval(counting);
    return turns;
  }

  it('leaves the event loop free while a query runs', async () => {
    expect(
      await turnsDuring(pglite.query('select count(*) from generate_series(1, 1500000)')),
    ).toBeGreaterThan(20);
  });

  it('answers in the order in which it was asked', async () => {
    const answered: number[] = [];
    const slow = pglite.query('select pg_sleep(0.05)').then(() => answered.push(1));
    const quick = pglite.query('select 1').then(() => answered.push(2));
    await Promise.all([slow, quick]);
    expect(answered).toEqual([1, 2]);
  });

  it('gives its one connection to one at a time, first come first served', async () => {
    const dialect = pgliteDialect(pglite);
    const driver = dialect.createDriver();
    const taken: string[] = [];
    const first = await driver.acquireConnection();
    const waiting = ['second', 'third'].map(async (who) => {
      const connection = await driver.acquireConnection();
      taken.push(who);
      await driver.releaseConnection(connection);
    });
    await pglite.query('select 1');
    expect(taken).toEqual([]);
    await driver.releaseConnection(first);
    await Promise.all(waiting);
    expect(taken).toEqual(['second', 'third']);
  });

  it('fails every question after it has stopped', async () => {
    const other = startPglite({ snapshot: await readFile(snapshot ?? '') });
    await other.query('select 1');
    await other.close();
    await expect(other.query('select 1')).rejects.toThrow('has stopped');
    await expect(other.close()).resolves.toBeUndefined();
  });
});
