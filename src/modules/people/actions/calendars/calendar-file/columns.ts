/** The columns of a calendar's file, in order. */
export const COLUMNS = ['kind', 'name', 'starts_on', 'ends_on'] as const;
