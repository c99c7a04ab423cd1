import { describe, expect, it } from 'vitest';
import { loadInstruments } from '../library.ts';
import { gapsIn, purposeOf } from './gaps.ts';

const named = (name: string) => {
  const found = loadInstruments().find((one) => one.name === name);
  if (!found) throw new Error(`No ${name}`);
  return found;
};

describe('what an audit leaves to do', () => {
  const audit = named('wellbeing-audit');

  it('is every answer below the best, the lowest first, with the next descriptor as its purpose', () => {
    const gaps = gapsIn(audit, {
      leadership_vision: { is: 'established' },
      leadership_staff: { is: 'advanced' },
      voice_young: { is: 'emerging' },
    });
    expect(gaps.map(({ item, next }) => [item.code, next.code])).toEqual([
      ['voice_young', 'established'],
      ['leadership_vision', 'advanced'],
    ]);
    expect(gaps.map((gap) => purposeOf(gap, 'en'))).toEqual([
      'All are asked regularly, and hear what came of it.',
      'Wellbeing is weighed in every decision, and governors ask about it.',
    ]);
  });

  it('takes the statement itself where the levels are the same for all', () => {
    const review = named('send-review');
    const [gap] = gapsIn(review, { parents_start: { is: 'developing' } });
    expect(gap && purposeOf(gap, 'en')).toBe('Parents and carers are part of it from the start');
  });

  it('is nothing where nothing was said, nobody would say, or nobody knows', () => {
    expect(gapsIn(audit, {})).toEqual([]);
    expect(gapsIn(audit, { leadership_vision: { declined: true } })).toEqual([]);
    expect(gapsIn(named('gatsby-2025'), { b1_leader: { is: 'not_known' } })).toEqual([]);
    expect(gapsIn(named('gatsby-2025'), { b1_leader: { is: 'met' } })).toEqual([]);
    expect(gapsIn(named('gatsby-2025'), { b1_leader: { is: 'not_yet' } })).toHaveLength(1);
  });
});
