import { britishDate } from '#dates';
import type { Finding, QualityCheck, QualityPart } from '#web';
import { nameOnPage } from '../../pages/name.ts';
import { countDuplicates, duplicatesOf } from '../duplicates.ts';
import { countMoves, type Move, movesOf } from '../moves.ts';
import { countDisputed, disputedCheck } from './disputed.ts';
import { missingChecks, missingCounts } from './missing.ts';

export const duplicates: QualityCheck = {
  id: 'duplicates',
  order: 10,
  title: 'quality.checks.duplicates.title',
  about: 'quality.checks.duplicates.about',
  more: {
    href: '/quality/decided-duplicates',
    label: 'quality.decided-duplicates.title',
    permission: 'people.merge',
  },
  async find(tx, { actor, settingId, limit, offset }) {
    const found = await duplicatesOf(tx, actor, { settingId, limit, offset });
    return found.map(
      ({ id, one, other, reasons }): Finding => ({
        ...one,
        says: (say) =>
          say('quality.checks.duplicates.says', {
            other: nameOnPage(say, other),
            setting: other.settingName ?? say('people.unknown'),
            reasons: reasons.map((reason) => say(`quality.reasons.${reason}`)).join(', '),
          }),
        next: { href: `/quality/duplicates/${id}`, label: 'quality.checks.duplicates.next' },
      }),
    );
  },
};

export const moves: QualityCheck = {
  id: 'moves',
  order: 20,
  title: 'quality.checks.moves.title',
  about: 'quality.checks.moves.about',
  more: { href: '/quality/decided-moves', label: 'quality.decided-moves.title', permission: 'quality.see' },
  async find(tx, { actor, settingId, limit, offset }) {
    return (await movesOf(tx, actor, { settingId }, { limit, offset })).map(moveFound);
  },
};

function moveFound({
  id,
  personId,
  given_name,
  family_name,
  known_as,
  source_key,
  from,
  to,
  onDate,
}: Move): Finding {
  return {
    personId,
    given_name,
    family_name,
    known_as,
    source: to.source,
    source_key,
    settingName: from.name,
    says: (say) =>
      say(`quality.checks.moves.${onDate === null ? 'says-undated' : 'says'}`, {
        from: from.name,
        to: to.name,
        date: onDate === null ? '' : britishDate(onDate),
      }),
    next: { href: `/quality/moves/${id}`, label: 'quality.checks.moves.next' },
  };
}

/** What may be wrong with who and where young people are. */
export const peopleQuality: QualityPart = {
  checks: [duplicates, moves, disputedCheck, ...missingChecks],
  async counts(tx, ask) {
    return {
      ...(await missingCounts(tx, ask)),
      duplicates: await countDuplicates(tx, ask.actor, ask.settingId),
      moves: await countMoves(tx, ask.actor, { settingId: ask.settingId }),
      [disputedCheck.id]: await countDisputed(tx, ask),
    };
  },
};
