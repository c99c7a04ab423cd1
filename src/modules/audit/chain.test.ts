import { describe, expect, it } from 'vitest';
import { hashAt, hashOfEntry, hashOfSeal } from './chain.ts';

const entry = {
  id: '01',
  at: '2026-09-01T08:00:00.000000Z',
  account_id: 'a',
  by: null,
  act: 'person.seen',
  person_id: 'p',
  subject_id: null,
  why: 'teaches them',
  number: null,
};
const seal = {
  tenantId: 't',
  number: 1,
  at: '2026-09-01T08:00:05.000000Z',
  entryIds: ['01'],
  entryHashes: hashOfEntry(entry),
  previous: '',
};

describe('hashes of the chain', () => {
  // Worked out by another program: whoever changes how they are made makes every chain look broken.
  it('are what they always were', () => {
    expect(hashOfEntry(entry)).toBe(ENTRY);
    expect(hashOfSeal(seal)).toBe(SEAL);
  });

  it.each(Object.keys(entry))('of an entry differ when its %s does', (column) => {
    expect(hashOfEntry({ ...entry, [column]: column === 'number' ? 7 : 'other' })).not.toBe(ENTRY);
  });

  it.each(Object.keys(seal))('of a seal differ when its %s does', (column) => {
    const other = column === 'number' ? 2 : column === 'entryIds' ? ['02'] : 'other';
    expect(hashOfSeal({ ...seal, [column]: other })).not.toBe(SEAL);
  });

  it('tell what is unknown from what is empty, and one column from the next', () => {
    expect(hashOfEntry({ ...entry, by: '' })).not.toBe(ENTRY);
    expect(hashOfEntry({ ...entry, act: 'person', why: 'seenteaches them' })).not.toBe(
      hashOfEntry({ ...entry, act: 'personseen', why: 'teaches them' }),
    );
  });

  it('stand one after the other', () => {
    expect(hashAt(`${'a'.repeat(64)}${'b'.repeat(64)}`, 1)).toBe('b'.repeat(64));
  });
});

const ENTRY = '678cc83efd8a1a1e1300e37015d44c0de37bfdf93daf238d989e7bd998dc1b7f';
const SEAL = 'c38a14193ad26a09609ce206ed502aec5dfc8e4f819b8665e68b68e70b00bccb';
