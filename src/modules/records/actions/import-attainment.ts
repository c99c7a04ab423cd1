import { compileAttainment, type SaidResult } from '#files';
import { checkUpn, type RowFault, readFacts } from '#modules/people';
import { metExpected, readGrade, readScale } from '../rules/index.ts';

/**
 * Attainment as a kind of file: one result a row, or each column a result. Subject, scale, assessment point and day say
 * which result it is; whether it meets what was expected is worked out by one rule (`metExpected`).
 */
export const attainmentKind = readFacts({
  kind: 'attainment',
  section: 'attainment',
  table: {
    entity: 'attainment',
    table: 'records.attainment',
    key: ['person_id', 'subject', 'scale', 'point', 'on_date'],
    values: ['value', 'number', 'expected', 'expected_number', 'met_expected'],
    about: ['person_id', 'setting_id'],
  },
  compile: (mapping, header, on) =>
    compileAttainment(mapping, header, { checkUpn, scale: readScale, readGrade, on }),
  facts: ({ on, results }, _, { today }): RowFault | ReturnType<typeof columnsOf>[] =>
    on > today ? { ...STILL_TO_COME, found: on } : results.map((result) => columnsOf(result, on)),
});

function columnsOf({ subject, scale, point, value, expected, better }: SaidResult, on_date: string) {
  return {
    subject,
    scale,
    point,
    on_date,
    value: value.text,
    number: value.number,
    expected: expected?.text ?? null,
    expected_number: expected?.number ?? null,
    met_expected: metExpected(scale, value, { expected, better }),
  };
}

const STILL_TO_COME = {
  rule: 'date.future',
  field: 'date',
  message: 'This day is still to come, and no result is known of it: mend it.',
};
