/** A rule set with other points, as a file that a person can read, compare and sign. */
import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';
import { type RuleSet, ruleSetSchema } from '#modules/risk';
import { Refused } from '#outcome';
import { pointsFrom, type Step } from './steps.ts';

type Bands = RuleSet['indicators'][number]['bands'];

/**
 * The rule set with these points in place of its own. A band that would give nothing goes, and so does one that would
 * give no more than the next, wider one; an indicator without bands goes whole. Tiers move so that no tier, with those
 * above it, holds more people than it does now. Nobody has signed it.
 *
 * @param points of everybody: as they are and as they would be, in the same order
 * @throws Refused when no step would give a point
 */
export function proposedRules(
  rules: RuleSet,
  steps: readonly Step[],
  added: readonly number[],
  points: { now: readonly number[]; proposed: readonly number[] },
): RuleSet {
  const { signedOff: _, bands: __, ...kept } = rules;
  const worth = pointsFrom(steps, added);
  const indicators = rules.indicators.flatMap((indicator) => {
    const bands = bandsWith(indicator.bands, (now) => {
      const at = steps.findIndex((step) => step.indicator === indicator.code && step.points === now);
      return worth[at] ?? 0;
    });
    return bands.length > 0 ? [{ ...indicator, bands }] : [];
  });
  if (indicators.length === 0)
    throw new Refused('No band says anything about this outcome: there is nothing to propose.');
  const least = Math.min(...indicators.flatMap(({ bands }) => bands.map((band) => band.points)));
  const one = Math.min(rules.marks.one, least);
  return ruleSetSchema.parse({
    ...kept,
    version: rules.version + 1,
    marks: { one, two: Math.max(rules.marks.two, one + 1) },
    tiers: tiersHolding(rules.tiers, points),
    indicators,
  });
}

/** The file of the rule set with what changed put in: comments, order and wording stay as people wrote them. */
export function proposalFile(text: string, rules: RuleSet, proposed: RuleSet): string {
  const document = parseDocument(text);
  document.delete('signedOff');
  document.delete('bands');
  document.set('version', proposed.version);
  for (const key of ['one', 'two'] as const) document.setIn(['marks', key], proposed.marks[key]);
  for (const [at, { tier }] of rules.tiers.entries())
    document.setIn(['tiers', at, 'from'], proposed.tiers.find((each) => each.tier === tier)?.from);
  // From the end, so that what is taken out moves nothing that is still to come.
  for (const [at, { code, bands }] of [...rules.indicators.entries()].reverse()) {
    const left = proposed.indicators.find((each) => each.code === code)?.bands;
    if (!left) document.deleteIn(['indicators', at]);
    for (const [place, band] of left ? [...bands.entries()].reverse() : []) {
      const points = left?.find((each) =>
        isDeepStrictEqual({ ...each, points: 0 }, { ...band, points: 0 }),
      )?.points;
      const path = ['indicators', at, 'bands', place];
      if (points === undefined) document.deleteIn(path);
      else document.setIn([...path, 'points'], points);
    }
  }
  document.commentBefore = HEADING;
  return document.toString({ lineWidth: 118 });
}

const HEADING = ` Proposed by npm run fit-points from one file of people. Not in use and not signed off: a person compares it with
 the rules as they are, mends wording that no longer fits, and signs it (signedOff) or leaves it.`;

function bandsWith(bands: Bands, worthOf: (points: number) => number): Bands {
  const changed = bands.map((band) => ({ ...band, points: worthOf(band.points) }));
  const isNumeric = bands.every((band) => band.is === undefined);
  return changed.filter(({ points }, at) => points > 0 && !(isNumeric && points === changed[at + 1]?.points));
}

function tiersHolding(
  tiers: RuleSet['tiers'],
  { now, proposed }: { now: readonly number[]; proposed: readonly number[] },
): RuleSet['tiers'] {
  let above = 0;
  return tiers
    .toSorted((one, other) => one.from - other.from)
    .map(({ tier, from }) => {
      if (from === 0) return { tier, from };
      const places = now.filter((points) => points >= from).length;
      let at = above + 1;
      while (proposed.filter((points) => points >= at).length > places) at += 1;
      above = at;
      return { tier, from: at };
    });
}
