import { britishMoment } from '#dates';
import { nameOnPage } from '#modules/people';
import { MANY, type TodayPart, yearInWords } from '#web';
import { callsWithin } from '../queries/calls.ts';
import { actionsDue } from './today-actions.ts';
import { waitingForAnswers } from './today-waiting.ts';

/** Whoever asked for an adult, before everything else: nobody waits for a young person's sake behind a list. */
const called: TodayPart = {
  id: 'calls',
  order: 2,
  title: 'calls.today',
  about: 'calls.today-about',
  permission: 'call.answer',
  async find(tx, { actor, most }) {
    const calls = await callsWithin(tx, actor.tenantId, { most: MANY, waiting: true });
    return {
      total: calls.length,
      more: { href: '/calls', label: 'calls.title' },
      rows: calls.slice(0, most).map((call) => ({
        key: call.id,
        href: `/people/${call.personId}`,
        personId: call.personId,
        name: (say) => nameOnPage(say, call),
        where: (say) => [yearInWords(say, call.ncYear), call.settingName].filter(Boolean).join(' · '),
        says: (say) => [say('calls.since', { moment: britishMoment(call.calledAt) })],
        next: { href: `/calls#call-${call.id}`, label: 'calls.look' },
      })),
    };
  },
};

export const instrumentsToday: readonly TodayPart[] = [called, waitingForAnswers, actionsDue];
