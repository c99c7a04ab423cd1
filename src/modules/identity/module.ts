import type { Module } from '#web';
import { identityExpiring } from './actions/expire.ts';
import { routes } from './routes.tsx';
import { identityTold } from './told.ts';

export const identity: Module = {
  name: 'identity',
  routes,
  places: [
    { href: '/accounts', label: 'accounts.title', permission: 'accounts.manage', order: 90 },
    { href: '/looks', label: 'looking.title', permission: 'looks.see', order: 80 },
  ],
  expiring: identityExpiring,
  told: identityTold,
};
