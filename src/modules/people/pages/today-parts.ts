import type { SettingId } from '#db';
import { type Finding, MANY, type QualityCheck, type TodayPart, type TodayRow } from '#web';
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

export const peopleToday: readonly TodayPart[] = [movesToDecide, duplicatesToSettle];

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
