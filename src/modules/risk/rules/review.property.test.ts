import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answered,
  attended,
  coded,
  counted,
  countedAtLeast,
  review,
  rules,
  without,
} from '../../../../test/golden/risk/sample.ts';
import { DOMAINS } from './domains.ts';
import type { Fact } from './facts.ts';
import type { Profile } from './review.ts';
import type { Indicator } from './rule-set.ts';

const ratioFact = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }))
  .map(([one, other]) => attended(Math.min(one, other), Math.max(one, other)));
const anyFacts = fc.record(
  {
    attendance: ratioFact,
    suspensions: fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.boolean())
      .map(([many, atLeast]) => (atLeast ? countedAtLeast(many) : counted(many))),
    young_carer: fc.boolean().map(answered),
    provision: fc.constantFrom('N', 'K', 'E', 'P', 'S').map(coded),
  },
  { requiredKeys: [] },
);

const compact = (facts: Partial<Record<string, Fact>>): Record<string, Fact> =>
  Object.fromEntries(Object.entries(facts).flatMap(([code, fact]) => (fact ? [[code, fact]] : [])));

/** The same fact, one step more of a concern. */
function worse(fact: Fact): Fact {
  if (fact.kind === 'ratio') return { ...fact, part: Math.max(0, fact.part - 1) };
  if (fact.kind === 'number') return { ...fact, value: fact.value + 1 };
  if (fact.kind === 'yes_no') return { ...fact, value: true };
  return { ...fact, value: ({ N: 'K', K: 'E' } as Record<string, string>)[fact.value] ?? fact.value };
}

describe('for any facts', () => {
  it('points are the sum of the reasons, in each domain and in all', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { domains, points } = review(compact(facts));
        const sums = DOMAINS.map((domain) =>
          domains[domain].reasons.reduce((sum, reason) => sum + reason.points, 0),
        );
        expect(DOMAINS.map((domain) => domains[domain].points)).toEqual(sums);
        expect(points.known).toBe(sums.reduce((sum, each) => sum + each, 0));
        const open = DOMAINS.flatMap((domain) => domains[domain].unknown).reduce(
          (sum, each) => sum + each.highest,
          0,
        );
        expect([points.lowest, points.highest]).toEqual([points.known, points.known + open]);
      }),
    );
  });

  it('more concern never lowers the points, the tier or the range', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...rules.indicators), (facts, { code }: Indicator) => {
        const before = compact(facts);
        const fact = before[code];
        fc.pre(fact !== undefined);
        const [was, is] = [review(before).points, review({ ...before, [code]: worse(fact as Fact) }).points];
        expect(is.known).toBeGreaterThanOrEqual(was.known);
        expect(is.highest).toBeGreaterThanOrEqual(was.highest);
      }),
    );
  });

  it('forgetting a fact never raises what is known, never lowers what is possible, never makes a domain clear', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...rules.indicators), (facts, { code, domain }: Indicator) => {
        const before = compact(facts);
        const [was, is] = [review(before), review(without(before, code))];
        expect(is.points.known).toBeLessThanOrEqual(was.points.known);
        expect(is.points.lowest).toBeLessThanOrEqual(was.points.lowest);
        expect(is.points.highest).toBeGreaterThanOrEqual(was.points.highest);
        expect(is.domains[domain].mark).not.toBe('0');
      }),
    );
  });

  it('learning a fact never leaves the range that was shown', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (facts, more) => {
        const [before, after] = [
          review(compact(facts)).points,
          review({ ...compact(more), ...compact(facts) }).points,
        ];
        expect(after.known).toBeGreaterThanOrEqual(before.lowest);
        expect(after.highest).toBeLessThanOrEqual(before.highest);
      }),
    );
  });

  it('learning how many it really was, where only the least was known, never leaves the range that was shown', () => {
    const least = fc.tuple(anyFacts, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(least, ([facts, least, more]) => {
        const before = review({ ...compact(facts), suspensions: countedAtLeast(least) });
        const after = review({ ...compact(facts), suspensions: counted(least + more) }).points;
        expect(after.known).toBeGreaterThanOrEqual(before.points.known);
        expect(after.highest).toBeLessThanOrEqual(before.points.highest);
      }),
    );
  });

  it('the order of indicators and of facts changes nothing but the order of the lists', () => {
    const shuffled = fc.shuffledSubarray(rules.indicators, { minLength: rules.indicators.length });
    fc.assert(
      fc.property(anyFacts, shuffled, (facts, indicators) => {
        const forwards = compact(facts);
        const backwards = Object.fromEntries(Object.entries(forwards).reverse());
        expect(sorted(review(backwards, { ...rules, indicators }))).toEqual(sorted(review(forwards)));
      }),
    );
  });
});

function sorted(profile: Profile): unknown {
  const by = (one: { indicator: string }, other: { indicator: string }) =>
    one.indicator.localeCompare(other.indicator);
  const domains = DOMAINS.map((domain) => {
    const { reasons, unknown, ...rest } = profile.domains[domain];
    return { ...rest, reasons: reasons.toSorted(by), unknown: unknown.toSorted(by) };
  });
  return { ...profile, domains };
}
