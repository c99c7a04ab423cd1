import type { Module } from '#web';
import { riskMerge } from './actions/merge-profiles.ts';
import { profileSection } from './pages/profile-section.tsx';

export const risk: Module = {
  name: 'risk',
  routes: [],
  personSections: [profileSection],
  merge: riskMerge,
};
