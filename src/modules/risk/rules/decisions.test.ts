import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { isWaiting, usualReview } from './decisions.ts';
import type { Tier } from './domains.ts';

const today = plainDate('2026-11-20');
const decided = (tier: Tier, suggested: Tier | null, reviewOn = '2026-12-01') => ({
  tier,
  suggested,
  reviewOn: plainDate(reviewOn),
});

describe('somebody waiting to be looked at', () => {
  it('is one for whom records suggest something and nobody has decided', () => {
    expect(isWaiting({ suggested: 'targeted', decision: undefined }, today)).toBe(true);
    expect(isWaiting({ suggested: 'universal', decision: undefined }, today)).toBe(false);
  });
  it('is one whose day to look again has come, and not the day before', () => {
    const on = (day: string) =>
      isWaiting({ suggested: 'targeted', decision: decided('targeted', 'targeted', day) }, today);
    expect([on('2026-11-20'), on('2026-11-21')]).toEqual([true, false]);
  });
  it('is one for whom records suggest more now than when it was decided', () => {
    expect(isWaiting({ suggested: 'intensive', decision: decided('targeted', 'targeted') }, today)).toBe(
      true,
    );
    expect(isWaiting({ suggested: 'intensive', decision: decided('targeted', 'intensive') }, today)).toBe(
      false,
    );
  });
  it('is not one who was given more than records suggest', () => {
    expect(isWaiting({ suggested: 'intensive', decision: decided('intensive', 'universal') }, today)).toBe(
      false,
    );
  });
});

it('looks again after six weeks', () => {
  expect(usualReview(today)).toBe('2027-01-01');
});
