import type { Module } from '#web';
import { compareAll } from './actions/compare-all.ts';
import { gatherSheets } from './actions/gather-sheets.ts';
import { followRoll } from './actions/invite.ts';
import { instrumentsMerge } from './actions/merge-answers.ts';
import { ownQuestions } from './pages/own-questions.tsx';
import { saidSection } from './pages/said-section.tsx';
import { instrumentsToday } from './pages/today-parts.ts';
import { instrumentsKept } from './queries/kept.ts';
import { routes } from './routes/index.ts';

export const instruments: Module = {
  name: 'instruments',
  routes,
  places: [{ href: '/instruments', label: 'instruments.title', permission: 'answer.give', order: 55 }],
  personSections: [saidSection],
  merge: instrumentsMerge,
  kept: instrumentsKept,
  today: instrumentsToday,
  own: [ownQuestions],
  tended: [
    {
      what: 'gathering anonymous answers',
      tend: (tx, actor) => gatherSheets(tx, actor, { today: actor.today }),
    },
    { what: 'inviting whoever has come since', tend: followRoll },
    { what: 'adding up what everybody came to', tend: compareAll },
  ],
};
