import type { Database } from '#db';
import type { Actor } from '#modules/access';
import { type ImportCall, type ImportKind, type Outcome, undoFacts, withRun } from '#modules/sources';
import { settingCodes } from '../../rules/setting-codes.ts';
import { readFacts } from '../read-facts.ts';
import { writeSettings } from './write-settings.ts';

const policies = ['adds', 'replaces'] as const;

/**
 * Imports settings: those of the national register (Get information about schools), or a list of one's own. A setting is
 * known by its URN, one without it by its name among those without. One that was added by hand is completed. Which
 * source is believed where two differ is `believe` in rules/believe-setting.ts.
 *
 * @example await importEstablishments(db, actor, { path: 'edubasealldata.csv', source: 'gias', dryRun: false });
 */
async function importEstablishments(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const { rows, spec } = await readFacts(call, { kind: 'establishments', policies, codes: settingCodes });
  return withRun(db, actor, spec, (tx, run) => writeSettings(tx, run, rows));
}

/** Settings as a kind of file. The register lists the closed ones as well, so a file of it has no need of an end. */
export const establishmentsKind: ImportKind = {
  kind: 'establishments',
  section: 'establishments',
  policies,
  bringIn: importEstablishments,
  undo: [undoFacts({ entity: 'setting', table: 'people.setting' })],
};
