export type SlotKind =
  | 'present'
  | 'late'
  | 'authorised'
  | 'unauthorised'
  | 'activity'
  | 'not-possible'
  | 'none';

/** One session, a morning or an afternoon. */
export type Slot = {
  kind: SlotKind;
  /** The register's code, as it is written there. */
  code: string;
  /** The code in words. */
  says: string;
};

export type CalendarWeek = {
  /** The Monday, `YYYY-MM-DD`. */
  startsOn: string;
  /** The week as people say it: "14 September". */
  label: string;
  /** Monday first, at most seven. */
  days: readonly { date: string; am: Slot; pm: Slot }[];
};
