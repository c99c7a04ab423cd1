import { join } from 'node:path';
import { type Database, withActor } from '#db';
import { sealAll, tellHeads } from '#frame';
import { type ChainFault, type ChainFindings, readHeads, verifyChain } from '#modules/audit';
import { type TenantName, tenantsOf } from '#modules/identity';
import { Refused } from '#outcome';
import { type Call, type Command, Misused, where } from '../command.ts';
import { counted } from '../counted.ts';
import { dataDirectory, pathFrom } from '../paths.ts';

const HEADS = 'audit-heads.jsonl';

/** `waymark audit verify`: whether anybody changed what is on record; `waymark audit seal`: seals what waits. */
export const audit: Command = {
  permission: 'installation',
  usage: 'audit verify|seal [--heads FILE] [--json] [--data DIR] [--tenant NAME]',
  summary:
    'Checks that nothing on record was changed, added, removed or cut off since it was sealed; or seals what waits.',
  options: { ...where, heads: { type: 'string' }, json: { type: 'boolean' } },
  handsOver: true,
  run(call) {
    const [verb] = call.positionals;
    if (verb === 'verify') return verify(call);
    if (verb === 'seal') return seal(call);
    throw new Misused('Say verify or seal');
  },
};

/**
 * Where the heads of the chains are kept: `--heads`, else `WAYMARK_AUDIT_HEADS`, else a file beside an embedded database. For
 * a server there is none unless somebody says where: it has no directory of its own here.
 */
export function headsPath(
  call: Pick<Call, 'option' | 'io'>,
  { kind }: Pick<Database, 'kind'>,
): string | undefined {
  const said = call.option('heads') ?? (process.env.WAYMARK_AUDIT_HEADS || undefined);
  if (said !== undefined) return pathFrom(call.io, said);
  return kind === 'embedded' ? join(dataDirectory(call, call.io), HEADS) : undefined;
}

async function seal(call: Call): Promise<number> {
  const db = await call.database();
  const tenants = await asked(call, db);
  const sealed = await sealAll(db, tenants);
  const path = headsPath(call, db);
  const told = await tellHeads(db, tenants, path);
  const where = told > 0 ? ` Where the chain ends is kept in ${path}.` : '';
  call.io.out(`${counted(sealed, 'entry', 'entries')} sealed.${where}\n`);
  return 0;
}

async function verify(call: Call): Promise<number> {
  const db = await call.database();
  const path = headsPath(call, db);
  const heads = path === undefined ? [] : await readHeads(path);
  const results: Result[] = [];
  for (const { id, name } of await asked(call, db)) {
    const findings = await withActor(db, { tenantId: id, reach: 'whole' }, (tx) =>
      verifyChain(tx, id, heads),
    );
    const known = heads.filter(({ tenantId }) => tenantId === id).length;
    results.push({ organisation: name, heads: known, ...findings });
  }
  if (call.flag('json')) call.io.out(`${JSON.stringify(results)}\n`);
  else for (const result of results) call.io.out(inWords(result, path));
  return results.some(({ faultsInAll }) => faultsInAll > 0) ? 1 : 0;
}

/** The organisation that `--tenant` names, else all of them. Refuses where there is none. */
async function asked(call: Call, db: Database): Promise<TenantName[]> {
  const tenants = await tenantsOf(db);
  const named = call.option('tenant');
  const found = tenants.filter(({ id, name }) => named === undefined || named === name || named === id);
  if (tenants.length === 0) throw new Refused('There is no organisation here yet.');
  if (found.length === 0)
    throw new Refused(
      `There is no organisation called "${named}". There are: ${tenants.map(({ name }) => name).join(', ')}.`,
    );
  return found;
}

type Result = ChainFindings & { organisation: string; heads: number };

function inWords(result: Result, path: string | undefined): string {
  const { organisation, entries, seals, head, waiting, waitingSince, heads, faults, faultsInAll } = result;
  const lines = [
    `${organisation}: ${counted(entries, 'entry', 'entries')} in ${counted(seals, 'seal', 'seals')}.`,
    faultsInAll === 0
      ? '  The chain is whole.'
      : `  The chain is NOT whole: ${counted(faultsInAll, 'fault', 'faults')}.`,
    ...faults.map((fault) => `  - ${faultInWords(fault)}`),
  ];
  if (faultsInAll > faults.length) lines.push(`  - and ${faultsInAll - faults.length} more`);
  if (waiting > 0)
    lines.push(
      `  ${counted(waiting, 'entry waits', 'entries wait')} to be sealed, the oldest since ${waitingSince}: a change to these would leave no trace.`,
    );
  if (head) lines.push(`  It ends with seal ${head.number} of ${head.at}: ${head.hash}`);
  lines.push(headsInWords(heads, path));
  return `${lines.join('\n')}\n`;
}

function headsInWords(heads: number, path: string | undefined): string {
  if (heads > 0) return `  It was held against ${counted(heads, 'end', 'ends')} of it that ${path} has kept.`;
  return '  No end of it was kept elsewhere, so nobody could tell that its end was cut off: say --heads FILE.';
}

function faultInWords({ what, seal, entryId }: ChainFault): string {
  switch (what) {
    case 'entry_changed':
      return `Entry ${entryId} was changed after seal ${seal} was made of it.`;
    case 'entry_removed':
      return `Entry ${entryId} was removed after seal ${seal} was made of it.`;
    case 'entry_added':
      return `Entry ${entryId} was added by something other than Waymark.`;
    case 'waiting_removed':
      return `Entry ${entryId} was removed while it waited to be sealed.`;
    case 'seal_changed':
      return `Seal ${seal} was changed, or is not the one that came after seal ${(seal ?? 1) - 1}.`;
    case 'seal_removed':
      return `Seal ${seal} was removed.`;
    case 'cut_off':
      return `Seal ${seal} was kept elsewhere and is gone or another one here: the chain was cut off or written anew.`;
  }
}
