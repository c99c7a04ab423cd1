import type { Actor, WorkingAt } from '#web';

/**
 * What somebody works at, as far as they still reach it: a setting out of reach by now narrows nothing, or nobody
 * would be left and nothing would say why.
 *
 * @example withinReach(actor, { setting: { id: ashdale, name: 'Ashdale' }, ncYear: 9 }) // { setting: null, ncYear: 9 }
 */
export function withinReach({ reach }: Pick<Actor, 'reach'>, workingAt: WorkingAt): WorkingAt {
  const { setting } = workingAt;
  const isReached =
    setting === null || reach === 'whole' || reach.people.length > 0 || reach.settings.includes(setting.id);
  return isReached ? workingAt : { ...workingAt, setting: null };
}
