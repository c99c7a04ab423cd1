import { describe, expect, it } from 'vitest';
import { Problems, Refused } from '#outcome';
import { lead, serveTrial, trialGate } from '#test/trial-server';
import type { Route } from './index.ts';

const routes: Route[] = [
  {
    method: 'GET',
    path: '/refused',
    permission: 'signed_in',
    handle: async () => {
      throw new Refused('This plan is closed.');
    },
  },
  {
    method: 'GET',
    path: '/problems',
    permission: 'signed_in',
    handle: async () => {
      throw new Problems([{ field: 'x', message: 'Choose a day' }]);
    },
  },
  {
    method: 'GET',
    path: '/bug',
    permission: 'signed_in',
    handle: async () => {
      throw new Error('cannot read "Sam Hartley"');
    },
  },
];

describe('what goes wrong', () => {
  it('as a rule that said no is a page with its sentence', async () => {
    const { app } = await serveTrial(routes);
    const answer = await app.inject({ url: '/refused', headers: lead });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('This plan is closed.');
  });

  it('as problems outside a form is a page that lists them', async () => {
    const { app } = await serveTrial(routes);
    const answer = await app.inject({ url: '/problems', headers: lead });
    expect([answer.statusCode, answer.body.includes('Choose a day')]).toEqual([422, true]);
  });

  it('as a bug is a page with a reference, which the log has too, and no name in either', async () => {
    const { app, kept } = await serveTrial(routes);
    const answer = await app.inject({ url: '/bug?name=Sam+Hartley', headers: lead });
    expect(answer.statusCode).toBe(500);
    expect(kept.faults).toHaveLength(1);
    expect(answer.body).toContain(kept.faults[0]?.reference);
    expect(kept.faults[0]).toMatchObject({ where: 'GET /bug', message: 'cannot read "…"' });
    expect(`${answer.body}${JSON.stringify(kept.faults)}`).not.toContain('Hartley');
  });

  it('before anybody is known is a page too', async () => {
    const broken = { ...trialGate(), recognise: () => Promise.reject(new Error('no database')) };
    const { app } = await serveTrial(routes, { gate: broken });
    for (const url of ['/bug', '/nowhere']) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    }
  });
});
