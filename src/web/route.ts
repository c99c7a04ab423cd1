/** Routes are data, so that permission, same-origin check and error pages happen in one place: `server.ts`. */
import type { ReactElement } from 'react';
import type { PlainDate } from '#dates';
import type { Database } from '#db';
import type { Actor, Permission } from './actor.ts';
import type { PageFrame, Say } from './frame.ts';

export type NeededPermission = Permission | 'public' | 'signed_in';

/** What was asked, as far as a page may know it. */
export type PublicAsk = {
  db: Database;
  actor: Actor | null;
  /** Parts of the path: ids (`id`, `…Id`) have been checked to be UUIDs. */
  params: Record<string, string>;
  query: Record<string, string | string[] | undefined>;
  form: Record<string, string | string[]>;
  frame: PageFrame;
  say: Say;
  /** The session cookie is here for signing in and out only. */
  request: {
    address: string;
    path: string;
    url: string;
    /** Where this Waymark is on the web, as the browser has it or `WAYMARK_ORIGIN` says: for what is printed. */
    origin: string;
    session: string | undefined;
    /** What this browser was sent elsewhere with, to sign in there. */
    pending: string | undefined;
  };
  demo: DemoSignIns | null;
  /** The day it is, or the day that is being played. */
  today: PlainDate;
  /** The longest file that a form may hold, in bytes. */
  largestFile: number;
};

export type Ask = PublicAsk & { actor: Actor };

/** Who may sign in to the made-up organisation, shown on its sign-in page. */
export type DemoSignIns = {
  password: string;
  people: readonly { name: string; job: string; email: string }[];
};

/** One answer of a form that may hold files, in the order in which the form has them. */
export type FormPart =
  | { name: string; value: string }
  /** A file as it comes: read it before asking for the next part. Blank when none was chosen. */
  | { name: string; file: string; content: AsyncIterable<Uint8Array> };

/** Of a file longer than the longest that is taken comes one byte more. */
export type FilesAsk = Ask & { parts: AsyncIterable<FormPart> };

/** Where somebody shows once more who they are. */
export const AGAIN_PAGE = '/account/again';

/** `stepUp`: matters so much that whoever asks has to have shown lately who they are. */
type Answered = { method: 'GET' | 'POST'; path: string; stepUp?: boolean; takesFiles?: undefined };

export type Route =
  | (Answered & { permission: 'public'; handle(ask: PublicAsk): Promise<Reply> })
  | (Answered & { permission: Exclude<NeededPermission, 'public'>; handle(ask: Ask): Promise<Reply> })
  | {
      method: 'POST';
      path: string;
      permission: Exclude<NeededPermission, 'public'>;
      stepUp?: boolean;
      /** Takes a form with files, and no other. Every other route refuses one. */
      takesFiles: true;
      handle(ask: FilesAsk): Promise<Reply>;
    };

/** Said once, on the next page: the key of a message and its values. No personal data: it travels in a cookie. */
export type Flash = {
  kind?: 'success' | 'note';
  key: string;
  values?: Readonly<Record<string, string | number>>;
};

export type Download = {
  /** Name of the file as it is kept, such as `people.csv`. */
  name: string;
  /** Media type, such as `text/csv; charset=utf-8`. */
  type: string;
  body: string | Uint8Array | AsyncIterable<string>;
};

export type Reply =
  | { kind: 'page'; element: ReactElement; status: number }
  | {
      kind: 'redirect';
      to: string;
      flash: Flash | undefined;
      session: string | null | undefined;
      pending: string | null | undefined;
    }
  | ({ kind: 'download' } & Download)
  | { kind: 'not_found' };

/** A page. */
export function page(element: ReactElement, { status = 200 }: { status?: number } = {}): Reply {
  return { kind: 'page', element, status };
}

/**
 * Goes to another page with 303, so that the page is asked for with GET. `session` sets the session cookie, and null
 * removes it: for signing in and out only. `pending` is what a browser is sent elsewhere with, to sign in there.
 *
 * @example redirect(`/people/${id}`, { kind: 'success', key: 'notes.saved' })
 */
export function redirect(to: string, flash?: Flash, session?: string | null, pending?: string | null): Reply {
  return { kind: 'redirect', to, flash, session, pending };
}

/** A file to keep. A body in pieces must not hold a transaction open while it is read. */
export function download(file: Download): Reply {
  return { kind: 'download', ...file };
}

/** Not there, or not for this actor to know about: nobody can tell which. */
export function notFound(): Reply {
  return { kind: 'not_found' };
}
