import type { Module } from '#web';
import { riskMerge } from './actions/merge-profiles.ts';
import { journeySection } from './pages/journey/journey-section.tsx';
import { profileSection } from './pages/profile-section.tsx';
import { riskToday } from './pages/today-parts.tsx';
import { riskFirstSteps } from './queries/first-steps.ts';
import { riskKept } from './queries/kept.ts';
import { routes } from './routes.tsx';

export const risk: Module = {
  name: 'risk',
  routes,
  places: [
    { href: '/grid', label: 'grid.place', permission: 'mark.give', order: 52 },
    { href: '/places', label: 'places.title', permission: 'places.set', order: 60 },
    { href: '/validation', label: 'validation.place', permission: 'rules.choose', order: 70 },
    { href: '/numbers', label: 'numbers.place', permission: 'numbers.give', order: 65 },
    { href: '/rules', label: 'rules.title', permission: 'rules.choose', order: 75 },
  ],
  personSections: [profileSection, journeySection],
  merge: riskMerge,
  kept: riskKept,
  today: riskToday,
  firstSteps: riskFirstSteps,
};
