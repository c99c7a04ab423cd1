import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { proposedMoves, type SaidYear } from './moves.ts';
import { presentAt } from './present.ts';

const today = plainDate('2026-11-20');
let made = 0;
const at = (settingId: string, more: Partial<SaidYear> = {}): SaidYear => {
  made += 1;
  return {
    id: String(made).padStart(4, '0'),
    settingId,
    academicYear: 2026,
    status: 'C',
    startsOn: null,
    endsOn: null,
    source: `${settingId}-mis`,
    saidOn: plainDate('2026-11-09'),
    ...more,
  };
};

describe('a move that two rolls suggest', () => {
  it.each<[string, SaidYear[], string[]]>([
    ['is none with one setting', [at('a')], []],
    ['is from where they were to who has them too', [at('a'), at('b')], ['a > b']],
    ['is none to a subsidiary registration', [at('a', { status: 'M' }), at('b', { status: 'S' })], []],
    ['is none to a guest', [at('a'), at('b', { status: 'G' })], []],
    [
      'is one between two that both say main',
      [at('a', { status: 'M' }), at('b', { status: 'M' })],
      ['a > b'],
    ],
    ['is none from a setting that has let them go', [at('a', { endsOn: today }), at('b')], []],
    ['is none from a subsidiary registration to the main one', [at('a', { status: 'S' }), at('b')], []],
    ['is one to each of two', [at('a'), at('b'), at('c')], ['a > b', 'a > c']],
    [
      'goes by the newest year of each',
      [at('a', { academicYear: 2025 }), at('a', { status: 'S' }), at('b')],
      [],
    ],
  ])('%s', (_, years, expected) => {
    const present = presentAt(years, today, 'a');
    expect(proposedMoves(years, present, today).map(({ from, to }) => `${from} > ${to}`)).toEqual(expected);
  });

  it('seems to have been on the first day at the new setting, else when a file first named them there', () => {
    const dated = [at('a'), at('b', { startsOn: plainDate('2026-11-02') })];
    const present = presentAt(dated, today, 'a');
    expect(proposedMoves(dated, present, today)).toEqual([
      { from: 'a', to: 'b', onDate: '2026-11-02', fromSource: 'a-mis', source: 'b-mis' },
    ]);
    const undated = [at('a'), at('b')];
    expect(proposedMoves(undated, present, today)).toMatchObject([{ onDate: '2026-11-09' }]);
    const unknown = [at('a'), at('b', { saidOn: null })];
    expect(proposedMoves(unknown, present, today)).toMatchObject([{ onDate: null }]);
  });
});
