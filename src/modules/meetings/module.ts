import type { Module } from '#web';
import { meetingsMerge } from './actions/merge-referrals.ts';
import { meetingsKept } from './queries/kept.ts';
import { panelReadersOf } from './queries/referrals.ts';
import { meetingsTold } from './queries/told.ts';
import { agendaRoutes } from './routes/agenda-routes.tsx';
import { panelRoutes } from './routes/panel-routes.tsx';
import { referralRoutes } from './routes/referral-routes.tsx';
import { REFERRAL_FORM } from './rules/words.ts';

/** What is done with a referral once it is written. */
export const afterReferral = {
  instrument: REFERRAL_FORM,
  permission: 'panel.refer',
  label: 'referrals.new',
  href: (personId: string) => `/people/${personId}/referrals`,
} as const;

export const meetings: Module = {
  name: 'meetings',
  routes: [...panelRoutes, ...referralRoutes, ...agendaRoutes],
  places: [{ href: '/agenda', label: 'agenda.title', permission: 'panel.sit', order: 60 }],
  merge: meetingsMerge,
  kept: meetingsKept,
  told: meetingsTold,
  reach: [{ readersOf: panelReadersOf }],
};
