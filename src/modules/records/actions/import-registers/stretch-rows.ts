import { dayNumber } from '#dates';
import { NO_SESSION, REGISTER_LENGTH, registerDates } from '../../rules/index.ts';

/** The rows of a file in which a row is a stretch of marks, and what became of each. */
export type StretchRows = {
  /** Keeps a row that was taken: so many sessions from the morning of a day on. */
  keep(pupil: number, day: number, sessions: number): void;
  /** Tells what the register of a pupil was before the file's marks were laid over it; `null` for none. */
  laid(pupil: number, year: number, before: string | null, incoming: Uint8Array): void;
  /** A row that changed a mark is changed, one that only brought new marks added. */
  counts(): { added: number; changed: number };
};

const ADDED = 1;
const CHANGED = 2;
const BLANK = NO_SESSION.charCodeAt(0);

export function stretchRows(): StretchRows {
  /** By pupil, one whole number a row, because a year of a county is two million weeks: day, sessions, outcome. */
  const rows: number[][] = [];
  return { keep, laid, counts };

  function keep(pupil: number, day: number, sessions: number): void {
    rows[pupil] ??= [];
    rows[pupil].push(pack(day, sessions, 0));
  }

  function laid(pupil: number, year: number, before: string | null, incoming: Uint8Array): void {
    const first = dayNumber(registerDates(year).from);
    const ofPupil = rows[pupil] ?? [];
    for (const [at, packed] of ofPupil.entries()) {
      const { day, sessions, outcome } = unpack(packed);
      const from = 2 * (day - first);
      let worst = outcome;
      for (let slot = Math.max(0, from); slot < Math.min(REGISTER_LENGTH, from + sessions); slot += 1) {
        const letter = incoming[slot] ?? BLANK;
        const standing = before?.charCodeAt(slot) ?? BLANK;
        if (letter !== BLANK && letter !== standing)
          worst = Math.max(worst, standing === BLANK ? ADDED : CHANGED);
      }
      ofPupil[at] = pack(day, sessions, worst);
    }
  }

  function counts(): { added: number; changed: number } {
    const found = { added: 0, changed: 0 };
    for (const ofPupil of rows) {
      for (const packed of ofPupil ?? []) {
        const { outcome } = unpack(packed);
        if (outcome === ADDED) found.added += 1;
        if (outcome === CHANGED) found.changed += 1;
      }
    }
    return found;
  }
}

function pack(day: number, sessions: number, outcome: number): number {
  return (day * 1024 + sessions) * 4 + outcome;
}

function unpack(packed: number): { day: number; sessions: number; outcome: number } {
  const row = Math.floor(packed / 4);
  return { day: Math.floor(row / 1024), sessions: row % 1024, outcome: packed % 4 };
}
