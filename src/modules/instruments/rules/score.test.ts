import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answer, Answers } from './answer.ts';
import { asksForAdult } from './calls.ts';
import { hideFew, withoutNames } from './hidden.ts';
import { type Instrument, instrumentSchema } from './index.ts';
import { ownMarks, scoreAnswers } from './score.ts';
import { shownPages } from './shown.ts';
import { changeOf, tally } from './tally.ts';

const instrument: Instrument = instrumentSchema.parse(
  parse(`
name: sample
version: 1
title: A sample
about: For tests.
shelf: self
answered_by: [young_person]
about_whom: person
reading: young
whose: ours
source: { title: A test }
answers:
  four:
    - { code: a, text: A, value: 1 }
    - { code: b, text: B, value: 2 }
    - { code: c, text: C, value: 3 }
    - { code: d, text: D, value: 4 }
pages:
  - code: one
    title: One
    sections:
      - items:
          - { code: one, kind: scale, asks: One, answers: four }
          - { code: two, kind: scale, asks: Two, answers: four }
          - { code: three, kind: scale, asks: Three, answers: four }
          - { code: level, kind: choice, asks: Level, answers: [{ code: low, text: Low }, { code: high, text: High }] }
          - { code: safe, kind: choice, asks: Safe, answers: [{ code: 'yes', text: Yes }, { code: 'no', text: No }], tells: ['no'] }
          - { code: words, kind: long_text, asks: Words }
  - code: more
    title: More
    show_when: { item: level, is: [low] }
    sections:
      - items:
          - { code: four, kind: scale, asks: Four, answers: four }
scales:
  - { code: mean, title: Mean, method: mean, items: [one, two, three], needs: 2, reversed: [three], domain: social, marks: { one: 2.5, two: 1.5 } }
  - { code: sum, title: Sum, method: sum, items: [one, two, three] }
  - { code: prorated, title: Prorated, method: sum, items: [one, two, three], needs: 2 }
  - { code: count, title: Count, method: count, items: [one, two, four], counts: [d], needs: 1, levels: [{ code: none, title: None, from: 0 }, { code: some, title: Some, from: 1 }] }
  - code: chosen
    title: Chosen
    method: chosen
    items: [level]
    levels: [{ code: down, title: Down, is: [low] }, { code: up, title: Up, is: [high] }]
`),
);

const given = (answers: Record<string, string>): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([code, is]): [string, Answer] => [
      code,
      is === '-' ? { declined: true } : { is },
    ]),
  );
const scale = (code: string, answers: Record<string, string>) => {
  const found = scoreAnswers(instrument, given(answers)).find((one) => one.scale.code === code);
  return [found?.value, found?.level?.code];
};

describe('a scale', () => {
  it('is a mean with the items turned round that say the opposite', () => {
    expect(scale('mean', { one: 'd', two: 'd', three: 'a' })[0]).toBe(4);
    expect(scale('mean', { one: 'a', two: 'b', three: 'd' })[0]).toBe(1.33);
  });

  it('needs as many answers as it says, one more than which it has not: to decline is no answer', () => {
    expect(scale('mean', { one: 'd', two: 'c' })[0]).toBe(3.5);
    expect(scale('mean', { one: 'd', two: '-' })[0]).toBeUndefined();
    expect(scale('mean', {})[0]).toBeUndefined();
  });

  it('as a sum needs all unless it says fewer, and then stands for all of its items', () => {
    expect(scale('sum', { one: 'd', two: 'd' })[0]).toBeUndefined();
    expect(scale('sum', { one: 'd', two: 'd', three: 'd' })[0]).toBe(12);
    expect(scale('prorated', { one: 'd', two: 'b' })[0]).toBe(9);
  });

  it('counts only what is still asked', () => {
    expect(scale('count', { one: 'd', level: 'low', four: 'd' })).toEqual([2, 'some']);
    expect(scale('count', { one: 'd', level: 'high', four: 'd' })).toEqual([1, 'some']);
    expect(scale('count', { one: 'a' })).toEqual([0, 'none']);
  });

  it('that is chosen is the level that was chosen', () => {
    expect(scale('chosen', { level: 'high' })).toEqual([undefined, 'up']);
    expect(scale('chosen', { level: '-' })).toEqual([undefined, undefined]);
  });

  it('says one tick below one edge and two below the other, and nothing of what is not known', () => {
    const mark = (answers: Record<string, string>) => ownMarks(scoreAnswers(instrument, given(answers)));
    expect(mark({ one: 'b', two: 'c' })).toEqual([{ domain: 'social', mark: 0 }]);
    expect(mark({ one: 'b', two: 'b' })).toEqual([{ domain: 'social', mark: 1 }]);
    expect(mark({ one: 'a', two: 'b' })).toEqual([{ domain: 'social', mark: 1 }]);
    expect(mark({ one: 'a', two: 'a' })).toEqual([{ domain: 'social', mark: 2 }]);
    expect(mark({ one: 'a' })).toEqual([{ domain: 'social', mark: undefined }]);
  });

  it('lies between its lowest and its highest answer, whatever is left out', () => {
    const code = fc.constantFrom('a', 'b', 'c', 'd', '-');
    fc.assert(
      fc.property(fc.record({ one: code, two: code, three: code }, { requiredKeys: [] }), (answers) => {
        const [value] = scale('mean', answers as Record<string, string>);
        if (typeof value === 'number') expect(value >= 1 && value <= 4).toBe(true);
      }),
    );
  });
});

