import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { believe, type SaidOfSetting, type SettingFacts, settingFacts } from './believe-setting.ts';

const blank: SettingFacts = {
  name: 'Ashdale School',
  kind: 'other',
  laestab: null,
  phase: null,
  type: null,
  type_group: null,
  status: null,
  la_code: null,
  opened_on: null,
  closed_on: null,
  town: null,
  postcode: null,
  ukprn: null,
  authority: null,
  source: null,
};
const byHand = { ...blank, kind: 'secondary', town: 'Ashby' };
const ofRegister = { ...byHand, authority: 'gias', source: 'gias', status: 'open' };
const ofList = { ...byHand, source: 'council-list' };
const gias = { source: 'gias', mayReplace: true };
const list = { source: 'council-list', mayReplace: true };
const said = (more: Partial<SaidOfSetting>): SaidOfSetting => ({ name: 'Ashdale School', ...more });
const rules = (held: SettingFacts, row: SaidOfSetting, by: Parameters<typeof believe>[2]) => {
  const believed = believe(held, row, by);
  return 'faults' in believed ? believed.faults.map(({ field, rule }) => `${field} ${rule}`) : believed;
};

describe('what is believed of a setting', () => {
  it('is the national register before what was added by hand, and the rest stays', () => {
    const row = said({ name: 'Ashdale Academy', status: 'open', authority: 'gias' });
    expect(believe(byHand, row, gias)).toEqual({
      after: { ...byHand, name: 'Ashdale Academy', status: 'open', authority: 'gias', source: 'gias' },
      replaces: true,
    });
  });

  it('is the national register before any other source, and whichever source brings it', () => {
    const row = said({ town: 'Ashford', authority: 'gias' });
    expect(rules(ofList, row, gias)).toMatchObject({ replaces: true, after: { town: 'Ashford' } });
    expect(rules(ofRegister, row, { source: 'gias-of-march', mayReplace: true })).toMatchObject({
      replaces: true,
      after: { source: 'gias-of-march' },
    });
  });

  it('is never anybody before the register, or before a person, or before another source', () => {
    const row = said({ name: 'Ash School', town: 'Ashford' });
    expect(rules(ofRegister, row, list)).toEqual(['name setting.believed', 'town setting.believed']);
    expect(rules(byHand, row, list)).toEqual(['name setting.believed', 'town setting.believed']);
    expect(rules(ofList, row, { source: 'trust', mayReplace: true })).toHaveLength(2);
    const believed = believe(ofRegister, row, list);
    expect('faults' in believed && believed.faults[0]?.message).toMatch(
      /name here is “Ashdale School”, from Get information about schools.*“Ash School”/,
    );
  });

  it('is what anybody says where nothing is known, without making them answerable for the rest', () => {
    expect(rules(ofRegister, said({ postcode: 'AS1 1AS' }), list)).toEqual({
      after: { ...ofRegister, postcode: 'AS1 1AS' },
      replaces: false,
    });
    expect(rules(blank, said({ kind: 'special' }), list)).toMatchObject({ after: { kind: 'special' } });
  });

  it('is what a source says of its own, unless it only adds', () => {
    const row = said({ town: 'Ashford' });
    expect(rules(ofList, row, list)).toMatchObject({ replaces: true, after: { town: 'Ashford' } });
    expect(rules(ofList, row, { ...list, mayReplace: false })).toEqual(['town policy.adds']);
    expect(rules(ofList, said({ postcode: 'AS1 1AS' }), { ...list, mayReplace: false })).toMatchObject({
      after: { postcode: 'AS1 1AS' },
    });
  });

  it('is as it was when nothing is said that is new', () => {
    expect(believe(ofRegister, said({ town: 'Ashby' }), list)).toEqual({ same: true });
    expect(believe(ofRegister, said({}), gias)).toEqual({ same: true });
  });
});

const maybe = (word: string) => fc.constantFrom(undefined, `${word} one`, `${word} two`);
const row = fc.record({
  name: fc.constantFrom('Ashdale School', 'Ash School'),
  kind: fc.constantFrom(undefined, 'secondary', 'special'),
  town: maybe('town'),
  status: fc.constantFrom(undefined, 'open', 'closed'),
  postcode: maybe('postcode'),
  authority: fc.constantFrom(undefined, 'gias'),
});
const held = fc.constantFrom(blank, byHand, ofRegister, ofList);
const by = fc.record({ source: fc.constantFrom('gias', 'council-list'), mayReplace: fc.boolean() });

describe('believing', () => {
  it('the same row twice changes nothing the second time', () => {
    fc.assert(
      fc.property(held, row, by, (before, saying, who) => {
        const once = believe(before, saying, who);
        if (!('after' in once)) return;
        expect(believe(once.after, saying, who)).toEqual({ same: true });
      }),
    );
  });

  it('never forgets what was known', () => {
    fc.assert(
      fc.property(held, row, by, (before, saying, who) => {
        const believed = believe(before, saying, who);
        if (!('after' in believed)) return;
        for (const fact of settingFacts)
          if (before[fact] !== null) expect(believed.after[fact], fact).not.toBeNull();
      }),
    );
  });
});
