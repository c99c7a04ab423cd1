/** Conditions and scores as somebody writes them on the command line: `G3<10`, `absences`, `attendance:low`. */
import { Refused } from '#outcome';

const OPERATORS = ['<=', '>=', '!=', '<', '>', '='] as const;
type Operator = (typeof OPERATORS)[number];

export type Condition = { column: string; operator: Operator; value: string; text: string };

/** A column as a score, of which more is more concern, or less is when `low`. */
export type Rival = { column: string; low: boolean; text: string };

/**
 * Reads a condition on one column. `<`, `<=`, `>` and `>=` compare numbers; `=` and `!=` compare text.
 *
 * @throws Refused when it is not column, operator, value, or compares in order with what is not a number
 * @example readCondition('G3<10') // { column: 'G3', operator: '<', value: '10', text: 'G3<10' }
 */
export function readCondition(text: string): Condition {
  const [, column = '', sign = '', value = ''] = /^([^<>=!]+)(<=|>=|!=|<|>|=)([^<>=!]*)$/.exec(text) ?? [];
  const operator = OPERATORS.find((each) => each === sign);
  const condition = { column: column.trim(), value: value.trim(), text };
  if (!operator || condition.column === '' || condition.value === '') {
    throw new Refused(
      `“${text}” is not a condition: write a column, one of ${OPERATORS.join(' ')} and a value, like G3<10.`,
    );
  }
  if (isOrder(operator) && numberIn(condition.value) === undefined) {
    throw new Refused(`“${condition.value}” is not a number, and ${operator} compares numbers.`);
  }
  return { ...condition, operator };
}

/** @example readRival('attendance:low') // { column: 'attendance', low: true, text: 'attendance:low' } */
export function readRival(text: string): Rival {
  const low = text.endsWith(':low');
  return { column: low ? text.slice(0, -':low'.length) : text, low, text };
}

/**
 * Whether a cell meets a condition; undefined for a blank cell: what is not known has not happened, and has not failed
 * to happen either.
 *
 * @throws Refused when numbers are compared and the cell is not one
 */
export function meets({ operator, value, column }: Condition, cell: string): boolean | undefined {
  if (cell === '') return undefined;
  if (operator === '=') return cell === value;
  if (operator === '!=') return cell !== value;
  const [one, other] = [numberIn(cell), Number(value)];
  if (one === undefined)
    throw new Refused(
      `The column ${column} holds “${cell}”, which is not a number: ${operator} cannot compare it.`,
    );
  if (operator === '<') return one < other;
  if (operator === '<=') return one <= other;
  return operator === '>' ? one > other : one >= other;
}

/** The score that a rival's cell gives, higher for more concern; undefined for a blank one. */
export function scoreOf({ column, low }: Rival, cell: string): number | undefined {
  if (cell === '') return undefined;
  const number = numberIn(cell);
  if (number === undefined)
    throw new Refused(
      `The column ${column} holds “${cell}”, which is not a number: it cannot stand beside the review as a score.`,
    );
  return low ? -number : number;
}

function isOrder(operator: Operator): boolean {
  return operator.startsWith('<') || operator.startsWith('>');
}

function numberIn(text: string): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
