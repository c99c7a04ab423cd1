import type { Moment } from '#modules/records';
import type { Say } from '#web';

/** A moment as it is read: its words are found when the language of the page is known. */
export type Told = Pick<Moment, 'on' | 'kind'> & { words: (say: Say) => string };
