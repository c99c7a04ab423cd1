import type { FieldReads } from '../mapping/fact-sections.ts';
import type { CircumstancesMapping, Source } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { CheckCode, Field } from './facts.ts';

/** The special educational need that a row speaks of: the provision made, and what it is made for. */
export type SaidNeed = { field: string; provision: string; primary: string | null; secondary: string | null };

type MakeField = (name: string, reads: FieldReads, source: Source | undefined, check?: CheckCode) => Field;

/** What a plan and support without one come to, in the codes of the school census. */
const PLAN = 'E';
const SUPPORT = 'K';
const NONE = 'N';

/**
 * Prepares the reading of needs. Two columns of yes and no, for a plan and for support without one, come to E, K or N;
 * both yes is refused, as NCCIS refuses it (error 306). N is known only where both say no.
 */
export function needReader(
  part: CircumstancesMapping['need'],
  field: MakeField,
  codes: { provision: CheckCode; need: CheckCode },
): (row: Row, refusals: Refusal[]) => SaidNeed | null {
  if (!part) return () => null;
  const provision = field('provision', 'code', part.provision, codes.provision);
  const plan = field('plan', 'yes_no', part.plan);
  const support = field('support', 'yes_no', part.support);
  const primary = field('primary', 'code', part.primary, codes.need);
  const secondary = field('secondary', 'code', part.secondary, codes.need);

  return (row, refusals) => {
    const before = refusals.length;
    const made = part.provision ? provision.read(row, refusals) : readFlags(row, refusals);
    const kinds = [primary, secondary].map((each) => each.read(row, refusals));
    if (refusals.length > before) return null;
    const [first, second] = kinds.map((kind) => (typeof kind === 'string' ? kind : null));
    const of = part.provision ? provision.column : plan.column;
    if (typeof made !== 'string') {
      if (first || second) fault(row, refusals, primary.column, first ?? second, ...UNMADE);
      return null;
    }
    if (made === NONE && (first || second)) {
      fault(row, refusals, primary.column, first ?? second, ...NONE_NAMED);
      return null;
    }
    if (second && (!first || first === second)) {
      fault(row, refusals, secondary.column, second, ...SECOND_ALONE);
      return null;
    }
    return { field: of, provision: made, primary: first ?? null, secondary: second ?? null };
  };

  function readFlags(row: Row, refusals: Refusal[]): string | null {
    const [hasPlan, hasSupport] = [plan.read(row, refusals), support.read(row, refusals)];
    if (hasPlan === true && hasSupport === true) {
      fault(row, refusals, plan.column, `${plan.column} and ${support.column}`, ...BOTH);
      return null;
    }
    if (hasPlan === true) return PLAN;
    if (hasSupport === true) return SUPPORT;
    return hasPlan === false && hasSupport === false ? NONE : null;
  }
}

const UNMADE = [
  'need.provision',
  'The row names a kind of need and not which provision is made: fill in N, K or E.',
] as const;
const NONE_NAMED = [
  'need.none',
  'The row says that there is no special educational need and names one: mend one of the two.',
] as const;
const SECOND_ALONE = [
  'need.second',
  'A second need is another one beside a first: fill in the first, or leave the second blank.',
] as const;
const BOTH = [
  'need.both',
  'Both a plan and support without one are yes, which NCCIS refuses too (error 306): say yes to one of them.',
] as const;

function fault(
  row: Row,
  refusals: Refusal[],
  column: string,
  found: string | null | undefined,
  rule: string,
  message: string,
): void {
  refusals.push(refuse(row.line, column, found ?? '', { rule, message }));
}
