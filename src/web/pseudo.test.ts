import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudo } from './pseudo.ts';

describe('a language that nobody speaks', () => {
  it('accents, lengthens and brackets, and leaves what is filled in later', () => {
    expect(pseudo('Find {name}')).toBe('⟦Ƒîñď {name} öñé ⟧');
    expect(pseudo('{count} people')).toMatch(/^⟦\{count\} þéöþļé .*⟧$/);
  });

  it('holds no plain letter of English but in a placeholder, and is a third longer', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z ,.]{4,80}$/), (message) => {
        const said = pseudo(message);
        expect(said).not.toMatch(/[A-Za-z]/);
        expect([...said].length).toBeGreaterThanOrEqual(Math.floor(message.length * 1.35));
      }),
    );
  });
});
