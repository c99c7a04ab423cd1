import type { ImportKind } from '#modules/sources';
import type { Module } from '#web';
import { classesKind } from './actions/import-classes/index.ts';
import { establishmentsKind } from './actions/import-establishments/index.ts';
import { peopleKind } from './actions/import-people.ts';
import { staffKind } from './actions/import-staff.ts';
import { peopleMerge } from './actions/merge/merge-part.ts';
import { peopleFind } from './pages/find-parts.ts';
import { placesSection } from './pages/places-section.tsx';
import { peopleToday } from './pages/today-parts.ts';
import { whoSection } from './pages/who-section.tsx';
import { peopleFirstSteps } from './queries/first-steps.ts';
import { peopleKept } from './queries/kept.ts';
import { peopleMissing } from './queries/missing.ts';
import { peopleQuality } from './queries/quality/index.ts';
import { reach } from './queries/reach.ts';
import { peopleTold } from './queries/told.ts';

/**
 * The list of people and the page of each belong to the frame; here is what this module gives to them. The routes of the
 * calendar are composed there too, with what modules above warn of when one changes.
 */
export const people: Module = {
  name: 'people',
  routes: [],
  places: [
    { href: '/mine', label: 'young.mine.place', permission: 'own.see', order: 5 },
    { href: '/today', label: 'today.title', permission: 'people.see', order: 10 },
    {
      href: '/people',
      label: 'people.title',
      permission: 'people.see',
      order: 20,
      follows: 'setting-and-year',
    },
    { href: '/calendars', label: 'calendars.place', permission: 'people.see', order: 60 },
    { href: '/quality', label: 'quality.place', permission: 'quality.see', order: 80, follows: 'setting' },
    { href: '/retention', label: 'retention.title', permission: 'kept.erase', order: 85 },
  ],
  personSections: [placesSection, whoSection],
  reach: [reach],
  merge: peopleMerge,
  kept: peopleKept,
  quality: peopleQuality,
  missing: peopleMissing,
  today: peopleToday,
  find: peopleFind,
  firstSteps: peopleFirstSteps,
  told: peopleTold,
};

/** The kinds of file that this module takes: what others rest on first. */
export const peopleImports: readonly ImportKind[] = [establishmentsKind, peopleKind, staffKind, classesKind];
