import { type Estimate, wilson } from '../evaluation.ts';

/** Of everybody with these points, how many had the outcome. */
export type CalibrationStep = {
  /** From and to how many points, both counted; one number of points where there are people enough. */
  from: number;
  to: number;
  people: number;
  withOutcome: number;
  share: Estimate;
};

/** Fewer people than this share a step with their neighbours: a share of three people says nothing. */
const FEWEST_IN_STEP = 50;

/**
 * What points have come to: of 100 people with these points, about how many had the outcome. Neighbouring points are
 * put together, from the most points down, until a step holds fifty people.
 *
 * @example calibration([0, 0, 4], [false, false, true])
 */
export function calibration(points: readonly number[], outcomes: readonly boolean[]): CalibrationStep[] {
  const byPoints = new Map<number, { people: number; withOutcome: number }>();
  for (const [index, each] of points.entries()) {
    const step = byPoints.get(each) ?? { people: 0, withOutcome: 0 };
    step.people += 1;
    if (outcomes[index]) step.withOutcome += 1;
    byPoints.set(each, step);
  }
  const steps: Omit<CalibrationStep, 'share'>[] = [];
  for (const [each, { people, withOutcome }] of [...byPoints].sort(([one], [other]) => other - one)) {
    const open = steps.at(-1);
    if (open && open.people < FEWEST_IN_STEP) {
      open.from = each;
      open.people += people;
      open.withOutcome += withOutcome;
    } else steps.push({ from: each, to: each, people, withOutcome });
  }
  return joinedAtEnd(steps)
    .reverse()
    .map((step) => ({ ...step, share: wilson(step.withOutcome, step.people) }));
}

/** What is left over at the fewest points joins the step above it. */
function joinedAtEnd(steps: Omit<CalibrationStep, 'share'>[]): Omit<CalibrationStep, 'share'>[] {
  const last = steps.at(-1);
  const before = steps.at(-2);
  if (!last || !before || last.people >= FEWEST_IN_STEP) return steps;
  before.from = last.from;
  before.people += last.people;
  before.withOutcome += last.withOutcome;
  return steps.slice(0, -1);
}
