import type { CastYoungPerson } from '../types.ts';

const clear = { yes: [], ended: [], unknown: [] } as const;
const steady = { story: 'spread', absentPerThousand: 25, code: 'I' } as const;

/** What most of the cast have in common; each says below what is particular. */
export const ordinary = {
  knownAs: null,
  places: ['fernlow'],
  movedFrom: [],
  lastYear: steady,
  thisYear: steady,
  need: { provision: 'N', primaryNeed: null },
  circumstances: clear,
  suspensions: [],
  notes: [],
} as const satisfies Partial<CastYoungPerson>;
