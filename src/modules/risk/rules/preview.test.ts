import { describe, expect, it } from 'vitest';
import type { Tier } from './domains.ts';
import { preview, type Suggested } from './preview.ts';

const person = (before: Tier, after: Tier, groups: Suggested['groups'] = {}): Suggested => ({
  before,
  after,
  groups,
});

describe('a preview of rules', () => {
  it('counts who appears and who vanishes, and not who only moves between levels of help', () => {
    const found = preview([
      person('universal', 'targeted'),
      person('universal', 'intensive'),
      person('targeted', 'universal'),
      person('targeted', 'intensive'),
      person('targeted', 'targeted'),
      person('universal', 'universal'),
    ]);
    expect(found).toMatchObject({ people: 6, before: 3, after: 4, appear: 2, vanish: 1 });
    expect(found.changes).toHaveLength(4);
    expect(found.changes.every(({ from, to, people }) => from !== to && people === 1)).toBe(true);
  });

  it('prints no share of a group of 29, and one of 30', () => {
    const many = (number: number, sex: string) =>
      Array.from({ length: number }, (_, at) =>
        person('universal', at < 6 ? 'targeted' : 'universal', { sex }),
      );
    const [f, m] = preview([...many(29, 'F'), ...many(30, 'M')]).groups['sex'] ?? [];
    expect([f?.people, f?.before, f?.after]).toEqual([29, undefined, undefined]);
    expect([m?.people, m?.before?.value, m?.after?.value]).toEqual([30, 0, 0.2]);
  });

  it('has a group of its own for those of whom nobody has said', () => {
    const { groups } = preview([
      person('universal', 'universal', { sex: 'F' }),
      person('targeted', 'targeted'),
    ]);
    expect(groups['sex']?.map(({ group }) => group)).toEqual(['F', 'not known']);
  });

  it('finds nothing changed by the same rules', () => {
    expect(preview([person('targeted', 'targeted')])).toMatchObject({ appear: 0, vanish: 0, changes: [] });
  });
});
