import { describe, expect, it } from 'vitest';
import { type MarkedRow, sharedNeeds } from './together.ts';

const row = (own: MarkedRow['own'], others: MarkedRow['others'] = {}): MarkedRow => ({ own, others });
const one = { mark: 1 } as const;
const two = { mark: 2 } as const;
const none = { mark: 0 } as const;

describe('what a group shares', () => {
  it('is counted from the strongest mark of each, with two ticks first, and what most share first', () => {
    const rows = [
      row({ social: one }, { social: two }),
      row({ social: one, family: two }),
      row({ social: none }, { social: none }),
      row({}),
    ];
    const [first, second, ...rest] = sharedNeeds(rows);
    expect(first).toEqual({ domain: 'social', who: [rows[0], rows[1]], strong: 1, notLooked: 1 });
    expect(second).toEqual({ domain: 'family', who: [rows[1]], strong: 1, notLooked: 3 });
    expect(rest.every(({ who, notLooked }) => who.length === 0 && notLooked === 4)).toBe(true);
  });

  it('takes nothing seen for looked at, and blank for not looked at', () => {
    const personal = (rows: MarkedRow[]) => sharedNeeds(rows).find(({ domain }) => domain === 'personal');
    expect(personal([row({ personal: none })])).toMatchObject({ who: [], notLooked: 0 });
    expect(personal([row({})])).toMatchObject({ who: [], notLooked: 1 });
  });
});
