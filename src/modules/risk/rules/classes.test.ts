import { describe, expect, it } from 'vitest';
import { isSensitiveKind } from '#modules/records';
import { listRuleSets, loadFactors, loadRuleSet } from '../library.ts';
import { isSensitiveMark, joinClasses, partByClass, pointsHidden, sensitiveIndicators } from './classes.ts';
import { DOMAINS } from './domains.ts';
import type { DomainProfile } from './review.ts';

const factors = loadFactors();
const reason = (indicator: string, points: number) =>
  ({ indicator, points }) as DomainProfile['reasons'][number];
const unknown = (indicator: string) => ({ indicator }) as DomainProfile['unknown'][number];
const blank: DomainProfile = { mark: 'unknown', points: 0, reasons: [], unknown: [] };
const domainsWith = (family: DomainProfile) => ({
  ...(Object.fromEntries(DOMAINS.map((domain) => [domain, blank])) as Record<
    (typeof DOMAINS)[number],
    DomainProfile
  >),
  family,
});

describe('an indicator is for fewer', () => {
  const of = (measure: string, factor: string) =>
    sensitiveIndicators(
      [{ code: 'it', measure, factor }],
      factors,
      isSensitiveKind,
      new Set(['mood_scale']),
    ).has('it');

  it.each([
    ['by what it measures', 'circumstance.youth_justice', 'social.peer_pressure', true],
    ['by a circumstance that a source made up', 'circumstance.own_word', 'personal.achievement', true],
    ['by an imported measure that is', 'mood_scale', 'personal.achievement', true],
    ['by its factor', 'anxiety_scale', 'personal.anxiety', true],
    ['not as an open circumstance', 'circumstance.educated_off_site', 'institutional.exclusion', false],
    ['not as attendance', 'absence', 'institutional.absence', false],
    ['not as a need, which whoever teaches must know', 'need_without_provision.send', 'personal.send', false],
  ])('%s', (_, measure, factor, is) => {
    expect(of(measure, factor)).toBe(is);
  });

  it.each(listRuleSets())('in %s where it is about care, and not where it is about attendance', (name) => {
    const { indicators } = loadRuleSet(name);
    const sensitive = sensitiveIndicators(indicators, factors, isSensitiveKind);
    for (const { code, measure } of indicators) {
      if (/looked_after|youth_justice|child_protection/.test(measure))
        expect(sensitive, code).toContain(code);
      if (/^(absence|attendance|suspension)/.test(measure)) expect(sensitive, code).not.toContain(code);
    }
  });
});

describe('a mark is for fewer', () => {
  it.each([
    ['family', null, true],
    ['family', 'family.poverty', true],
    ['family', 'family.english_additional_language', false],
    ['personal', 'personal.gender_identity', true],
    ['personal', 'personal.send', false],
    ['personal', null, false],
    ['social', 'social.bullying', false],
  ] as const)('%s, %s: %s', (domain, factor, is) => {
    expect(isSensitiveMark({ domain, factor }, factors)).toBe(is);
  });
});

describe('a profile', () => {
  const family: DomainProfile = {
    mark: '✓✓',
    points: 3,
    reasons: [reason('open', 1), reason('care', 2)],
    unknown: [unknown('carer'), unknown('english')],
  };
  const sensitive = new Set(['care', 'carer']);

  it('is parted into what all read and what is for fewer, and put together again', () => {
    const parted = partByClass(domainsWith(family), sensitive);
    expect(parted.open.family).toEqual({
      ...family,
      reasons: [reason('open', 1)],
      unknown: [unknown('english')],
    });
    expect(parted.sensitive?.family).toMatchObject({
      reasons: [reason('care', 2)],
      unknown: [unknown('carer')],
    });
    const whole = joinClasses(parted.open, parted.sensitive ?? null);
    expect(whole.family.reasons).toEqual(family.reasons);
    expect(whole.personal).toEqual(blank);
    expect(joinClasses(parted.open, null)).toEqual(parted.open);
  });

  it('has no other part where nothing is for fewer', () => {
    expect(partByClass(domainsWith(family), new Set()).sensitive).toBeUndefined();
    expect(partByClass(domainsWith(family), new Set(['carer'])).sensitive).toBeDefined();
  });

  it('tells by its points what is left out', () => {
    const { open } = partByClass(domainsWith(family), sensitive);
    expect(pointsHidden(open.family)).toBe(2);
    expect(pointsHidden(family)).toBe(0);
    expect(pointsHidden(blank)).toBe(0);
  });
});
