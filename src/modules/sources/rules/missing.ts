import type { PlainDate } from '#dates';

/** Why nothing is known of something about a young person, as far as the runs can say. */

/** The newest run of one source that stands, of the kind of file that would bring it. */
export type LastRun = {
  source: string;
  on: PlainDate;
  file: string;
  /** The source names the young person, in whatever file. */
  names: boolean;
  /** A refused row of this run that names them. */
  refusal: { line: number; field: string; message: string } | null;
};

export type Missing =
  /** No source has ever brought this kind of file. */
  | { because: 'never' }
  /** The row that names them was refused. */
  | { because: 'refused'; source: string; on: PlainDate; file: string; line: number; message: string }
  /** The source names them and says nothing of this: the column is blank, or the file has none. */
  | { because: 'blank'; source: string; on: PlainDate }
  /** The last file of each source did not hold them. */
  | { because: 'not_held'; runs: readonly { source: string; on: PlainDate }[] };

/**
 * Says why something is missing, by the closest reason there is: a refused row of a last run; else that a source which names
 * the young person leaves it blank; else that nobody's last file held them; else that no file of the kind ever came.
 *
 * @param runs the last run of each source, the newest first
 * @param isOfPeople files of people name whoever they hold; of other kinds it cannot be told whether a row was blank or absent
 * @example whyMissing([], true) // { because: 'never' }
 */
export function whyMissing(runs: readonly LastRun[], isOfPeople: boolean): Missing {
  if (runs.length === 0) return { because: 'never' };
  for (const { source, on, file, refusal } of runs)
    if (refusal)
      return { because: 'refused', source, on, file, line: refusal.line, message: refusal.message };
  const naming = isOfPeople ? runs.find(({ names }) => names) : undefined;
  if (naming) return { because: 'blank', source: naming.source, on: naming.on };
  return { because: 'not_held', runs: runs.map(({ source, on }) => ({ source, on })) };
}
