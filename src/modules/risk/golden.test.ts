import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BareFact, dated, type Golden, gaps, type Vector } from '../../../test/golden/risk/coverage.ts';
import { FACTOR_STRATEGIES } from '../../../test/golden/risk/factor-strategies.ts';
import { listRuleSets, loadFactors, loadRuleSet } from './library.ts';
import {
  type Band,
  compileRuleSet,
  DOMAINS,
  type Profile,
  publishedBand,
  type RuleSet,
  reviewPerson,
} from './rules/index.ts';

const golden = (name: string): Golden =>
  JSON.parse(readFileSync(new URL(`../../../test/golden/risk/${name}.json`, import.meta.url), 'utf8'));

const review = (rules: RuleSet, facts: Record<string, BareFact>): Profile =>
  reviewPerson(compileRuleSet(rules), ({ code }) => {
    const fact = facts[code];
    return fact && dated(fact);
  });

function scored(
  rules: RuleSet,
  { indicator, fact }: Vector,
): { points: number | 'unknown'; highest: number } {
  const profile = review(rules, fact ? { [indicator]: fact } : {});
  const unknown = DOMAINS.flatMap((domain) => profile.domains[domain].unknown);
  const missing = unknown.find((each) => each.indicator === indicator);
  return {
    points: missing ? 'unknown' : profile.points.known,
    highest: missing?.highest ?? profile.points.known,
  };
}

const agrees = (rules: RuleSet, vector: Vector) => scored(rules, vector).points === vector.points;

describe('the golden vectors', () => {
  it('exist for every rule set that ships', () => {
    expect(listRuleSets()).toEqual(['five-domain', 'oxfordshire-roni-weighted', 'uci-student-performance']);
  });
});

describe.each(listRuleSets())('%s', (name) => {
  const rules = loadRuleSet(name);
  const { vectors, profiles, version } = golden(name);

  it('scores every vector as written', () => {
    expect(version).toBe(rules.version);
    for (const vector of vectors)
      expect({ ...vector, ...scored(rules, vector) }).toEqual({ highest: vector.points, ...vector });
  });

  it('has vectors on both sides of every threshold, for every band, and unknown for every indicator', () => {
    expect(gaps(rules, vectors)).toEqual([]);
  });

  it('would notice a vector missing beside a threshold, and an indicator or band without vectors', () => {
    for (const { code, bands } of rules.indicators) {
      expect(
        gaps(
          rules,
          vectors.filter(({ indicator }) => indicator !== code),
        ),
      ).not.toEqual([]);
      expect(
        gaps(
          rules,
          vectors.filter(({ indicator, fact }) => indicator !== code || fact !== null),
        ),
      ).not.toEqual([]);
      for (const { points } of bands) {
        const without = vectors.filter((vector) => vector.indicator !== code || vector.points !== points);
        expect(gaps(rules, without)).not.toEqual([]);
      }
    }
  });

  it('fails a vector when any band is bent by a hair', () => {
    for (const [at, indicator] of rules.indicators.entries()) {
      for (const [place, band] of indicator.bands.entries()) {
        for (const bent of bends(band)) {
          const bands = indicator.bands.with(place, bent);
          const wrong: RuleSet = { ...rules, indicators: rules.indicators.with(at, { ...indicator, bands }) };
          expect(
            vectors.every((vector) => agrees(wrong, vector)),
            `${indicator.code} ${JSON.stringify(bent)}`,
          ).toBe(false);
        }
      }
    }
  });

  it('leaves no placeholder open in any reason, and none that starts without a capital or a figure', () => {
    for (const { indicator, fact } of vectors) {
      const { domains } = review(rules, fact ? { [indicator]: fact } : {});
      for (const { says } of DOMAINS.flatMap((domain) => domains[domain].reasons))
        expect(says).toMatch(/^[A-Z0-9][^{}]*$/);
    }
  });

  it.each(profiles)('reviews a whole person: $case', ({ facts, tier, band, known, highest, marks }) => {
    const profile = review(rules, facts);
    expect({
      tier: profile.tier,
      band: publishedBand(profile.points.known, rules) ?? null,
      ...profile.points,
      marks: DOMAINS.map((domain) => profile.domains[domain].mark),
    }).toEqual({ tier, band, known, lowest: known, highest, marks });
  });
});

/** The same band with more points, and with its comparator or threshold off by the least that could matter. */
function bends(band: Band): Band[] {
  const { below, at_most, above, at_least, is, ...rest } = band;
  const dearer = { ...band, points: band.points + 1 };
  if (is !== undefined) return [dearer, { ...rest, is: 'something else' }];
  if (below !== undefined) return [dearer, { ...rest, at_most: below }, { ...rest, below: below - 0.1 }];
  if (at_most !== undefined) return [dearer, { ...rest, below: at_most }, { ...rest, at_most: at_most + 1 }];
  if (above !== undefined) return [dearer, { ...rest, at_least: above }, { ...rest, above: above + 0.1 }];
  return [dearer, { ...rest, above: at_least }, { ...rest, at_least: (at_least ?? 0) - 1 }];
}

describe('the list of risk factors', () => {
  const factors = loadFactors();

  it('gives each factor of the handbook exactly the strategies that name it', () => {
    const fromHandbook = factors.filter(({ strategies }) => strategies.length > 0);
    expect(Object.fromEntries(fromHandbook.map(({ code, strategies }) => [code, strategies]))).toEqual(
      FACTOR_STRATEGIES,
    );
  });

  it('holds 41 factors of the handbook of strategies, 16 of the medium risk handbook and 2 of ours', () => {
    const count = (from: string | undefined) => factors.filter((factor) => factor.from === from).length;
    expect([count('000'), count('001'), count(undefined)]).toEqual([41, 16, 2]);
    expect(factors.filter(({ source }) => source === 'ours').map(({ code }) => code)).toEqual([
      'personal.health',
      'family.young_parent',
    ]);
  });

  it('suggests strategies of ours only where the handbook names none', () => {
    expect(
      factors.filter(({ strategies, suggested }) => strategies.length > 0 && suggested.length > 0),
    ).toEqual([]);
  });

  it('keeps gender identity and language from scoring, and disability, autism, health and pregnancy to unmet need', () => {
    const codes = (scores: string) =>
      factors.filter((factor) => factor.scores === scores).map(({ code }) => code);
    expect(codes('never')).toEqual(['personal.gender_identity', 'family.english_additional_language']);
    expect(codes('unmet_need')).toEqual([
      'personal.send',
      'personal.autism',
      'personal.health',
      'family.young_parent',
    ]);
  });

  it('lists the domains in their order', () => {
    expect([...new Set(factors.map(({ domain }) => domain))]).toEqual([...DOMAINS]);
  });
});
