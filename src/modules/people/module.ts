import type { ImportKind } from '#modules/sources';
import type { Module } from '#web';
import { peopleKind } from './actions/import-people.ts';
import { peopleMerge } from './actions/merge/merge-part.ts';
import { placesSection } from './pages/places-section.tsx';
import { whoSection } from './pages/who-section.tsx';
import { peopleMissing } from './queries/missing.ts';
import { peopleQuality } from './queries/quality/index.ts';
import { reach } from './queries/reach.ts';

/** The list of people and the page of each belong to the frame; here is what this module gives to them. */
export const people: Module = {
  name: 'people',
  routes: [],
  places: [
    { href: '/people', label: 'people.title', permission: 'people.see', order: 20 },
    { href: '/quality', label: 'quality.place', permission: 'quality.see', order: 80 },
  ],
  personSections: [placesSection, whoSection],
  reach: [reach],
  merge: peopleMerge,
  quality: peopleQuality,
  missing: peopleMissing,
};

/** The kinds of file that this module takes. */
export const peopleImports: readonly ImportKind[] = [peopleKind];
