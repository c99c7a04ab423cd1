import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';

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

const clusterOn = (body: string, name: string) =>
  new RegExp(`href="(/clusters/[0-9a-f-]{36})"[^>]*>${name}<`).exec(body)?.[1] ?? '';

describe('the clusters of an organisation', () => {
  it('are listed with their settings and whoever has a role for them', async () => {
    const { body } = await site.get('priya', '/clusters');
    expect(body).toContain('Fernlow High School, Larkmoss Primary School');
    expect(body).toContain('Kwabena Asante');
    expect(clusterOn(body, 'Vale')).not.toBe('');
  });

  it('are for whoever manages accounts', async () => {
    for (const who of ['ruth', 'alison', 'kwabena'] as const)
      expect((await site.get(who, '/clusters')).status, who).toBe(404);
  });

  it('are made, changed by what was ticked and unticked, and ended', async () => {
    const { fernlow, quillbeck, turnstile } = test.settings;
    const made = await site.post('priya', '/clusters/new', {
      name: 'Hill Trust',
      kind: 'trust',
      settings: [fernlow, quillbeck],
    });
    expect([made.status, made.headers.location]).toEqual([303, '/clusters']);
    const page = clusterOn((await site.get('priya', '/clusters')).body, 'Hill Trust');
    const form = {
      name: 'Hill Trust',
      kind: 'trust',
      were: [fernlow, quillbeck],
      settings: [quillbeck, turnstile],
    };
    expect((await site.post('priya', page, form)).status).toBe(303);
    const { body } = await site.get('priya', page);
    const boxes = body.match(/<input class="govuk-checkboxes__input"[^>]*>/g) ?? [];
    const ticked = boxes
      .filter((box) => box.includes(' checked'))
      .map((box) => /value="([^"]+)"/.exec(box)?.[1]);
    expect(ticked.sort()).toEqual([quillbeck, turnstile].sort());
    expect((await site.post('priya', `${page}/end`, {})).status).toBe(303);
    expect((await site.get('priya', page)).status).toBe(404);
  });

  it('keep what was typed, and say what is wrong', async () => {
    const answer = await site.post('priya', '/clusters/new', {
      name: 'vale',
      settings: test.settings.turnstile,
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Choose what it is');
    expect(answer.body).toContain('value="vale"');
    const taken = await site.post('priya', '/clusters/new', { name: 'vale', kind: 'area' });
    expect([taken.status, taken.body.includes('There is already a cluster called vale')]).toEqual([
      422,
      true,
    ]);
  });

  it('that a role is given for are not ended, and that role is given on a page', async () => {
    const list = (await site.get('priya', '/clusters')).body;
    const coast = clusterOn(list, 'Coast');
    const id = coast.split('/').at(-1) ?? '';
    const hannah = `/accounts/${test.accounts.hannah}`;
    const role = { role: 'adviser', reason: 'covers the coast' };
    const both = await site.post('priya', `${hannah}/roles`, {
      ...role,
      setting: 'Quillbeck School',
      cluster: id,
    });
    expect([both.status, both.body.includes('Leave one of the two empty')]).toEqual([422, true]);
    expect((await site.post('priya', `${hannah}/roles`, { ...role, cluster: id })).status).toBe(303);
    expect((await site.get('priya', hannah)).body).toContain('Adviser for the settings of Coast');
    expect((await site.post('priya', `${coast}/end`, {})).status).toBe(409);
    expect((await site.get('hannah', '/people?setting=')).status).toBe(200);
  });
});
