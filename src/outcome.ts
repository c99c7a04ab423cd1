/** The three outcomes of an act, apart from success: `Problems`, `Refused`, or a thrown error (a bug). */

/**
 * A rule said no. The message is one sentence that may be shown to the person who asked.
 *
 * @example throw new Refused('This session has ended. Sign in again.');
 */
export class Refused extends Error {
  override name = 'Refused';
}

/** What is wrong with one field of a form, in words that say how to mend it. */
export type Problem = { field: string; message: string };

/**
 * A form cannot be accepted as it stands. It is shown again with these problems listed and the typed values kept.
 *
 * @example throw new Problems([{ field: 'body', message: 'Write the note before you save it' }]);
 */
export class Problems extends Error {
  override name = 'Problems';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join(' · '));
    this.problems = problems;
  }
}
