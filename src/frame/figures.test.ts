import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTING_FIGURES } from '#modules/records';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';
import { FIGURES } from '../modules/instruments/rules/figures.ts';

let test: TestDatabase;
let site: Visited;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

describe('figures in a review of special needs', () => {
  it('are those that records can tell', () => {
    expect([...FIGURES].sort()).toEqual([...SETTING_FIGURES].sort());
  });

  it('are filled in when it is begun, say where they are from, and may be changed', async () => {
    const begun = await site.post('eilidh', '/instruments/send-review/begin', {
      setting: test.settings.fernlow,
    });
    const base = String(begun.headers['location']).replace(/\/1$/, '');
    expect(begun.status).toBe(303);
    const { body } = await site.get('eilidh', `${base}/all`);
    const typedIn = (code: string, page: string) =>
      new RegExp(`name="a_${code}"[^>]*value="([^"]*)"`).exec(page)?.[1] ??
      new RegExp(`value="([^"]*)"[^>]*name="a_${code}"`).exec(page)?.[1];
    expect(Number(typedIn('count_k', body))).toBeGreaterThan(0);
    expect(Number(typedIn('att_all', body))).toBeGreaterThan(50);
    expect(body).toContain('Filled in from what was on record when this was begun');
    const revision = /name="revision" value="(\d+)"/.exec(body)?.[1] ?? '';
    expect(revision).toBe('1');
    await site.post('eilidh', `${base}/all`, { revision, a_count_k: '99', go: 'keep' });
    expect(typedIn('count_k', (await site.get('eilidh', `${base}/all`)).body)).toBe('99');
  });
});
