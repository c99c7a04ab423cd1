import { describe, expect, it } from 'vitest';
import {
  circumstanceKinds,
  readBehaviourCategory,
  readBehaviourKind,
  readBehaviourLocation,
  readCircumstanceKind,
  readEventKey,
  readExclusionOutcome,
  readNeedType,
  readProficiency,
  readProvision,
  wholeCircumstances,
} from './index.ts';

describe('codes of closed lists', () => {
  it.each([
    ['a circumstance', readCircumstanceKind, 'Young_Carer', 'young_carer', 'carer'],
    ['a proficiency', readProficiency, 'c', 'C', 'N'],
    ['a provision', readProvision, 'k', 'K', 'A'],
    ['a type of need', readNeedType, 'semh', 'SEMH', 'BESD'],
    ['a kind of event', readBehaviourKind, 'Positive', 'positive', 'neutral'],
    ['a place', readBehaviourLocation, 'Corridor', 'corridor', 'room 12'],
    ['what became of an exclusion', readExclusionOutcome, 'Reinstated', 'reinstated', 'yes'],
  ])(
    '%s is read in either case, and anything else is refused with the list',
    (_, read, found, value, other) => {
      expect(read(found)).toEqual({ value });
      const got = read(other);
      expect('fault' in got && got.fault.rule).toBe('code.unknown');
      expect('fault' in got && got.fault.message).toContain(`“${other}”`);
    },
  );

  it('a category is a few words, and a key one line', () => {
    expect(readBehaviourCategory('x'.repeat(60))).toEqual({ value: 'x'.repeat(60) });
    expect(readBehaviourCategory('x'.repeat(61))).toHaveProperty('fault.rule', 'category.long');
    expect(readBehaviourCategory('one\ntwo')).toHaveProperty('fault.rule', 'category.long');
    expect(readEventKey('x'.repeat(101))).toHaveProperty('fault.rule', 'key.shape');
  });

  it('a whole circumstance and its parts are all on the list, and no part is a whole', () => {
    for (const [whole, { parts }] of Object.entries(wholeCircumstances)) {
      expect(circumstanceKinds).toContain(whole);
      for (const part of parts) {
        expect(circumstanceKinds).toContain(part);
        expect(Object.keys(wholeCircumstances)).not.toContain(part);
      }
    }
  });
});
