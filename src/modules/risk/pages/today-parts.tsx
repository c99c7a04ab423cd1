import { addDays, britishDate, type PlainDate, weekday } from '#dates';
import type { Tx } from '#db';
import { nameOnPage, whereInWords } from '#modules/people';
import { DomainStrip } from '#ui';
import {
  type Actor,
  marksInWords,
  type Say,
  type TodayAsk,
  type TodayFound,
  type TodayPart,
  type TodayRow,
  tierName,
  type WorkingAt,
  yearInWords,
} from '#web';
import { linesOf } from '../queries/lines.ts';
import { ruleSetInUse } from '../queries/rule-sets.ts';
import { changedFor, dueFor, noticedFor, type TodayQuery, type Waiting } from '../queries/today.ts';

/** Reasons told of one person; the page of each has all of them. */
const TOLD = 2;

/** Who needs noticing: records changed, and nobody has decided since. */
const noticed: TodayPart = {
  id: 'noticing',
  order: 20,
  title: 'today.noticing.title',
  about: 'today.noticing.about',
  permission: 'mark.give',
  find: (tx, ask) =>
    found(tx, ask, async (query) => ({
      ...(await noticedFor(tx, query)),
      says: (person, say) => [...reasonsIn(person, say), waitingSince(person, say)],
      next: nextFor(ask.actor),
      more: { href: waitingAddress(ask.workingAt), label: 'today.noticing.all' },
    })),
};

/** What was decided until a day of this week or the next. */
const due: TodayPart = {
  id: 'due',
  order: 10,
  title: 'today.due.title',
  about: 'today.due.about',
  permission: 'tier.decide',
  find: (tx, ask) =>
    found(tx, ask, async (query) => ({
      ...(await dueFor(tx, { ...query, until: endOfNextWeek(ask.actor.today) })),
      says: (person, say) => dueIn(person, ask.actor.today, say),
      next: nextFor(ask.actor),
      more: undefined,
    })),
};

/** What is other than when one looked last. */
const changed: TodayPart = {
  id: 'changed',
  order: 30,
  title: 'today.changed.title',
  about: 'today.changed.about',
  permission: 'mark.give',
  find: (tx, ask) =>
    found(tx, ask, async (query) => ({
      ...(await changedFor(tx, { ...query, since: ask.since })),
      says: changeIn,
      next: (person) => ({ href: `/people/${person.personId}/mark`, label: 'today.next.mark' }),
      more: undefined,
    })),
};

export const riskToday: readonly TodayPart[] = [due, noticed, changed];

type Told = {
  people: readonly Waiting[];
  total: number;
  says(person: Waiting, say: Say): readonly string[];
  next(person: Waiting): TodayRow['next'];
  more: TodayFound['more'];
};

async function found(
  tx: Tx,
  { actor, workingAt, most }: TodayAsk,
  ask: (query: TodayQuery) => Promise<Told>,
): Promise<TodayFound> {
  const inUse = await ruleSetInUse(tx, actor.tenantId);
  if (!inUse) return { rows: [], total: 0 };
  const { people, total, says, next, more } = await ask({
    actor,
    at: { settingId: workingAt.setting?.id, ncYear: workingAt.ncYear ?? undefined },
    inUse,
    lines: await linesOf(tx, actor, inUse),
    most,
  });
  const rows = people.map(
    (person): TodayRow => ({
      key: person.personId,
      personId: person.personId,
      href: `/people/${person.personId}`,
      name: (say) => nameOnPage(say, person),
      where: (say) => `${yearInWords(say, person.ncYear)} · ${whereInWords(say, person)}`,
      picture: (say) => (
        <DomainStrip
          size="row"
          marks={marksInWords(say, person.marks ?? {})}
          caption={nameOnPage(say, person)}
        />
      ),
      says: (say) => says(person, say),
      next: next(person),
    }),
  );
  return { rows, total, more };
}

/** The whole queue, at the setting and in the year of this Today. */
function waitingAddress({ setting, ncYear }: WorkingAt): string {
  const query = new URLSearchParams();
  if (setting) query.set('setting', setting.id);
  if (ncYear !== null) query.set('year', String(ncYear));
  query.set('waiting', 'yes');
  return `/people?${query}`;
}

/** Whoever may decide decides; whoever may not says what they see. */
function nextFor(actor: Actor): (person: Waiting) => TodayRow['next'] {
  return actor.may.has('tier.decide')
    ? ({ personId }) => ({ href: `/people/${personId}/decision`, label: 'today.next.decide' })
    : ({ personId }) => ({ href: `/people/${personId}/mark`, label: 'today.next.mark' });
}

/** Reasons, or that they are not for whoever looks. */
function reasonsIn({ reasons, points }: Waiting, say: Say): string[] {
  if (reasons.length === 0 && (points ?? 0) > 0) return [say('today.noticing.hidden')];
  return reasons.slice(0, TOLD).map(({ says }) => says);
}

function waitingSince({ since, decided }: Waiting, say: Say): string {
  const date = britishDate(since);
  return decided
    ? say('today.noticing.since-decided', {
        date,
        tier: tierName(say, decided.tier),
        on: britishDate(decided.on),
      })
    : say('today.noticing.since', { date });
}

function dueIn(person: Waiting, today: PlainDate, say: Say): string[] {
  const { decided } = person;
  if (!decided) return [];
  const { reviewOn } = decided;
  const when = reviewOn <= today ? 'past' : reviewOn <= endOfWeek(today) ? 'this-week' : 'next-week';
  return [
    say(`today.due.${when}`, { date: britishDate(reviewOn) }),
    say('today.due.decided', {
      tier: tierName(say, decided.tier),
      author: decided.author,
      date: britishDate(decided.on),
    }),
    ...reasonsIn(person, say).slice(0, 1),
  ];
}

/** What is new among the reasons, or that there are fewer. */
function changeIn({ points, before, reasons, since }: Waiting, say: Say): string[] {
  const was = before?.points ?? 0;
  const known = new Set(before?.reasons.map(({ indicator, points }) => `${indicator} ${points}`));
  const fresh = reasons.filter((reason) => !known.has(`${reason.indicator} ${reason.points}`));
  const change = say('today.changed.says', {
    now: say('profile.points.count', { count: points ?? 0 }),
    was: say('profile.points.count', { count: was }),
    date: britishDate(since),
  });
  return [change, ...fresh.slice(0, TOLD).map(({ says }) => says)];
}

function endOfWeek(today: PlainDate): PlainDate {
  return addDays(today, 7 - weekday(today));
}

function endOfNextWeek(today: PlainDate): PlainDate {
  return addDays(endOfWeek(today), 7);
}
