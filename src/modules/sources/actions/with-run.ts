import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type Database, insertRows, newId, type RunId, type TenantId, type Tx, withActor } from '#db';
import type { RefusalList } from '#files';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { isTooMuch, type Policy } from '../rules/share.ts';
import { keepStop } from './keep-stop.ts';
import { settledSource } from './settle-source.ts';

/** What became of the rows of a file: every row read is one of added, changed, same or refused. */
export type Counts = { added: number; changed: number; same: number; ended: number };

/** Counts, and how many facts (not rows) were changed or ended of how many that this source had said before. */
export type Written = Counts & {
  moved: number;
  standing: number;
  /** The day the file speaks of, where it speaks of one. */
  asAt?: PlainDate | null;
};

/** The contract of `waymark import --json`: the refused rows, of which at most 1,000 refusals are listed. */
export type Outcome = { kind: string; source: string; file: string; read: number } & Counts & {
    refused: number;
    refusals: readonly { line: number; field: string; rule: string; found: string; message: string }[];
  };

export type RunSpec = {
  kind: string;
  source: string;
  file: string;
  sha256: string;
  mapping: string;
  mappingVersion?: number | undefined;
  dryRun: boolean;
  /** Data rows of the file. */
  read: number;
  refused: RefusalList;
  /** Only for this run; otherwise what is settled for the source. */
  policy?: Policy | undefined;
  /** Somebody has looked at how much it moves and wants it. */
  confirmed?: boolean | undefined;
  /** What this kind can do; the others are refused. */
  policies: readonly Policy[];
  /** The day of the whole file, where one was given. */
  on?: PlainDate | undefined;
  first?: ((tx: Tx) => Promise<void>) | undefined;
  found?: ((tx: Tx, found: Found) => Promise<void>) | undefined;
  done?: ((tx: Tx, runId: RunId) => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
};

/** The run under which facts are written. */
export type Run = {
  tenantId: TenantId;
  runId: RunId;
  kind: string;
  source: string;
  policy: Policy;
  today: PlainDate;
  refused: RefusalList;
};

/** What a run comes to, before it is kept or taken back. */
export type Found = {
  runId: RunId;
  written: Written;
  /** Whole per cent that it may move without a person. */
  share: number;
  /** Why it waits for a person, in one sentence; undefined when it does not. */
  stop: string | undefined;
  /** How many refusals broke each rule, the unlisted ones too. */
  byRule: ReadonlyMap<string, number>;
};

/** A run that would move too much waits for a person. */
export class Stopped extends Refused {
  override name = 'Stopped';
  /** The reason alone, without what to do about it on the command line. */
  readonly why: string;

  constructor(why: string) {
    super(`${why} Look at it with --dry-run --confirm; if it is right, bring it in with --confirm.`);
    this.why = why;
  }
}

/** Somebody called the import off, or has gone, before it was kept. */
export class CalledOff extends Refused {
  override name = 'CalledOff';
}

class DryRun extends Error {}

/**
 * Writes a file's facts and the record of the run in one transaction: all of the file or none of it, whatever happens.
 * A dry run does the same work and takes it back, so its counts are the real ones.
 *
 * Refuses a file that would speak of a day to come. Stops (and keeps nothing but why) when it would change or end more than the share settled for the source.
 *
 * @param write writes the facts under the run and answers the counts
 */
export async function withRun(
  db: Database,
  actor: Actor,
  spec: RunSpec,
  write: (tx: Tx, run: Run) => Promise<Written>,
): Promise<Outcome> {
  if (spec.on !== undefined && spec.on > actor.today)
    throw new Refused(`${spec.on} is still to come, and no file can speak of it: say an earlier day.`);
  const runId = newId<RunId>();
  let counts: Counts = { added: 0, changed: 0, same: 0, ended: 0 };
  try {
    await withActor(db, actor, async (tx) => {
      await oneAtATime(tx, actor.tenantId);
      await spec.first?.(tx);
      const settled = await settledSource(tx, actor.tenantId, spec);
      const { tenantId, today } = actor;
      const { kind, source, refused } = spec;
      await keepRun(tx, actor, runId, spec, settled.policy);
      const written = await write(tx, {
        tenantId,
        runId,
        kind,
        source,
        policy: settled.policy,
        today,
        refused,
      });
      counts = countsOf(written);
      const { share } = settled;
      const stop = isTooMuch(written.moved, written.standing, share)
        ? tooMuch(spec, written, share)
        : undefined;
      await spec.found?.(tx, { runId, written, share, stop, byRule: refused.byRule });
      if (stop !== undefined && !spec.confirmed) throw new Stopped(stop);
      await tx
        .updateTable('sources.run')
        .set({ ...counts, as_at: written.asAt ?? null, read: spec.read, refused: refused.rows })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', runId)
        .execute();
      await keepRefusals(tx, actor, runId, refused);
      await record(tx, actor, {
        act: 'import.run',
        subjectId: runId,
        why: `${kind} from ${source}`,
        number: spec.read,
      });
      refuseCalledOff(spec.signal);
      if (spec.dryRun) throw new DryRun();
      await spec.done?.(tx, runId);
    });
  } catch (error) {
    if (error instanceof Stopped && !spec.dryRun) await keepStop(db, actor, spec, 'share', error.why);
    if (!(error instanceof DryRun)) throw error;
  }
  const { kind, source, file, read, refused } = spec;
  // Whom a refused row names is kept, and not told: the document is a contract.
  const refusals = refused.kept.map(({ who: _, ...refusal }) => refusal);
  return { kind, source, file, read, ...counts, refused: refused.rows, refusals };
}

/** Whoever asked has gone, or wants it no more. */
export function refuseCalledOff(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new CalledOff('This import was called off before it ended, so nothing was kept.');
}

function countsOf({ added, changed, same, ended }: Written): Counts {
  return { added, changed, same, ended };
}

function tooMuch({ file, source, kind }: RunSpec, { moved, standing }: Written, share: number): string {
  const percent = standing === 0 ? 100 : Math.floor((moved * 100) / standing);
  return `${file} would change or end ${moved} of the ${standing} facts of ${kind} that ${source} has said so far (${percent} %), and more than ${share} % waits for a person, so nothing was written.`;
}

/** Two files at once would each build on what the other has not yet written; the second waits for the first. */
export async function oneAtATime(tx: Tx, tenantId: TenantId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tenantId}`}, 0))`.execute(tx);
}

async function keepRun(tx: Tx, actor: Actor, id: RunId, spec: RunSpec, policy: Policy): Promise<void> {
  await tx
    .insertInto('sources.run')
    .values({
      tenant_id: actor.tenantId,
      id,
      kind: spec.kind,
      source: spec.source,
      file_name: spec.file,
      file_sha256: spec.sha256,
      mapping: spec.mapping,
      mapping_version: spec.mappingVersion ?? null,
      policy,
      account_id: actor.accountId,
      read: 0,
      refused: 0,
      added: 0,
      changed: 0,
      same: 0,
      ended: 0,
    })
    .execute();
}

async function keepRefusals(tx: Tx, actor: Actor, runId: RunId, refused: RefusalList): Promise<void> {
  const rows = refused.kept.map(({ who, ...refusal }) => ({
    tenant_id: actor.tenantId,
    id: newId<never>(),
    run_id: runId,
    ...refusal,
    upn: who?.upn ?? null,
    source_key: who?.sourceId ?? null,
  }));
  await insertRows(tx, 'sources.refusal', rows);
}
