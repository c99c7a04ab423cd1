import type { Guarded } from '#web';

/**
 * Every route, command and export, and what it takes to use it. Looking for "who can do this?" begins here.
 * `installation` is for those who run the machine.
 */
export const permissionTable: readonly Guarded[] = [
  { what: 'GET /health', permission: 'public' },
  { what: 'GET /', permission: 'signed_in' },
  { what: 'GET /sign-in', permission: 'public' },
  { what: 'POST /sign-in', permission: 'public' },
  { what: 'POST /sign-out', permission: 'public' },
  { what: 'GET /people', permission: 'people.see' },
  { what: 'GET /people.csv', permission: 'people.download' },
  { what: 'GET /people/:personId', permission: 'people.see' },
  { what: 'GET /people/:personId/missing', permission: 'people.see' },
  { what: 'GET /people/:personId/notes', permission: 'records.see' },
  { what: 'POST /people/:personId/notes', permission: 'note.write' },
  { what: 'GET /quality', permission: 'quality.see' },
  { what: 'GET /quality/:check', permission: 'quality.see' },
  { what: 'GET /quality/decided-moves', permission: 'quality.see' },
  { what: 'GET /quality/moves/:moveId', permission: 'quality.see' },
  { what: 'POST /quality/moves/:moveId', permission: 'move.decide' },
  { what: 'POST /quality/moves/:moveId/taking-back', permission: 'move.decide' },
  { what: 'GET /quality/duplicates/:duplicateId', permission: 'quality.see' },
  { what: 'POST /quality/duplicates/:duplicateId/merging', permission: 'people.merge' },
  { what: 'POST /quality/duplicates/:duplicateId/telling-apart', permission: 'people.merge' },
  { what: 'GET /quality/decided-duplicates', permission: 'people.merge' },
  { what: 'POST /quality/mergings/:mergingId/undoing', permission: 'people.merge' },
  { what: 'POST /quality/tellings-apart/:apartId/taking-back', permission: 'people.merge' },
  { what: 'GET /quality/trust', permission: 'import.run' },
  { what: 'POST /quality/trust', permission: 'import.run' },

  { what: 'waymark demo', permission: 'installation' },
  { what: 'waymark doctor', permission: 'installation' },
  { what: 'waymark import', permission: 'import.run' },
  { what: 'waymark library', permission: 'installation' },
  { what: 'waymark migrate', permission: 'installation' },
  { what: 'waymark review', permission: 'people.see' },
  { what: 'waymark rules', permission: 'rules.choose' },
  { what: 'waymark runs', permission: 'import.run' },
  { what: 'waymark serve', permission: 'installation' },
  { what: 'waymark setting', permission: 'import.run' },
  { what: 'waymark undo', permission: 'import.run' },
  { what: 'waymark user', permission: 'accounts.manage' },
];

/**
 * Compares what there is with the table and throws with every difference: a route without a row, a row without a
 * route, and a row that says something else. Kinds (routes, commands) that `found` holds none of are left alone.
 *
 * @example checkPermissionTable(routes.map(({ method, path, permission }) => ({ what: `${method} ${path}`, permission })));
 */
export function checkPermissionTable(
  found: readonly Guarded[],
  table: readonly Guarded[] = permissionTable,
): void {
  const kinds = new Set(found.map(({ what }) => kindOf(what)));
  const rows = new Map(table.map((row) => [row.what, row.permission]));
  const faults = found.flatMap(({ what, permission }) => {
    const row = rows.get(what);
    if (row === undefined) return [`${what} has no row`];
    return row === permission ? [] : [`${what} asks for ${permission}, its row says ${row}`];
  });
  const there = new Set(found.map(({ what }) => what));
  for (const { what } of table) {
    if (kinds.has(kindOf(what)) && !there.has(what)) faults.push(`${what} has a row and does not exist`);
  }
  if (rows.size < table.length) faults.push('something has two rows');
  if (there.size < found.length) faults.push('something exists twice');
  if (faults.length > 0) throw new Error(`The permission table is wrong: ${faults.join('; ')}`);
}

function kindOf(what: string): string {
  return /^(GET|POST) /.test(what) ? 'route' : (what.split(' ')[0] ?? '');
}
