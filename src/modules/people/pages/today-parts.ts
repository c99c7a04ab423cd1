import { britishMoment } from '#dates';
import type { SettingId } from '#db';
import { type Finding, MANY, type QualityCheck, type TodayPart, type TodayRow } from '#web';
import { type BrokenGlass, brokenGlass } from '../actions/break-glass.ts';
import { type Erasure, erasuresWaiting } from '../keeping/queries.ts';
import { countDuplicates } from '../queries/duplicates.ts';
import { countMoves } from '../queries/moves.ts';
import { duplicates, moves } from '../queries/quality/index.ts';
import { nameOnPage } from './name.ts';

/** Moves that lists suggest: a person decides, so they wait for one. */
const movesToDecide: TodayPart = {
  id: 'moves',
  order: 40,
  title: moves.title,
  about: moves.about,
  permission: 'move.decide',
  async find(tx, { actor, workingAt, most }) {
    const settingId = workingAt.setting?.id;
    const total = await countMoves(tx, actor, { settingId });
    return waiting(
      moves,
      total,
      await moves.find(tx, { actor, settingId, limit: most, offset: 0 }),
      settingId,
    );
  },
};

/** Records that may be of one young person. */
const duplicatesToSettle: TodayPart = {
  id: 'duplicates',
  order: 50,
  title: duplicates.title,
  about: duplicates.about,
  permission: 'people.merge',
  async find(tx, { actor, workingAt, most }) {
    const settingId = workingAt.setting?.id;
    const total = await countDuplicates(tx, actor, settingId);
    const found = await duplicates.find(tx, { actor, settingId, limit: most, offset: 0 });
    return waiting(duplicates, total, found, settingId);
  },
};

/** Records that wait to be erased and that whoever looks may approve: what they asked for themselves waits for somebody else. */
const erasuresToDecide: TodayPart = {
  id: 'erasures',
  order: 60,
  title: 'today.erasures.title',
  about: 'today.erasures.about',
  permission: 'kept.erase',
  async find(tx, { actor, most }) {
    const all = await erasuresWaiting(tx, actor.tenantId, MANY);
    const theirs = all.filter(({ accountId }) => accountId === null || accountId !== actor.accountId);
    return {
      rows: theirs.slice(0, most).map(erasureRow),
      total: theirs.length,
      more: { href: '/retention', label: 'today.erasures.all' },
    };
  },
};

function erasureRow({ id, personId, reason, by, at, ...person }: Erasure): TodayRow {
  return {
    key: id,
    ...(personId === null ? {} : { personId, href: `/people/${personId}` }),
    name: (say) => nameOnPage(say, person),
    where: (say) => say('retention.asked-by', { by, at: britishMoment(at) }),
    says: () => [reason],
    next: { href: `/retention/${id}`, label: 'today.erasures.next' },
  };
}

/** Looks in an emergency that nobody else has looked at yet: whoever oversees looks there is told at once. */
const emergenciesToReview: TodayPart = {
  id: 'emergencies',
  order: 5,
  title: 'today.emergencies.title',
  about: 'today.emergencies.about',
  permission: 'looks.see',
  async find(tx, { actor, most }) {
    const all = await brokenGlass(tx, actor);
    const theirs = all.filter(
      ({ justified, accountId, settingIds }) =>
        justified === null &&
        accountId !== actor.accountId &&
        [...settingIds, null].some((at) => actor.mayAt('looks.see', at)),
    );
    return {
      rows: theirs.slice(0, most).map(emergencyRow),
      total: Math.min(theirs.length, MANY),
      more: { href: '/break-glass/reviews', label: 'today.emergencies.all' },
    };
  },
};

function emergencyRow({ id, personId, author, reason, brokenAt, ...person }: BrokenGlass): TodayRow {
  return {
    key: id,
    personId,
    href: `/people/${personId}`,
    name: (say) => nameOnPage(say, person),
    where: (say) => say('today.emergencies.by', { author, at: britishMoment(brokenAt) }),
    says: () => [reason],
    next: { href: `/break-glass/${id}/review`, label: 'glass.review-it' },
  };
}

export const peopleToday: readonly TodayPart[] = [
  emergenciesToReview,
  movesToDecide,
  duplicatesToSettle,
  erasuresToDecide,
];

function waiting(
  { id }: QualityCheck,
  total: number,
  found: readonly Finding[],
  settingId: SettingId | undefined,
) {
  const at = settingId === undefined ? '' : `?setting=${settingId}`;
  return {
    rows: found.map(rowOf),
    total: Math.min(total, MANY),
    more: { href: `/quality/${id}${at}`, label: `today.${id}.all` },
  };
}

function rowOf({ next, says, personId, settingName, ...person }: Finding): TodayRow {
  return {
    key: next.href,
    personId,
    href: `/people/${personId}`,
    name: (say) => nameOnPage(say, person),
    where: (say) => settingName ?? say('people.unknown'),
    says: (say) => [says(say)],
    next,
  };
}
