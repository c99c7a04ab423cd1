import type { PlainDate } from '#dates';
import type { Database, PersonId, RunId, TenantId, Tx } from '#db';
import type { Section } from '#files';
import type { Actor } from '#modules/access';
import type { ImportCall } from './actions/open-file.ts';
import type { Outcome } from './actions/with-run.ts';
import type { Policy } from './rules/share.ts';

/** A kind of file that can be brought in: what a module gives, and the command line, the pages and undo go by. */
export type ImportKind = {
  /** As on the command line, such as `people`. */
  kind: string;
  /** The section of a mapping that reads it. */
  section: Section;
  /** What a source of this kind may do to what it said before. */
  policies: readonly Policy[];
  bringIn(db: Database, actor: Actor, call: ImportCall): Promise<Outcome>;
  /** Everything that runs of this kind write, what rests on other things first. */
  undo: readonly Undo[];
};

/** Something that a run wrote and that stays when the run is taken back, because a later one rests on it. */
export type KeptBack = { personId: PersonId | null; says: string };

export type Undone = { removed: number; restored: number; kept: readonly KeptBack[] };

/** Takes back what one run wrote of one sort; what a later run has touched since is kept and named. */
export type Undo = (tx: Tx, run: { tenantId: TenantId; runId: RunId; today: PlainDate }) => Promise<Undone>;
