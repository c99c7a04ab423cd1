import { describe, expect, it } from 'vitest';
import {
  attended,
  CLEAR,
  coded,
  counted,
  countedAtLeast,
  review,
  rules,
  stamp,
  without,
} from '../../../../test/golden/risk/sample.ts';
import { compileRuleSet } from './compile.ts';
import { publishedBand, reviewPerson, suggestTier } from './review.ts';

describe('a review', () => {
  it('gives every point a reason with value, threshold, date, source and a sentence', () => {
    const { domains, points, tier } = review({ ...CLEAR, attendance: attended(842) });
    expect(points).toEqual({ known: 2, lowest: 2, highest: 2 });
    expect(tier).toBe('targeted');
    expect(domains.institutional).toEqual({
      mark: '✓',
      points: 2,
      reasons: [
        {
          indicator: 'attendance',
          factor: 'institutional.absence',
          value: 84.2,
          threshold: 'below 85%',
          points: 2,
          ...stamp,
          says: 'Attended 84.2% of possible sessions in the six months to 1 May 2027',
        },
      ],
      unknown: [],
    });
  });

  it('lists what is unknown with the most it could add, and adds nothing for it', () => {
    const { domains, points } = review(without(CLEAR, 'young_carer'));
    expect(points).toEqual({ known: 0, lowest: 0, highest: 3 });
    expect(domains.family).toEqual({
      mark: 'unknown',
      points: 0,
      reasons: [],
      unknown: [
        {
          indicator: 'young_carer',
          factor: 'family.young_carer',
          measure: 'circumstance.young_carer',
          says: 'Young carer: not known',
          highest: 3,
        },
      ],
    });
  });

  describe('of a number that is only the least it can be', () => {
    const steps = rules.indicators.map((indicator) =>
      indicator.code === 'suspensions'
        ? {
            ...indicator,
            bands: [
              { at_least: 3, points: 2 },
              { at_least: 1, points: 1 },
            ],
          }
        : indicator,
    );
    const least = (many: number, indicators = steps) =>
      review({ ...CLEAR, suspensions: countedAtLeast(many) }, { ...rules, indicators });
    const open = (profile: ReturnType<typeof least>) =>
      profile.domains.institutional.unknown.map(({ says, highest }) => `${says}, ${highest}`);

    it('counts what is known, and leaves open what more could add', () => {
      const [none, one, three] = [least(0), least(1), least(3)];
      expect(none.points).toEqual({ known: 0, lowest: 0, highest: 2 });
      expect(none.domains.institutional.mark).toBe('unknown');
      expect(one.points).toEqual({ known: 1, lowest: 1, highest: 2 });
      expect(open(one)).toEqual(['Suspensions: more may have happened than is on record, 1']);
      expect(three.points).toEqual({ known: 2, lowest: 2, highest: 2 });
      expect(open(three)).toEqual([]);
    });

    it('says nothing where fewer would be the concern', () => {
      const fewer = steps.map((each) =>
        each.code === 'suspensions' ? { ...each, bands: [{ below: 2, points: 1 }] } : each,
      );
      expect(least(5, fewer).points).toEqual({ known: 0, lowest: 0, highest: 1 });
      expect(least(1, fewer).points).toEqual({ known: 0, lowest: 0, highest: 1 });
    });
  });

  it('calls a domain clear only when all of it is known', () => {
    expect(review(CLEAR).domains.institutional.mark).toBe('0');
    expect(review(without(CLEAR, 'attendance')).domains.institutional.mark).toBe('unknown');
  });

  it('calls a domain nobody looks at unknown, never clear', () => {
    const { social, structural } = review(CLEAR).domains;
    expect([social, structural].map(({ mark, unknown }) => [mark, unknown])).toEqual([
      ['unknown', []],
      ['unknown', []],
    ]);
  });

  it('shows a tick in spite of what else is unknown, and two ticks from the set number of points', () => {
    expect(review({ suspensions: counted(1) }).domains.institutional.mark).toBe('✓');
    expect(review({ suspensions: counted(2), attendance: attended(100) }).domains.institutional.mark).toBe(
      '✓✓',
    );
  });

  it('takes a share of nothing, an impossible share and an unlisted value as unknown', () => {
    for (const fact of [
      attended(0, 0),
      attended(11, 10),
      attended(-1, 10),
      attended(0.5, 10),
      attended(Number.NaN, 10),
    ]) {
      expect(review({ ...CLEAR, attendance: fact }).points).toEqual({ known: 0, lowest: 0, highest: 2 });
    }
    expect(review({ ...CLEAR, provision: coded('S') }).points.highest).toBe(2);
    expect(review({ ...CLEAR, suspensions: counted(Number.NaN) }).points.highest).toBe(1);
  });

  it('stops at a fact of the wrong kind, which is a fault in the program', () => {
    expect(() => review({ attendance: counted(84) })).toThrow(
      'attendance gave a number where attendance needs a ratio',
    );
  });

  it('words a value of a category, a unit in the singular, and a band of its own', () => {
    const { personal, institutional } = review({ provision: coded('K'), suspensions: counted(1) }).domains;
    expect(personal.reasons[0]).toMatchObject({
      value: 'SEN support',
      threshold: 'SEN support',
      says: 'Has SEN support',
    });
    expect(institutional.reasons[0]).toMatchObject({
      value: 1,
      threshold: 'at least 1 suspension',
      says: '1 suspension in the twelve months to 1 May 2027',
    });
    expect(review({ provision: coded('P') }).domains.personal.reasons[0]).toMatchObject({
      threshold: 'E or P',
    });
  });

  it('hands the position of each indicator to whoever holds the facts', () => {
    const seen: [string, number][] = [];
    reviewPerson(compileRuleSet(rules), ({ code }, position) => {
      seen.push([code, position]);
      return undefined;
    });
    expect(seen).toEqual([
      ['attendance', 0],
      ['suspensions', 1],
      ['young_carer', 2],
      ['provision', 3],
    ]);
  });
});

describe('the suggested tier', () => {
  it('is the highest one reached, whatever the order in the file', () => {
    expect([0, 1, 2, 3, 4, 50].map((points) => suggestTier(points, rules))).toEqual([
      'universal',
      'universal',
      'targeted',
      'targeted',
      'intensive',
      'intensive',
    ]);
  });

  it('has the published name beside it, where there is one', () => {
    expect([1, 2, 4].map((points) => publishedBand(points, rules))).toEqual([undefined, 'Amber', 'Red']);
    expect(publishedBand(4, {})).toBeUndefined();
  });
});
