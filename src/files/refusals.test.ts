import { describe, expect, it } from 'vitest';
import { listed, refusalList, refuse, shorten } from './refusals.ts';

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
  it('shows nothing that cannot be seen, turns what follows, or is half of a character', () => {
    expect(shorten('a\nb\u0000\u007f\u0085\u2028c')).toBe('a␊b␀␡\ufffd\ufffdc');
    expect(shorten('\u202eabc\u2069')).toBe('abc');
    expect(shorten(`${'x'.repeat(58)}😀😀`)).toBe(`${'x'.repeat(58)}…`);
    expect(shorten('\ud83dx')).toBe('\ufffdx');
    expect(shorten('Zoë 😀 علی\u200cرضا')).toBe('Zoë 😀 علی\u200cرضا');
  });
  it('lists names as far as they fit', () => {
    expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
    expect(listed(['x'.repeat(500), `${'y'.repeat(30)}😀`], 2)).toBe(
      `${'x'.repeat(31)}…, ${'y'.repeat(30)}😀`,
    );
    expect(listed([`${'y'.repeat(30)}😀z`])).toBe(`${'y'.repeat(30)}…`);
  });
  it('shortens what was found', () => {
    expect(refuse(2, 'a', 'x'.repeat(500), fault).found).toHaveLength(60);
  });
});
