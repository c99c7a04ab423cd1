import type { Module } from '#web';
import { compareAll } from './actions/compare-all.ts';
import type { FiguresOf } from './actions/fill-in-from.ts';
import { gatherSheets } from './actions/gather-sheets.ts';
import { followRoll } from './actions/invite.ts';
import { instrumentsMerge } from './actions/merge-answers.ts';
import { ownQuestions } from './pages/own-questions.tsx';
import { saidSection } from './pages/said-section.tsx';
import { instrumentsToday } from './pages/today-parts.ts';
import { instrumentsKept } from './queries/kept.ts';
import { instrumentsTold } from './queries/told.ts';
import { type NextStep, routesOf } from './routes/index.ts';

/**
 * The module of instruments.
 *
 * @param figuresOf where the figures of a setting come from: modules above know more than this one
 * @param next what can be done with a form once it is sent, likewise
 */
export const instrumentsWith = (figuresOf: FiguresOf, next: readonly NextStep[]): Module => ({
  name: 'instruments',
  routes: routesOf(figuresOf, next),
  places: [{ href: '/instruments', label: 'instruments.title', permission: 'answer.give', order: 55 }],
  personSections: [saidSection],
  merge: instrumentsMerge,
  kept: instrumentsKept,
  today: instrumentsToday,
  own: [ownQuestions],
  told: instrumentsTold,
  tended: [
    {
      what: 'gathering anonymous answers',
      tend: (tx, actor) => gatherSheets(tx, actor, { today: actor.today }),
    },
    { what: 'inviting whoever has come since', tend: followRoll },
    { what: 'adding up what everybody came to', tend: compareAll },
  ],
});
