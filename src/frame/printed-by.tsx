import { britishDate, type PlainDate } from '#dates';
import type { Say } from '#web';

/** On paper only: that it is confidential, and whose paper it is. */
export function PrintedBy({ by, on, say }: { by: string; on: PlainDate; say: Say }) {
  return <p className="wm-printed">{say('people.printed', { name: by, date: britishDate(on) })}</p>;
}
