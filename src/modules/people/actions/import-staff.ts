import type { AccountId, SettingId, Tx } from '#db';
import type { FactRow } from '#files';
import { accountsByEmail } from '#modules/identity';
import {
  type FactTable,
  type ImportKind,
  type NewFact,
  type Run,
  undoFacts,
  withRun,
  writeFacts,
} from '#modules/sources';
import { datesFault, readEmail, readFacts, textOf } from './read-facts.ts';
import { settingFinder } from './settings.ts';

/** An adult is known by the identifier of the source within the setting: one who works at two is there twice. */
const STAFF: FactTable = {
  entity: 'staff',
  table: 'people.staff',
  key: ['setting_id', 'source_key'],
  values: ['given_name', 'family_name', 'job', 'email', 'account_id', 'starts_on', 'ends_on'],
  endsOn: 'ends_on',
  about: ['setting_id'],
};

const policies = ['adds', 'replaces', 'snapshot'] as const;

/**
 * Staff as a kind of file. Whoever has the e-mail address of an account of this organisation is joined to it; none is
 * opened, and an account sees nobody until it has a role. Those whose last day has passed, or whom a snapshot no longer
 * holds, teach and tutor nobody any more; they stay named on what they did.
 */
export const staffKind: ImportKind = {
  kind: 'staff',
  section: 'staff',
  policies,
  async bringIn(db, actor, call) {
    const { rows, spec } = await readFacts(call, { kind: 'staff', policies, codes: { email: readEmail } });
    return withRun(db, actor, spec, async (tx, run) => {
      const facts = await staffIn(tx, run, rows);
      return writeFacts(tx, run, STAFF, facts);
    });
  },
  undo: [undoFacts({ entity: 'staff', table: 'people.staff' })],
};

async function staffIn(tx: Tx, run: Run, rows: readonly FactRow[]): Promise<NewFact[]> {
  const findSetting = await settingFinder(tx, run.tenantId, new Set());
  const accounts = await accountsByEmail(tx, run.tenantId);
  const facts: NewFact[] = [];
  for (const row of rows) {
    const { line } = row;
    const settingId = row.setting === null ? null : await findSetting(row.setting);
    const dates = datesFault(row);
    if (settingId !== null && typeof settingId !== 'string')
      run.refused.add({ line, field: 'setting', found: row.setting?.value ?? '', ...settingId });
    else if (dates) run.refused.add({ line, ...dates });
    else facts.push(factOf(row, settingId, accounts));
  }
  return facts;
}

function factOf(
  row: FactRow,
  settingId: SettingId | null,
  accounts: ReadonlyMap<string, AccountId>,
): NewFact {
  const email = textOf(row, 'email');
  const columns = {
    setting_id: settingId,
    source_key: textOf(row, 'source_id'),
    given_name: textOf(row, 'given_name'),
    family_name: textOf(row, 'family_name'),
    job: textOf(row, 'job'),
    email,
    account_id: email === undefined ? undefined : (accounts.get(email) ?? null),
    starts_on: textOf(row, 'starts_on'),
    // Whoever is in the file without a last day is there.
    ends_on: textOf(row, 'ends_on') ?? null,
  };
  return { line: row.line, field: 'source_id', personId: null, settingId, columns };
}
