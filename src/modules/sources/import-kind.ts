import type { RawBuilder } from 'kysely';
import type { PlainDate } from '#dates';
import type { Database, PersonId, RunId, Tables, TenantId, Tx } from '#db';
import type { Mapping, Section } from '#files';
import type { Actor } from '#modules/access';
import type { Say } from '#web';
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
  /** Refuses a mapping that cannot be right for this kind, whatever the file: a word in it that is on no list. */
  refuseMapping?(mapping: Mapping): void;
  bringIn(db: Database, actor: Actor, call: ImportCall): Promise<Outcome>;
  /** Everything that runs of this kind write, what rests on other things first; without any, none can be taken back. */
  undo: readonly Undo[];
  /** How what a run did is found again, person by person; without it, by the tables that `undo` names. */
  traces?: readonly Trace[];
};

/** Something that a run wrote and that stays when the run is taken back, because something else rests on it. */
export type KeptBack = {
  personId: PersonId | null;
  says: string;
  /** The id of its row, by which it is found again when what rested on it has gone. */
  entityId?: string;
};

export type Undone = { removed: number; restored: number; kept: readonly KeptBack[] };

export type Which = {
  tenantId: TenantId;
  runId: RunId;
  today: PlainDate;
  /** Only these rows, by their ids and those of their young people: what an earlier undoing of the run had to keep. */
  only?: ReadonlySet<string>;
};

/**
 * Takes back what one run wrote of one sort; what a later run has touched since is kept and named. Asked again, it takes
 * back what it had kept and nothing stands in the way of any more.
 */
export type Undo = {
  (tx: Tx, run: Which): Promise<Undone>;
  /** The tables it is about. */
  tables?: readonly UndoTable[];
};

/** A table whose rows a run can have added and changed; it has the columns `id` and `run_id`. */
export type UndoTable = {
  entity: string;
  table: keyof Tables & string;
  /** The column that names the young person of a row, where there is one. */
  person?: 'person_id' | 'id';
  /**
   * The table of those whom a row puts at a setting (its `person_id` and `setting_id`): facts about them that lie there
   * rest on it, whoever brought them.
   */
  places?: keyof Tables & string;
  /** What runs change of a row that was there already is worked out from other tables, and is again after an undoing. */
  workedOut?: true;
  /** A row says something of everybody at a setting: after a run that wrote one, everybody is reviewed again. */
  isAboutMany?: true;
};

/** One fact that a run wrote, changed or ended. */
export type Traced = {
  personId: PersonId | null;
  entity: string;
  became: 'added' | 'changed' | 'ended';
  /** What it said before and says now, by column; null where it said nothing. */
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
};

/** How what a run did to one sort of fact is found again. */
export type Trace = {
  /** What a fact of this sort is called, as in `sources.change`. */
  entity: string;
  /** As of its table. */
  isAboutMany?: true | undefined;
  /**
   * A query, a row a fact, of the columns `person_id`, `id` (something to sort by), `became`, and `before` and `after` as
   * jsonb; a trace by tables has `entity_id` too, for those that build on it.
   */
  facts(run: Pick<Which, 'tenantId' | 'runId'>): RawBuilder<unknown>;
  /** Says what one fact came to, where its columns do not say it by themselves. */
  tell?(fact: Traced, say: Say): readonly ToldFact[];
};

/** A column of a fact (its name, or words for it) and what stood and stands in it, as a page shows it. */
export type ToldFact = { what: string; before: string | null; after: string | null };
