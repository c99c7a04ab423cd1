import type { ActsOfDay } from '#modules/audit';
import type { Say } from '#web';

const ACTS = [
  'person.seen',
  'person.compared',
  'person.merged',
  'person.unmerged',
  'person.told_apart',
  'person.told_apart_taken_back',
  'note.written',
  'mark.given',
  'response.begun',
  'answers.given',
  'response.ended',
  'file.added',
  'file.removed',
  'file.opened',
  'adult.named',
  'adult.ended',
  'adult.called',
  'referral.put',
  'referral.seen',
  'referral.decided',
  'referral.taken_back',
  'agenda.seen',
  'document.opened',
  'share.made',
  'share.revoked',
  'share.seen',
  'own_account.opened',
  'own_account.ended',
  'call.seen',
  'call.answered',
  'tier.decided',
  'move.accepted',
  'move.declined',
  'move.reopened',
  'person.given',
  'person.held',
  'person.hold_ended',
  'person.erasure_asked',
  'person.erasure_declined',
] as const;

/** An act that has no words yet is named as it is kept. */
export function actInWords(say: Say, { act, times }: ActsOfDay): string {
  const known = ACTS.find((each) => each === act);
  if (!known) return act;
  const words = say(`looks.acts.${known.replace('.', '-')}`);
  return times > 1 ? say('looks.times', { what: words, count: times }) : words;
}
