import {
  type Fault,
  type Pupil,
  type RefusalList,
  type RegisterReader,
  refusalList,
  sessionInWords,
  type Table,
} from '#files';
import { codeOf, foldMarks, type MarkFold, markTwice } from '../../rules/index.ts';
import { type StretchRows, stretchRows } from './stretch-rows.ts';
import type { Verdicts } from './verdicts.ts';

export type MarksRead = {
  fold: MarkFold;
  refused: RefusalList;
  rows: number;
  /** The rows taken, where a row is a stretch of marks. */
  stretches: StretchRows;
};

/**
 * Reads a register file once: what cannot be read, and what the verdicts are against, is refused with its line; all else
 * is folded into registers.
 *
 * @param passed told now and then how many rows have gone by; what it throws ends the reading
 */
export async function readMarks(
  table: Table,
  reader: RegisterReader,
  verdicts: Verdicts,
  passed: (rows: number) => void,
): Promise<MarksRead> {
  const fold = foldMarks();
  const refused = refusalList();
  const stretches = stretchRows();
  const isJudged = verdicts.count() > 0;
  const { field, pupils } = reader;

  const { delimiter } = table;
  const visit: Table['visit'] = (visitor) => table.visit({ ...visitor, passed });
  const rows = await reader.scan(
    { delimiter, visit },
    {
      mark(pupil, day, session, letter, line) {
        const fault = isJudged ? verdicts.markFault(pupil, day, session, letter) : undefined;
        const whole = isJudged ? verdicts.pupilFault(pupil) : undefined;
        if (whole) return refused.add(aboutPupil(line, pupils[pupil], whole));
        const other = fault ? undefined : fold.add(pupil, day, session, letter);
        const why = other === undefined ? fault : markTwice(other, String.fromCharCode(letter));
        if (why) refused.add({ line, field, found: codeIn(letter), ...why, ...namedIn(pupils[pupil]) });
      },
      stretch(pupil, day, letters, line) {
        const whole = verdicts.pupilFault(pupil);
        if (whole) return refused.add(aboutPupil(line, pupils[pupil], whole));
        const faulty = isJudged ? faultIn(pupil, day, letters) : undefined;
        const found = faulty ?? twiceIn(pupil, day, letters);
        if (!found) return stretches.keep(pupil, day, letters.length);
        const { at, fault } = found;
        const message = `${sessionInWords(day, at)}: ${fault.message}`;
        const named = namedIn(pupils[pupil]);
        refused.add({ line, field, found: codeIn(letters[at] ?? 0), ...fault, message, ...named });
      },
      refuse: (refusals) => refused.add(...refusals),
    },
  );
  return { fold, refused, rows, stretches };

  function faultIn(
    pupil: number,
    day: number,
    letters: Uint8Array,
  ): { at: number; fault: Fault } | undefined {
    for (const [at, letter] of letters.entries()) {
      const fault = letter === 0 ? undefined : verdicts.markFault(pupil, day + (at >> 1), at & 1, letter);
      if (fault) return { at, fault };
    }
    return undefined;
  }

  function twiceIn(
    pupil: number,
    day: number,
    letters: Uint8Array,
  ): { at: number; fault: Fault } | undefined {
    const twice = fold.addStretch(pupil, day, letters);
    if (!twice) return undefined;
    const { at, other } = twice;
    return { at, fault: markTwice(other, String.fromCharCode(letters[at] ?? 0)) };
  }
}

function aboutPupil(line: number, pupil: Pupil | undefined, fault: Fault) {
  return {
    line,
    field: 'identity',
    found: pupil?.upn ?? pupil?.sourceId ?? '',
    ...fault,
    ...namedIn(pupil),
  };
}

/** Whom a row names, for those who ask why something is missing about them. */
function namedIn(pupil: Pupil | undefined) {
  return pupil ? { who: { upn: pupil.upn, sourceId: pupil.sourceId } } : {};
}

function codeIn(letter: number): string {
  return codeOf(String.fromCharCode(letter))?.code ?? '';
}
