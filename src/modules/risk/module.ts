import type { Module } from '#web';
import { profileSection } from './pages/profile-section.tsx';

export const risk: Module = { name: 'risk', routes: [], personSections: [profileSection] };
