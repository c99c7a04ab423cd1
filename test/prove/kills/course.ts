/** The statements that a command goes through, and the stages they make up. */

/** The stages in their order; a kill counts for the stage in which the last statement was sent. */
export const STAGES = [
  'opening',
  'reading the file',
  'after the row of the run',
  'writing',
  'right before the commit',
  'during the commit',
  'right after the commit',
  'reviewing',
  'sweeping up',
  'whoever asked was waiting',
] as const;
export type Stage = (typeof STAGES)[number];

/** Positions in the list of statements. */
export type Course = {
  statements: readonly string[];
  /** Begins the transaction of the act. */
  begin: number;
  /** Writes the row of the run, or of its undoing. */
  row: number;
  commit: number;
  /** The VACUUM after it; as many as there are statements where there is none. */
  sweep: number;
};

const ACT = /^insert into "sources"\."(run|undoing)"/i;

/** Reads the course of a command off a rehearsal. Throws when it wrote nothing. */
export function courseOf(statements: readonly string[]): Course {
  const row = statements.findIndex((each) => ACT.test(each));
  const begin = statements.findLastIndex((each, at) => at < row && /^begin\b/i.test(each));
  const commit = statements.findIndex((each, at) => at > row && /^commit\b/i.test(each));
  const sweep = statements.findIndex((each, at) => at > commit && /^vacuum\b/i.test(each));
  if (row < 0 || begin < 0 || commit < 0) throw new Error(`No act in: ${statements.join('; ')}`);
  return { statements, begin, row, commit, sweep: sweep < 0 ? statements.length : sweep };
}

/**
 * The same course as this process went it: how many statements come before the commit depends on what the database holds, such
 * as how many undoings had to keep something. What it had not come to lies ahead of it.
 *
 * @param sent the statements it had sent
 */
export function courseAs(course: Course, sent: readonly string[]): Course {
  const ahead = (at: number, rehearsed: number) =>
    at >= 0 ? at : rehearsed >= sent.length ? rehearsed : sent.length + 1;
  const row = sent.findIndex((each) => ACT.test(each));
  const last = row < 0 ? sent.length : row;
  const begin = sent.findLastIndex((each, at) => at < last && /^begin\b/i.test(each));
  const commit = row < 0 ? -1 : sent.findIndex((each, at) => at > row && /^commit\b/i.test(each));
  const sweep = commit < 0 ? -1 : sent.findIndex((each, at) => at > commit && /^vacuum\b/i.test(each));
  return {
    ...course,
    begin: row < 0 ? Math.max(course.begin, begin) : begin,
    row: ahead(row, course.row),
    commit: ahead(commit, course.commit),
    sweep: ahead(sweep, course.sweep),
  };
}

/** How far a process had come when it was killed. */
export type Reached = {
  /** How many statements it had sent. */
  sent: number;
  /** Whether the last of them had been answered. */
  answered: boolean;
  /** Whether it had said which mapping it reads the file with. */
  isReading: boolean;
};

export function stageOf(
  { begin, row, commit, sweep }: Course,
  { sent, answered, isReading }: Reached,
): Stage {
  if (sent <= begin) return isReading ? 'reading the file' : 'opening';
  if (sent === commit) return 'right before the commit';
  if (sent === commit + 1) return answered ? 'right after the commit' : 'during the commit';
  if (sent > sweep) return 'sweeping up';
  if (sent > commit) return 'reviewing';
  return sent === row + 1 ? 'after the row of the run' : 'writing';
}

/** What must be there: where the commit was sent and not answered it may have arrived or not, all else is certain. */
export function dueAt({ commit }: Course, { sent, answered }: Reached): 'none' | 'all' | 'either' {
  if (sent <= commit) return 'none';
  return sent === commit + 1 && !answered ? 'either' : 'all';
}
