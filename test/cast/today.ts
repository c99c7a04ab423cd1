import { type PlainDate, plainDate } from '#dates';

/** The day on which tests with the cast play: a Friday in the second half of the autumn term. */
export const castToday: PlainDate = plainDate('2026-11-20');
