import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import type { Say } from '#web';
import { lockCalendar, type Weighed, type Wish, weighCalendar } from './weigh-calendar.ts';
import { writeCalendar } from './write-calendar.ts';

export type Kept = Weighed & {
  /**
   * `same`: it stood like this already, so sending a form twice changes nothing. `overtaken`: somebody kept another one
   * since it was written, and nothing is written before whoever wrote it has seen that.
   */
  outcome: 'kept' | 'same' | 'overtaken';
};

/**
 * Keeps a calendar of a setting, or with `settingId` null of the organisation, in the place of the one that stands. What
 * was there before stays in `people.calendar_change`, and the act in the audit.
 *
 * Throws `Problems` and refuses as `weighCalendar` does.
 *
 * @example const { outcome } = await keepCalendar(tx, actor, say, { settingId: null, draft: draftOf(proposeCalendar(2027)), seen });
 */
export async function keepCalendar(tx: Tx, actor: Actor, say: Say, wish: Wish): Promise<Kept> {
  const key = { settingId: wish.settingId, academicYear: wish.draft.academicYear };
  await lockCalendar(tx, actor, key);
  const weighed = await weighCalendar(tx, actor, say, wish);
  if (weighed.changes.length === 0) return { ...weighed, outcome: 'same' };
  if (weighed.isOvertaken) return { ...weighed, outcome: 'overtaken' };
  await writeCalendar(tx, actor, key, weighed.standing, weighed.calendar);
  return { ...weighed, outcome: 'kept' };
}
