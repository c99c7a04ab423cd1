import type { PlainDate } from '#dates';
import type { Database } from '#db';
import type { Actor } from './actor.ts';
import type { WorkingAt } from './frame.ts';
import type { ReachSource } from './module.ts';
import type { NeededPermission } from './route.ts';
import type { Say } from './words.ts';

/** Somebody signed in, and the organisation they signed in to. */
export type Visitor = {
  actor: Actor;
  organisation: string;
  madeUp: boolean;
  workingAt: WorkingAt;
  /** Minutes since they last showed who they are: by signing in, or once more for something that matters. */
  proved: number;
  /** Where they have to go before anything else, and nowhere but there and below. */
  first?: string | undefined;
};

/** Who comes in and what they may: given to the server from above, because the web knows no module. */
export type Gate = {
  recognise(db: Database, ask: Recognition): Promise<Visitor | undefined>;
  /** Keeps that somebody asked for what they may not have. */
  refused(db: Database, actor: Actor, what: string): Promise<void>;
  /** Throws unless the permission table and the routes say the same. */
  check(found: readonly Guarded[]): void;
};

export type Recognition = {
  cookie: string | undefined;
  today: PlainDate;
  reach: readonly ReachSource[];
  say: Say;
};

/** A route, command or export, and what it takes to use it. */
export type Guarded = { what: string; permission: NeededPermission | 'installation' };
