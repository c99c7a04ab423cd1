import { describe, expect, it } from 'vitest';
import { type AtOneSetting, compareSettings } from './compare.ts';

const scale = (method: 'mean' | 'chosen' = 'mean') => ({ code: 'safe', title: 'Safe', method }) as never;
const at = (setting: string, number: number, mean: number): AtOneSetting => ({
  setting,
  scales: [{ scale: scale(), number, mean }],
});

describe('what settings came to together', () => {
  it('is nothing of two settings, and the mean of all their people of three', () => {
    expect(compareSettings([at('a', 10, 2), at('b', 10, 3)])).toEqual([]);
    expect(compareSettings([at('a', 10, 2), at('b', 10, 3), at('c', 20, 4)])).toEqual([
      { scale: 'safe', settings: 3, people: 40, mean: 3.25 },
    ]);
  });

  it('leaves out a setting with nine answers and takes one with ten', () => {
    const [a, b, c] = [at('a', 10, 2), at('b', 10, 2), at('c', 10, 2)];
    expect(compareSettings([a, b, at('c', 9, 2)])).toEqual([]);
    expect(compareSettings([a, b, c, at('d', 9, 5)])).toEqual([
      { scale: 'safe', settings: 3, people: 30, mean: 2 },
    ]);
    expect(compareSettings([a, b, c, at('d', 10, 4)])).toEqual([
      { scale: 'safe', settings: 4, people: 40, mean: 2.5 },
    ]);
  });

  it('takes two campaigns of one setting for one setting', () => {
    expect(compareSettings([at('a', 10, 2), at('a', 10, 2), at('b', 10, 2)])).toEqual([]);
    expect(compareSettings([at('a', 5, 2), at('a', 5, 4), at('b', 10, 3), at('c', 10, 3)])).toEqual([
      { scale: 'safe', settings: 3, people: 30, mean: 3 },
    ]);
  });

  it('rounds people to five, and says nothing of what is chosen or of what nobody answered', () => {
    expect(compareSettings([at('a', 11, 2), at('b', 11, 2), at('c', 11, 2)])[0]?.people).toBe(35);
    const chosen = ['a', 'b', 'c'].map((setting) => ({
      setting,
      scales: [{ scale: scale('chosen'), number: 20, mean: 1 }],
    }));
    expect(compareSettings(chosen)).toEqual([]);
    const nobody = ['a', 'b', 'c'].map((setting) => ({
      setting,
      scales: [{ scale: scale(), number: 0, mean: undefined }],
    }));
    expect(compareSettings(nobody)).toEqual([]);
  });
});
