import type { Module } from '#web';
import { sourcesExpiring } from './actions/expire-refusals.ts';
import { sourcesKept } from './queries/kept.ts';

/** The pages of importing belong to the frame, because every module brings kinds of file; here is where they are found. */
export const sources: Module = {
  name: 'sources',
  routes: [],
  places: [{ href: '/sources', label: 'sources.title', permission: 'import.run', order: 80 }],
  kept: sourcesKept,
  expiring: sourcesExpiring,
};
