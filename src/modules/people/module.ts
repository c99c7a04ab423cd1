import type { ImportKind } from '#modules/sources';
import type { Module } from '#web';
import { peopleKind } from './actions/import-people.ts';
import { peopleMerge } from './actions/merge/merge-part.ts';
import { placesSection } from './pages/places-section.tsx';
import { reach } from './queries/reach.ts';

/** The list of people and the page of each belong to the frame; here is what this module gives to them. */
export const people: Module = {
  name: 'people',
  routes: [],
  places: [{ href: '/people', label: 'people.title', permission: 'people.see', order: 20 }],
  personSections: [placesSection],
  reach: [reach],
  merge: peopleMerge,
};

/** The kinds of file that this module takes. */
export const peopleImports: readonly ImportKind[] = [peopleKind];
