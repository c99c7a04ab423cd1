import type { ReactNode } from 'react';
import type { PlainDate } from '#dates';
import type { AccountId, PersonId, SettingId, TenantId, Tx } from '#db';
import type { Actor, Permission } from './actor.ts';
import type { PageFrame } from './frame.ts';
import type { Route } from './route.ts';

/** What a module gives to the whole: `src/app.ts` composes these, and nothing else knows them all. */
export type Module = {
  name: string;
  routes: readonly Route[];
  /** Places in the header, in order of `order`. */
  places?: readonly Place[];
  personSections?: readonly PersonSection[];
  reach?: readonly ReachSource[];
  merge?: MergePart;
};

/** Two records of one young person: `from` goes, `into` stays. */
export type MergePair = { tenantId: TenantId; from: PersonId; into: PersonId };

/** One row that a merge touched: as it was and as it became. Nothing before is a row that was added, nothing after one that went. */
export type MovedRow = {
  table: string;
  id: string;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
};

/** How a module merges two records: whatever it holds about `from` becomes about `into`. */
export type MergePart = {
  /** Every table of the module that points at a young person, and the key of what its rows are called. */
  tables: readonly { table: string; label: string }[];
  /**
   * Moves the rows and answers each that it touched, in the order in which it did, so that the frame can undo it exactly.
   * Refuses, by name, what the two records say differently.
   */
  mergePerson(tx: Tx, pair: MergePair): Promise<MovedRow[]>;
};

/** A place in the header; the first that an account may go to is its home. */
export type Place = { href: string; label: string; permission: Permission; order: number };

/**
 * A section of a young person's page, in order of `order`. `title` is the key of a message. `load` runs in the
 * transaction of the page, `render` after it. An account without `permission` does not get the section.
 */
export type PersonSection<Loaded = unknown> = {
  id: string;
  order: number;
  title: string;
  permission?: Permission;
  load(tx: Tx, subject: { personId: PersonId; actor: Actor; today: PlainDate }): Promise<Loaded>;
  render(loaded: Loaded, frame: PageFrame): ReactNode;
};

/** How a module knows people and places that access does not: asked with the reach of the whole organisation. */
export type ReachSource = {
  /** The names of settings, for saying why somebody may see. */
  settingNames?(
    tx: Tx,
    of: { tenantId: TenantId; settingIds: readonly SettingId[] },
  ): Promise<ReadonlyMap<SettingId, string>>;
  /** The young people of one adult; `why` ends a message key, `roles.why.…`. */
  ownPeople?(
    tx: Tx,
    of: { tenantId: TenantId; accountId: AccountId; today: PlainDate },
  ): Promise<readonly OwnPerson[]>;
};

export type OwnPerson = { personId: PersonId; why: 'tutors' | 'teaches' };
