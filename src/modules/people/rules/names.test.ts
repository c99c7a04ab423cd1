import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullName, nameKey, nameKeys } from './names.ts';

const named = (given: string | null, family: string | null = null, known: string | null = null) => ({
  given_name: given,
  family_name: family,
  known_as: known,
});

describe('a full name', () => {
  it('is the name somebody goes by and the family name, and nothing where none is known', () => {
    expect(fullName(named('Thomasina', 'Ash', 'Tommy'))).toBe('Tommy Ash');
    expect(fullName(named('Thomasina', 'Ash'))).toBe('Thomasina Ash');
    expect(fullName(named(null, 'Ash'))).toBe('Ash');
    expect(fullName(named(null))).toBeUndefined();
  });
});

describe('the keys of a name', () => {
  it.each([
    [named('Étienne', "O'Brien-Łukasz"), ['etienne', 'obrienlukasz', 'lukasz']],
    [named('Ciarán', 'Ní Bhraonáin', 'Ciarán'), ['ciaran', 'ni', 'bhraonain']],
    [named('Þórdís', 'Strauß'), ['thordis', 'strauss']],
    [named('İpek', 'Ağaoğlu'), ['ipek', 'agaoglu']],
    [named('김', 'Иванова'), ['김'.normalize('NFD'), 'иванова']],
    [named('—', ' '), []],
    [named(null), []],
  ])('of %o', (name, keys) => {
    expect(nameKeys(name)).toEqual(keys);
  });

  it('are the same for a name however its letters are put together', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(nameKey(text.normalize('NFD'))).toBe(nameKey(text.normalize('NFC')));
      }),
    );
  });

  it('are never blank and never twice', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (given, family) => {
        const keys = nameKeys(named(given, family));
        expect(keys).not.toContain('');
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
