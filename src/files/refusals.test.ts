import { describe, expect, it } from 'vitest';
import { refusalList, refuse } from './refusals.ts';

const fault = { rule: 'date.exists', message: 'There is no such day.' };

describe('a list of refusals', () => {
  it('counts all and keeps the first', () => {
    const list = refusalList(2);
    for (let line = 2; line < 7; line += 1) list.add(refuse(line, 'date', 'x', fault));
    expect(list.count).toBe(5);
    expect(list.rows).toBe(5);
    expect(list.kept.map((refusal) => refusal.line)).toEqual([2, 3]);
    expect(list.byRule.get('date.exists')).toBe(5);
  });
  it('counts a row with two faults once', () => {
    const list = refusalList();
    list.add(refuse(2, 'date', 'x', fault), refuse(2, 'upn', 'y', { ...fault, rule: 'upn.shape' }));
    expect([list.count, list.rows]).toEqual([2, 1]);
  });
  it('shortens what was found', () => {
    expect(refuse(2, 'a', 'x'.repeat(500), fault).found).toHaveLength(60);
  });
});
