import type { Row } from '../read-table/index.ts';
import type { Fault } from '../refusals.ts';
import { trimEnds } from '../trim-ends.ts';

/** Words with which the last rows of a report begin. */
const WORDS =
  /^((grand|sub|overall)[ -]?)?totals?\b|^(count|sum|mean|average|median)( of\b.*)?:?$|^(end of|\*+ ?end)\b|^(report|list)? ?(produced|created|printed|generated|exported|run) (by|on|at|from)\b|^page \d+|^\d+ (rows|records|students|pupils|learners)\b/i;
const LONGEST = 200;

export const FOOTER: Fault = {
  rule: 'row.footer',
  message: 'The row looks like a total or a footer of a report, not like a young person: take it out.',
};

/** Whether a row that cannot be read is the total or the last line of a report. */
export function isFooter(row: Row): boolean {
  const first = row.cells.find((cell) => trimEnds(cell) !== '');
  return first !== undefined && first.length < LONGEST && WORDS.test(trimEnds(first));
}

/** An identifier that is nobody's. */
export function isTotal(text: string): boolean {
  return /^((grand|sub|overall)[ -]?)?totals?:?$/i.test(text);
}
