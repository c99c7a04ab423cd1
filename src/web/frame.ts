import type { SettingId } from '#db';
import type { Say } from './words.ts';

export type { Say } from './words.ts';

/** The setting and the year group an account has chosen to have before it. Null is every one it reaches. */
export type WorkingAt = { setting: { id: SettingId; name: string } | null; ncYear: number | null };

/** What every page shows around what it is about. */
export type PageFrame = {
  /** Language of the page, such as `en`. */
  lang: string;
  dir?: 'ltr' | 'rtl' | undefined;
  say: Say;
  /** Path of the page, without the query. */
  path: string;
  /** Who is signed in, or null. */
  account: { name: string; organisation: string } | null;
  /** Null for whoever sees no young people. */
  workingAt: WorkingAt | null;
  /** What the setting is called, for whoever reaches one and nobody else. */
  onlySetting?: string | undefined;
  /** The places this account may go to, in order. */
  places: readonly { href: string; label: string; current: boolean }[];
  /** What has just been done, said once. */
  flash: { kind: 'success' | 'note'; text: string } | null;
  /** Addresses of the stylesheets and scripts. */
  assets: { css: readonly string[]; early: readonly string[]; js: readonly string[] };
  /** What was searched for, to stay in the box. */
  search?: string | undefined;
  /** Everybody shown is made up. */
  demo: boolean;
};
