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
  calendarWarnings?: readonly CalendarWarning[];
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
  load(
    tx: Tx,
    subject: { personId: PersonId; settingId: SettingId | null; actor: Actor; today: PlainDate },
  ): Promise<Loaded>;
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

/**
 * What a module holds of days on which a changed calendar would have no sessions any more, for whoever is about to change
 * it: `people` keeps calendars and may not call the modules above it.
 */
export type CalendarWarning = {
  /** Key of a message that says what is held on one day, with its `count`. */
  says: string;
  /** The days on which there is something, in order, and how much. */
  heldOn(
    tx: Tx,
    of: { tenantId: TenantId; settingIds: readonly SettingId[]; days: readonly PlainDate[] },
  ): Promise<readonly { date: PlainDate; count: number }[]>;
};
