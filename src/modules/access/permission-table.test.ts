import { describe, expect, it } from 'vitest';
import type { Guarded } from '#web';
import { checkPermissionTable, permissionTable } from './permission-table.ts';

const table: Guarded[] = [
  { what: 'GET /people', permission: 'people.see' },
  { what: 'POST /people/:personId/notes', permission: 'note.write' },
  { what: 'waymark import', permission: 'import.run' },
];
const routes = table.slice(0, 2);
const check = (found: Guarded[]) => () => checkPermissionTable(found, table);

describe('the permission table', () => {
  it('passes when it says what the routes say; commands are another question', () => {
    expect(check(routes)).not.toThrow();
    expect(check(table)).not.toThrow();
  });

  it('fails for a route without a row', () => {
    expect(check([...routes, { what: 'GET /secrets', permission: 'public' }])).toThrow(
      'GET /secrets has no row',
    );
  });

  it('fails for a row without a route', () => {
    expect(check(routes.slice(1))).toThrow('GET /people has a row and does not exist');
  });

  it('fails for a row that says something else than the route', () => {
    const lax: Guarded[] = [{ what: 'GET /people', permission: 'signed_in' }, ...routes.slice(1)];
    expect(check(lax)).toThrow('GET /people asks for signed_in, its row says people.see');
  });

  it('fails for what is there twice', () => {
    expect(check([...routes, ...routes])).toThrow('twice');
    expect(() => checkPermissionTable(routes, [...table, ...table])).toThrow('two rows');
  });

  it('lets nobody in without signing in but to sign in, to read what is kept, and to answer or read by a link', () => {
    const open = permissionTable.filter(({ permission }) => permission === 'public').map(({ what }) => what);
    expect(open).toEqual([
      'GET /health',
      'GET /privacy',
      'GET /sign-in',
      'POST /sign-in',
      'POST /sign-out',
      'GET /shared/:token',
      'POST /shared/:token',
      'GET /q/:token',
      'POST /q/:token',
      'GET /q/:token/:page',
      'POST /q/:token/check',
      'POST /q/:token/:page',
      'GET /c/:token',
      'POST /c/:token',
      'GET /c/:token/:sheet/:page',
      'POST /c/:token/:sheet/check',
      'POST /c/:token/:sheet/:page',
      'GET /card',
      'GET /card/:token',
      'POST /card',
      'GET /sign-in/elsewhere',
      'GET /sign-in/elsewhere/back',
    ]);
  });
});
