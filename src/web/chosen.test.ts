import { describe, expect, it } from 'vitest';
import { newId, type PersonId } from '#db';
import { chosenIn, listOf, MOST_CHOSEN } from './chosen.ts';

const [amina, joe] = [newId<PersonId>(), newId<PersonId>()];

describe('who was chosen', () => {
  it('is each of them once, in the order in which they were sent', () => {
    expect(chosenIn({ chosen: [joe, amina, joe.toUpperCase()] })).toEqual([joe, amina]);
    expect(chosenIn({ chosen: amina })).toEqual([amina]);
  });

  it('is nobody where nothing was sent, or what is no id', () => {
    expect(chosenIn({})).toEqual([]);
    expect(chosenIn({ chosen: ['', 'amina', `${amina}'`, `${amina}\n`] })).toEqual([]);
  });

  it('is no more than can be dealt with at once', () => {
    const many = Array.from({ length: MOST_CHOSEN + 1 }, () => newId<PersonId>());
    expect(chosenIn({ chosen: many })).toEqual(many.slice(0, MOST_CHOSEN));
  });
});

describe('the list in which they were chosen', () => {
  it('is the one that the form or the address says', () => {
    expect(listOf({ form: { back: '/people?year=9' }, query: {} })).toBe('/people?year=9');
    expect(listOf({ form: {}, query: { back: '/people' } })).toBe('/people');
  });

  it('is the list of everybody where it is another page or another site', () => {
    for (const back of ['', '/sources', '/peoples', '//evil.example/people', 'https://evil.example/people'])
      expect(listOf({ form: { back }, query: {} })).toBe('/people');
  });
});
