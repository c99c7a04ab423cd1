import type { Guarded } from '#web';

/**
 * Every route, command and export, and what it takes to use it. Looking for "who can do this?" begins here.
 * `installation` is for those who run the machine.
 */
export const permissionTable: readonly Guarded[] = [
  { what: 'GET /health', permission: 'public' },
  { what: 'GET /', permission: 'signed_in' },
  { what: 'GET /keys', permission: 'signed_in' },
  { what: 'GET /privacy', permission: 'public' },
  { what: 'GET /sign-in', permission: 'public' },
  { what: 'POST /sign-in', permission: 'public' },
  { what: 'POST /sign-out', permission: 'public' },
  { what: 'GET /today', permission: 'people.see' },
  { what: 'GET /working-at', permission: 'people.see' },
  { what: 'POST /working-at', permission: 'people.see' },
  { what: 'GET /find', permission: 'people.see' },
  { what: 'GET /library/kit', permission: 'people.see' },
  { what: 'GET /people', permission: 'people.see' },
  { what: 'GET /people.csv', permission: 'people.download' },
  { what: 'GET /people/chosen.csv', permission: 'people.download' },
  { what: 'GET /people/sheets', permission: 'people.see' },
  { what: 'GET /people/notes', permission: 'note.write' },
  { what: 'POST /people/notes', permission: 'note.write' },
  { what: 'GET /people/:personId', permission: 'people.see' },
  { what: 'GET /people/:personId/missing', permission: 'people.see' },
  { what: 'GET /people/:personId/who-sees', permission: 'people.see' },
  { what: 'GET /people/:personId/looks', permission: 'looks.see' },
  { what: 'GET /people/:personId/kept', permission: 'kept.give' },
  { what: 'GET /people/:personId/kept.html', permission: 'kept.give' },
  { what: 'GET /people/:personId/kept.json', permission: 'kept.give' },
  { what: 'GET /people/:personId/erasure', permission: 'kept.erase' },
  { what: 'POST /people/:personId/erasure', permission: 'kept.erase' },
  { what: 'GET /people/:personId/hold', permission: 'kept.erase' },
  { what: 'POST /people/:personId/hold', permission: 'kept.erase' },
  { what: 'GET /people/:personId/notes', permission: 'records.see' },
  { what: 'POST /people/:personId/notes', permission: 'note.write' },
  { what: 'GET /people/:personId/mark', permission: 'mark.give' },
  { what: 'POST /people/:personId/mark', permission: 'mark.give' },
  { what: 'GET /people/:personId/decision', permission: 'tier.decide' },
  { what: 'POST /people/:personId/decision', permission: 'tier.decide' },
  { what: 'GET /account', permission: 'signed_in' },
  { what: 'POST /account/sessions', permission: 'signed_in' },
  { what: 'GET /sign-in/elsewhere', permission: 'public' },
  { what: 'GET /sign-in/elsewhere/back', permission: 'public' },
  { what: 'GET /sign-in/second-step', permission: 'signed_in' },
  { what: 'POST /sign-in/second-step', permission: 'signed_in' },
  { what: 'GET /account/again', permission: 'signed_in' },
  { what: 'POST /account/again', permission: 'signed_in' },
  { what: 'GET /account/second-step', permission: 'signed_in' },
  { what: 'POST /account/second-step/app/new', permission: 'signed_in' },
  { what: 'GET /account/second-step/app', permission: 'signed_in' },
  { what: 'POST /account/second-step/app', permission: 'signed_in' },
  { what: 'POST /account/second-step/codes', permission: 'signed_in' },
  { what: 'GET /account/second-step/apps/:appId', permission: 'signed_in' },
  { what: 'POST /account/second-step/apps/:appId', permission: 'signed_in' },
  { what: 'GET /account/password', permission: 'signed_in' },
  { what: 'POST /account/password', permission: 'signed_in' },
  { what: 'GET /accounts', permission: 'accounts.manage' },
  { what: 'GET /accounts/new', permission: 'accounts.manage' },
  { what: 'POST /accounts/new', permission: 'accounts.manage' },
  { what: 'GET /accounts/:accountId', permission: 'accounts.manage' },
  { what: 'GET /accounts/:accountId/roles', permission: 'accounts.manage' },
  { what: 'POST /accounts/:accountId/roles', permission: 'accounts.manage' },
  { what: 'GET /accounts/:accountId/roles/:grantId', permission: 'accounts.manage' },
  { what: 'POST /accounts/:accountId/roles/:grantId', permission: 'accounts.manage' },
  { what: 'GET /accounts/:accountId/password', permission: 'accounts.manage' },
  { what: 'POST /accounts/:accountId/password', permission: 'accounts.manage' },
  { what: 'GET /accounts/:accountId/second-step', permission: 'accounts.manage' },
  { what: 'POST /accounts/:accountId/second-step', permission: 'accounts.manage' },
  { what: 'GET /accounts/:accountId/closing', permission: 'accounts.manage' },
  { what: 'POST /accounts/:accountId/closing', permission: 'accounts.manage' },
  { what: 'POST /accounts/:accountId/opening', permission: 'accounts.manage' },
  { what: 'POST /accounts/:accountId/sessions', permission: 'accounts.manage' },
  { what: 'GET /looks', permission: 'looks.see' },
  { what: 'GET /looks/:accountId', permission: 'looks.see' },
  { what: 'GET /retention', permission: 'kept.erase' },
  { what: 'POST /retention/due', permission: 'kept.erase' },
  { what: 'GET /retention/:erasureId', permission: 'kept.erase' },
  { what: 'POST /retention/:erasureId/erasing', permission: 'kept.erase' },
  { what: 'POST /retention/:erasureId/declining', permission: 'kept.erase' },
  { what: 'GET /validation', permission: 'rules.choose' },
  { what: 'POST /validation', permission: 'rules.choose' },
  { what: 'GET /rules', permission: 'rules.choose' },
  { what: 'POST /rules/preview', permission: 'rules.choose' },
  { what: 'POST /rules/choice', permission: 'rules.choose' },
  { what: 'GET /places', permission: 'places.set' },
  { what: 'POST /places/:settingId', permission: 'places.set' },
  { what: 'GET /calendars', permission: 'people.see' },
  { what: 'GET /calendars/:where/:year', permission: 'people.see' },
  { what: 'POST /calendars/:where/:year', permission: 'calendar.edit' },
  { what: 'GET /calendars/:where/:year/return', permission: 'calendar.edit' },
  { what: 'POST /calendars/:where/:year/return', permission: 'calendar.edit' },
  { what: 'GET /sources', permission: 'import.run' },
  { what: 'GET /sources/import', permission: 'import.run' },
  { what: 'POST /sources/import', permission: 'import.run' },
  { what: 'GET /sources/import/:uploadId', permission: 'import.run' },
  { what: 'GET /sources/import/:uploadId/news', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/about', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/reading', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/mapping', permission: 'import.run' },
  { what: 'GET /sources/import/:uploadId/columns', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/columns', permission: 'import.run' },
  { what: 'GET /sources/import/:uploadId/details', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/details', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/try', permission: 'import.run' },
  { what: 'GET /sources/import/:uploadId/refusals.csv', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/confirm', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/stop', permission: 'import.run' },
  { what: 'POST /sources/import/:uploadId/throw-away', permission: 'import.run' },
  { what: 'GET /sources/runs/:runId', permission: 'import.run' },
  { what: 'GET /sources/runs/:runId/refusals.csv', permission: 'import.run' },
  { what: 'GET /sources/runs/:runId/undo', permission: 'import.run' },
  { what: 'POST /sources/runs/:runId/undo', permission: 'import.run' },
  { what: 'GET /sources/:source/:kind', permission: 'import.run' },
  { what: 'POST /sources/:source/:kind', permission: 'import.run' },
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

  { what: 'waymark audit', permission: 'installation' },
  { what: 'waymark backup', permission: 'installation' },
  { what: 'waymark calendar', permission: 'calendar.edit' },
  { what: 'waymark demo', permission: 'installation' },
  { what: 'waymark doctor', permission: 'installation' },
  { what: 'waymark import', permission: 'import.run' },
  { what: 'waymark library', permission: 'installation' },
  { what: 'waymark migrate', permission: 'installation' },
  { what: 'waymark papers', permission: 'installation' },
  { what: 'waymark restore', permission: 'installation' },
  { what: 'waymark retention', permission: 'kept.erase' },
  { what: 'waymark review', permission: 'people.see' },
  { what: 'waymark role', permission: 'accounts.manage' },
  { what: 'waymark rules', permission: 'rules.choose' },
  { what: 'waymark runs', permission: 'import.run' },
  { what: 'waymark serve', permission: 'installation' },
  { what: 'waymark setting', permission: 'import.run' },
  { what: 'waymark undo', permission: 'import.run' },
  { what: 'waymark user', permission: 'accounts.manage' },
  { what: 'waymark validate', permission: 'rules.choose' },
  { what: 'waymark watch', permission: 'import.run' },
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
