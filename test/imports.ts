/** Bringing made-up files in and taking them back, for the tests of each kind of import. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type Database, type RunId, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { type ImportKind, type Outcome, type Policy, runsOf, type Undone, undoRun } from '#modules/sources';
import { temporary } from './cli/waymark.ts';

export type Asked = {
  source?: string;
  policy?: Policy;
  mapping?: string;
  confirmed?: boolean;
  dryRun?: boolean;
  today?: PlainDate;
  said?: (text: string) => void;
};

/** What became of a file: its counts, and where each refusal is as `line field rule`. */
export type Brought = Omit<Outcome, 'kind' | 'source' | 'file' | 'refusals'> & {
  refusals: string[];
  messages: string[];
};

/**
 * Brings files of a kind into an organisation. Every row of every file has to be exactly one of added, changed, the same
 * or refused, or `bring` throws.
 *
 * @example const { bring, undoLast } = bringer(test, staffKind); await bring(['source_id,given_name,family_name', '1,Jo,Field']);
 */
export function bringer(
  { db, tenantId, today }: { db: Database; tenantId: TenantId; today: PlainDate },
  kind: ImportKind,
) {
  const { path: place, remove } = temporary();
  let files = 0;
  return { bring, undoLast, held, remove };

  async function bring(content: readonly string[] | Buffer, asked: Asked = {}): Promise<Brought> {
    files += 1;
    const path = join(place, `${files}.csv`);
    writeFileSync(path, Buffer.isBuffer(content) ? content : content.join('\n'));
    const { source = 'mis', dryRun = false, today: day = today, ...more } = asked;
    const actor = commandActor(tenantId, 'test', day);
    const outcome = await kind.bringIn(db, actor, { path, source, dryRun, ...more });
    const { kind: _, source: __, file: ___, refusals, ...counts } = outcome;
    const { read, added, changed, same, refused } = counts;
    if (read !== added + changed + same + refused)
      throw new Error(`Not one of each: ${JSON.stringify(counts)}`);
    return {
      ...counts,
      refusals: refusals.map(({ line, field, rule }) => `${line} ${field} ${rule}`),
      messages: refusals.map(({ message }) => message),
    };
  }

  /** Takes back the newest run of a source that has not been taken back yet. */
  async function undoLast(source = 'mis'): Promise<Undone> {
    const actor = commandActor(tenantId, 'test', today);
    return withActor(db, actor, async (tx) => {
      const runs = await runsOf(tx, tenantId, { source, most: 50 });
      const runId: RunId | undefined = runs.find(
        (run) => run.undoneAt === null && run.kind === kind.kind,
      )?.id;
      if (runId === undefined) throw new Error(`There is no run of ${source} to take back`);
      return undoRun(tx, actor, [kind], { runId, reason: 'a test' });
    });
  }

  /** Every row of some tables of the organisation, without their own ids: they are new each time. */
  function held(...tables: readonly string[]): Promise<Record<string, unknown[]>> {
    return withActor(db, { tenantId, reach: 'whole', sensitive: 'all' }, async (tx) => {
      const all: Record<string, unknown[]> = {};
      for (const table of tables) {
        const { rows } = await sql<{ row: unknown }>`
          select to_jsonb(t) - 'id' - 'run_id' as row from ${sql.table(table)} t
          where t.tenant_id = ${tenantId} order by (to_jsonb(t) - 'id' - 'run_id')::text`.execute(tx);
        all[table] = rows.map(({ row }) => row);
      }
      return all;
    });
  }
}
