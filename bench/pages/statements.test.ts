import { describe, expect, it } from 'vitest';
import { replay, visitsIn } from './statements.ts';

const become = (role: string) => ({ sql: "select set_config('role', $1, true)", parameters: [role] });
const said = (sql: string) => ({ sql, parameters: [] });

describe('the SQL of a page', () => {
  it('is grouped by transaction, without signing in, writing and empty visits', () => {
    const visits = visitsIn([
      become('waymark_sign_in'),
      said('select from session'),
      become('waymark_whole'),
      said('select name from people.setting'),
      become('waymark_scoped'),
      said('insert into audit.entry'),
      become('waymark_scoped'),
      said('\n  with roll as (select 1) select 2'),
      said('with handed as (insert into audit.unsealed) insert into audit.entry'),
    ]);
    expect(visits.map(({ reads }) => reads.map(({ sql }) => sql.trim()))).toEqual([
      ['select name from people.setting'],
      ['with roll as (select 1) select 2'],
    ]);
  });

  it('sets the role for the actor and leaves the owner as they are, and keeps nothing', async () => {
    const asked: string[] = [];
    const ask = async (sql: string) => {
      asked.push(sql.split(' ')[0] ?? '');
      return [];
    };
    const visits = [{ become: become('waymark_whole'), reads: [said('with one'), said('with two')] }];
    await replay(ask, visits, 'actor');
    expect(asked).toEqual(['begin', 'select', 'with', 'with', 'rollback']);
    asked.length = 0;
    await replay(ask, visits, 'owner');
    expect(asked).toEqual(['begin', 'with', 'with', 'rollback']);
  });
});
