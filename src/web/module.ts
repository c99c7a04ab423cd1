import type { ReactNode } from 'react';
import type { PlainDate } from '#dates';
import type { AccountId, PersonId, SettingId, TenantId, Tx } from '#db';
import type { Actor, Permission } from './actor.ts';
import type { PageFrame, Say, WorkingAt } from './frame.ts';
import type { Ask, Route } from './route.ts';

/** What a module gives to the whole: `src/app.ts` composes these, and nothing else knows them all. */
export type Module = {
  name: string;
  routes: readonly Route[];
  /** Places in the header, in order of `order`. */
  places?: readonly Place[];
  personSections?: readonly PersonSection[];
  reach?: readonly ReachSource[];
  calendarWarnings?: readonly CalendarWarning[];
  merge?: MergePart;
  kept?: readonly KeptTable[];
  quality?: QualityPart;
  missing?: MissingPart;
  today?: readonly TodayPart[];
  find?: readonly FindPart[];
  chosen?: readonly ChosenAction[];
  firstSteps?: readonly FirstStep[];
  told?: readonly ToldPart[];
  expiring?: readonly Expiring[];
  own?: readonly OwnPart[];
  tended?: readonly Tended[];
};

/** Something that a server does every minute in every organisation, as the organisation. */
export type Tended = {
  /** What it is, for whoever reads of its faults. */
  what: string;
  tend(tx: Tx, actor: Actor): Promise<unknown>;
};

/** A part of the page that young people and families have of their own, in order of `order`: nothing when there is nothing. */
export type OwnPart<Loaded = unknown> = {
  id: string;
  order: number;
  load(
    tx: Tx,
    of: { actor: Actor; personId: PersonId; respondent: 'young_person' | 'family' },
  ): Promise<Loaded>;
  render(loaded: Loaded, on: { frame: PageFrame; personId: PersonId }): ReactNode;
};

/** Something that is kept for some days only (`library/retention.yaml` says how many) and goes by itself. */
export type Expiring = {
  what: string;
  /** @returns how many rows went */
  expire(tx: Tx, of: { tenantId: TenantId; days: number }): Promise<number>;
};

/**
 * Something that can be done with those who were chosen in the list of people. The address gets `chosen` once for each, and only
 * shows: a form that says whom it is about, before anything is written.
 */
export type ChosenAction = { order: number; href: string; label: string; permission: Permission };

/** Something that has to be there before Waymark can be of use to an organisation. */
export type FirstStep = {
  id: string;
  order: number;
  /** Keys of messages: what to do, and what it is for. */
  title: string;
  hint: string;
  /** Where it is done. */
  href: string;
  permission: Permission;
  isDone(tx: Tx, of: { tenantId: TenantId; today: PlainDate }): Promise<boolean>;
};

/** A part of Today: things of one sort that wait for somebody, each with the reason and the next step. */
export type TodayPart = {
  id: string;
  order: number;
  /** Keys of messages: what it is called, and what it means. */
  title: string;
  about: string;
  /** Without it there is nothing that one could do about any of it, so it is not shown. */
  permission: Permission;
  find(tx: Tx, of: TodayAsk): Promise<TodayFound>;
};

export type TodayAsk = {
  actor: Actor;
  /** Only whoever is at that setting and in that year; what belongs to no year follows the setting alone. */
  workingAt: WorkingAt;
  /** The day on which the account looked last, before today. */
  since: PlainDate;
  /** How many rows are shown at most. */
  most: number;
};

export type TodayFound = {
  rows: readonly TodayRow[];
  /** How many there are, whether they are shown or not; at most `MANY`, which says "or more". */
  total: number;
  /** Where all of them are: an address and the key of its name. */
  more?: { href: string; label: string } | undefined;
};

/** Nobody counts further than this for a heading. */
export const MANY = 500;

