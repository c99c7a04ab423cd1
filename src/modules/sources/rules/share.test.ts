import { describe, expect, it } from 'vitest';
import { isPolicy, isTooMuch } from './share.ts';

describe('a run that moves a great deal', () => {
  it('goes on at exactly the share and waits for a person above it', () => {
    expect([isTooMuch(30, 100, 30), isTooMuch(31, 100, 30)]).toEqual([false, true]);
  });
  it('goes on below ten facts whatever share they are', () => {
    expect([isTooMuch(9, 9, 30), isTooMuch(10, 10, 30)]).toEqual([false, true]);
  });
  it('waits for any ten where nothing may be moved, and for none where all may', () => {
    expect([isTooMuch(10, 1_000_000, 0), isTooMuch(1000, 1000, 100)]).toEqual([true, false]);
  });
});

describe('a policy', () => {
  it('is one of three', () => {
    expect(['adds', 'replaces', 'snapshot', 'merge', ''].filter(isPolicy)).toEqual([
      'adds',
      'replaces',
      'snapshot',
    ]);
  });
});
