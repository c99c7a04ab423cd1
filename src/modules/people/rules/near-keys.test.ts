import { expect, it } from 'vitest';
import { nearKeys } from './near-keys.ts';

it('knows every single slip of the finger, and no second one', () => {
  const near = nearKeys('john');
  for (const slip of ['jhon', 'jon', 'johnn', 'jahn', 'ohn', 'johny', 'sjohn']) expect(near).toContain(slip);
  for (const other of ['john', 'jnoh', 'jan', 'johnny']) expect(near).not.toContain(other);
  expect(new Set(near).size).toBe(near.length);
});

it('guesses nothing for a word too short or too long to have a likely neighbour', () => {
  expect(nearKeys('ali')).toEqual([]);
  expect(nearKeys('alix').length).toBeGreaterThan(200);
  expect(nearKeys('a'.repeat(20)).length).toBeGreaterThan(0);
  expect(nearKeys('a'.repeat(21))).toEqual([]);
});