describe('what is shown', () => {
  it('follows the answers of earlier pages', () => {
    expect(shownPages(instrument, given({ level: 'low' })).map(({ code }) => code)).toEqual(['one', 'more']);
    expect(shownPages(instrument, given({ level: 'high' })).map(({ code }) => code)).toEqual(['one']);
    expect(shownPages(instrument, {}).map(({ code }) => code)).toEqual(['one']);
  });
});

describe('what many said', () => {
  const all = Array.from({ length: 10 }, (_, at) =>
    given({ one: at < 4 ? 'a' : 'd', two: '-', words: at === 0 ? 'Hello' : '' }),
  );

  it('is counted answer by answer, with those who would rather not and those who left it', () => {
    const { items, number } = tally(instrument, all);
    expect(number).toBe(10);
    const one = items.find(({ item }) => item.code === 'one');
    expect(Object.fromEntries(one?.counts ?? [])).toEqual({ a: 4, d: 6 });
    expect(items.find(({ item }) => item.code === 'two')).toMatchObject({
      answered: 0,
      declined: 10,
      blank: 0,
    });
    expect(items.find(({ item }) => item.code === 'three')).toMatchObject({ blank: 10 });
  });

  it('is shown of ten anonymous answers and of nine not, rounded to five', () => {
    expect(hideFew(tally(instrument, all.slice(1)))).toBeUndefined();
    const shown = hideFew(tally(instrument, all));
    expect(Object.fromEntries(shown?.items.find(({ item }) => item.code === 'one')?.counts ?? [])).toEqual({
      a: 5,
      d: 5,
    });
  });

  it('changes by as much as the means differ, within what chance would do, and for nine says nothing', () => {
    const many = (value: string) =>
      Array.from({ length: 12 }, (_, at) => given({ one: at % 2 ? value : 'b', two: 'b', three: 'b' }));
    const [now, before] = [tally(instrument, many('d')), tally(instrument, many('a'))];
    const [after, earlier] = [now.scales[1], before.scales[1]];
    if (!after || !earlier) throw new Error('No scale');
    const change = changeOf(after, earlier);
    expect(change?.by).toBeCloseTo(1.5);
    expect((change?.from ?? 9) < 1.5 && (change?.to ?? 0) > 1.5).toBe(true);
    const few = tally(instrument, many('a').slice(0, 9)).scales[1];
    if (!few) throw new Error('No scale');
    expect(changeOf(after, few)).toBeUndefined();
  });
});

describe('texts', () => {
  it('are read without the names of people, and with everything else', () => {
    const names = new Set(['amina', 'will', "o'brien"]);
    expect(withoutNames("Amina's brother Will will help", names)).toBe('… brother … will help');
  });

  it('bring an adult for whole words, whatever stands between and however they are written', () => {
    const item = { kind: 'long_text', code: 'words', asks: 'Words', required: false, longest: 4000 } as const;
    const calls = (is: string, phrase = 'run away') => asksForAdult(item, { is }, [phrase]);
    expect(calls('I want to RUN, away')).toBe(true);
    expect(calls('runaway trains')).toBe(false);
    expect(calls("I can't go on", 'cant go on')).toBe(true);
    expect(calls('')).toBe(false);
  });

  it('and choices bring an adult only for the answers that say so', () => {
    const safe = instrument.pages[0]?.sections[0]?.items.find(({ code }) => code === 'safe');
    if (!safe) throw new Error('No item');
    expect(asksForAdult(safe, { is: 'no' }, [])).toBe(true);
    expect(asksForAdult(safe, { is: 'yes' }, [])).toBe(false);
    expect(asksForAdult(safe, { declined: true }, [])).toBe(false);
    expect(asksForAdult(safe, null, [])).toBe(false);
  });
});
