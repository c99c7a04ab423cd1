import { NO_SESSION } from './attendance-codes.ts';
import { EMPTY_REGISTER, REGISTER_LENGTH } from './register.ts';

/** A run of sessions that a file changed: what stood there and what stands there now, as private letters. */
export type RegisterSlice = { at: number; before: string; after: string };

/** What a file did to one register. Marks that were there and that the file does not mention are none of the counts. */
export type MergedRegister = {
  marks: string;
  /** Sessions that had no mark. */
  added: number;
  /** Sessions that had another mark. */
  changed: number;
  /** Sessions that had the same mark. */
  same: number;
  changes: RegisterSlice[];
};

const BLANK = NO_SESSION.charCodeAt(0);

/**
 * Lays the marks of a file over a stored register. Where the file says nothing the register stays: a file never takes
 * a mark out. Doing it twice changes nothing the second time.
 *
 * @example mergeRegister(null, marks).added
 */
export function mergeRegister(existing: string | null, incoming: Uint8Array): MergedRegister {
  const before = existing ?? EMPTY_REGISTER;
  if (before.length !== REGISTER_LENGTH || incoming.length !== REGISTER_LENGTH) {
    throw new RangeError(`A register has 732 letters, not ${before.length} and ${incoming.length}`);
  }
  const letters = Buffer.from(before, 'latin1');
  const merged = { added: 0, changed: 0, same: 0 };
  const runs: { at: number; end: number }[] = [];
  for (let slot = 0; slot < REGISTER_LENGTH; slot += 1) {
    const letter = incoming[slot] ?? BLANK;
    if (letter === BLANK) continue;
    if (letters[slot] === letter) {
      merged.same += 1;
      continue;
    }
    if (letters[slot] === BLANK) merged.added += 1;
    else merged.changed += 1;
    letters[slot] = letter;
    const run = runs.at(-1);
    if (run?.end === slot) run.end += 1;
    else runs.push({ at: slot, end: slot + 1 });
  }
  const marks = runs.length === 0 ? before : letters.toString('latin1');
  const changes = runs.map(({ at, end }) => ({
    at,
    before: before.slice(at, end),
    after: marks.slice(at, end),
  }));
  return { marks, ...merged, changes };
}
