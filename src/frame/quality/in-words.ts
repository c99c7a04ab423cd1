import { britishDate, type PlainDate, plainDate } from '#dates';
import { type Move, nameOnPage } from '#modules/people';
import type { Say } from '#web';

/** The day of a moment as the database writes it. */
export function dayOf(at: string): string {
  return britishDate(plainDate(at.slice(0, 10)));
}

/** "6 November 2026", or that no file gave a day. */
export function dayInWords(say: Say, day: PlainDate | null): string {
  return day === null ? say('quality.move.no-day') : britishDate(day);
}

/** @example titleOf(say, move) // 'Has Ollie Pemberton moved to Larkmoss Primary School?' */
export function titleOf(say: Say, move: Move): string {
  const { source, name } = move.to;
  return say('quality.move.title', { name: nameOnPage(say, { ...move, source }), to: name });
}

/** Who decided what about a move, and when. */
export function decidedInWords(say: Say, { from }: Move, decided: NonNullable<Move['decided']>): string {
  const { decision, endsOn, by, at } = decided;
  return say(`quality.move.decided.${decision}`, {
    from: from.name,
    date: endsOn === null ? '' : britishDate(endsOn),
    by: by ?? '',
    on: dayOf(at),
  });
}