/** One thing that waits. Words are made when the page is, in its language. */
export type TodayRow = {
  key: string;
  /** What it is about, and where that is shown. */
  href?: string | undefined;
  name(say: Say): string;
  /** Who that is: year and setting, or the source of a file. */
  where(say: Say): string;
  picture?(say: Say): ReactNode;
  /** The reasons why it is here. */
  says(say: Say): readonly string[];
  /** Somebody it is about, for the record of looks. */
  personId?: PersonId;
  next: { href: string; label: string };
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

/**
 * How much harm it does when somebody reads it who should not: `sensitive` is what the law or a young person would call so (health,
 * care, conduct, what adults think), `confidential` what only a few may know that it exists.
 */
export type DataClass = 'open' | 'sensitive' | 'confidential';

/** A table that keeps something about young people: read out when one of them asks, and emptied when their record is erased. */
export type KeptTable = {
  table: string;
  /** The columns that name the young person. */
  by: readonly string[];
  /** Where a row names them by way of another: its column, and that other table. */
  through?: { column: string; table: string; by: readonly string[] };
  /** Key of what its rows are called; null for what is worked out again from rows that are read out anyway. */
  label: string | null;
  dataClass: DataClass;
  /** Columns in which somebody else may be named: whoever gives it out looks at these first. */
  mayNameOthers?: readonly string[];
  /** More columns, in SQL over the alias `kept`: what an id of another table stands for. */
  also?: string;
  /** Makes a row plain where its columns do not speak for themselves. */
  plain?(row: KeptRow): KeptRow;
};

/** A row as PostgreSQL writes it in JSON. */
export type KeptRow = Readonly<Record<string, unknown>>;

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

/** Whose data is looked at: whoever the actor reaches, at one setting when it is given. */
export type QualityAsk = { actor: Actor; settingId?: SettingId | undefined };

/** What may be wrong with the data: one scan counts all that a module looks for, and each check lists its own. */
export type QualityPart = {
  checks: readonly QualityCheck[];
  /** By the id of the check. */
  counts(tx: Tx, ask: QualityAsk): Promise<Readonly<Record<string, number>>>;
};

export type QualityCheck = {
  /** As in the address, such as `no-upn`. */
  id: string;
  order: number;
  /** Keys of messages: what it is called, and what it means and who can mend it. */
  title: string;
  about: string;
  find(tx: Tx, ask: QualityAsk & { limit: number; offset: number }): Promise<readonly Finding[]>;
  /** A page with what was decided before, or settled for all: its address and the key of its name. */
  more?: { href: string; label: string; permission: Permission };
};

/** One thing that was found, about one young person. */
export type Finding = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  settingName: string | null;
  /** What was found, in words. */
  says(say: Say): string;
  /** Where it can be mended, or where one can see why: an address and the key of what one does there. */
  next: { href: string; label: string };
};

/** One sort of thing that can be found by words, among what an actor reaches. */
export type FindPart = {
  id: string;
  order: number;
  /** Key of what they are called together. */
  title: string;
  permission: Permission;
  find(tx: Tx, of: { actor: Actor; text: string; most: number }): Promise<FindFound>;
};

export type FindFound = {
  rows: readonly FoundRow[];
  /** Where all of them are, when there are more: an address and the key of its name. */
  more?: { href: string; label: string } | undefined;
};

export type FoundRow = {
  key: string;
  href: string;
  name(say: Say): string;
  where(say: Say): string;
  /** Key of what is to be said of it besides. */
  note?: string | undefined;
  /** Somebody it is about, for the record of looks. */
  personId?: PersonId;
};

/** What may not be known of a young person, as far as a module would know it. */
export type MissingPart = {
  unknowns: readonly Unknown[];
  /** The ids of those that are not known of one young person. */
  of(
    tx: Tx,
    whom: { tenantId: TenantId; personId: PersonId; today: PlainDate },
  ): Promise<ReadonlySet<string>>;
};

export type Unknown = {
  /** As in the address of its place on the page, such as `date-of-birth`. */
  id: string;
  /** Key of what it is called. */
  title: string;
  /** The kind of file that brings it. */
  kind: string;
};

/** A place in the header; the first that an account may go to is its home. */
export type Place = {
  href: string;
  label: string;
  permission: Permission;
  order: number;
  /** The list there begins with the setting that one works at, or with the year group as well. */
  follows?: 'setting' | 'setting-and-year';
};

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
    subject: {
      personId: PersonId;
      settingId: SettingId | null;
      actor: Actor;
      today: PlainDate;
      /** What the address says besides: a section may show a part of what it has. */
      query: Ask['query'];
    },
  ): Promise<Loaded>;
  render(loaded: Loaded, frame: PageFrame): ReactNode;
  /** The least of it that belongs on one sheet of paper, for a meeting. */
  sheet?(loaded: Loaded, frame: PageFrame): ReactNode;
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
  /** The adults of one young person: the same relation from the other side. */
  adultsOf?(
    tx: Tx,
    of: { tenantId: TenantId; personId: PersonId; today: PlainDate },
  ): Promise<readonly OwnAdult[]>;
  /** Those who read one thing about a young person and nothing else: asked with all that there is. */
  readersOf?(
    tx: Tx,
    of: { tenantId: TenantId; personId: PersonId; today: PlainDate },
  ): Promise<readonly Reader[]>;
};

/** Somebody who reads what was put before a panel; whether the young person and the family are told that they do. */
export type Reader = { accountId: AccountId; panel: string; isTold: boolean };

export type OwnPerson = {
  personId: PersonId;
  why: 'mentor' | 'coach' | 'caseload' | 'tutors' | 'teaches' | 'self' | 'parent';
};
export type OwnAdult = { accountId: AccountId; why: OwnPerson['why'] };

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

/** Something that happened and of which people with accounts are told by e-mail: that it did, and where to look, nobody by name. */
export type ToldPart = {
  /** As in `messages.message`, and in the keys of what is said: `mail.KIND.subject` and `mail.KIND.body`. */
  kind: string;
  /** Where to look, such as `/calls`. */
  href: string;
  /** What happened since a moment and whom it is told to; nobody is told of the same thing twice. */
  find(tx: Tx, of: { actor: Actor; since: string }): Promise<readonly ToldOf[]>;
};

export type ToldOf = { aboutId: string; to: readonly AccountId[] };
