import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packFaults } from './language-pack.ts';
import { messagesFrom } from './words.ts';

const file = readFileSync(new URL('../../library/messages/en.yaml', import.meta.url), 'utf8');
const english = messagesFrom(`
people:
  title: People
  hello: Hello {name}
  found: { one: '{count} person found', other: '{count} people found' }
`);

describe('a language pack', () => {
  it('is sound when it is English itself, or a part of it', () => {
    expect(packFaults(file, messagesFrom(file))).toEqual([]);
    expect(packFaults('people:\n  title: Lidé\n', english)).toEqual([]);
    expect(packFaults("people: { found: { one: 'un', other: '{count} pobl' } }", english)).toEqual([]);
  });

  it.each([
    ['people:\n  title: Lidé\n  titel: Lidé\n', 3, 'people.titel is no message of en.yaml'],
    ['people:\n  hello: Ahoj\n', 2, 'people.hello leaves out {name}'],
    ['people:\n  title: "{count} lidí"\n', 2, 'people.title fills in {count}, which is not there'],
    [
      "people: { found: { one: 'un', other: '{number} pobl' } }",
      1,
      'people.found fills in {number}, which is not there',
    ],
    ['people: [', 1, 'it is not valid YAML'],
    ['people: { title: 12 }', 1, 'The message people.title is neither words'],
  ])('%j: line %i, %s', (pack, line, reason) => {
    expect(packFaults(pack, english)).toEqual([{ line, reason: expect.stringContaining(reason) }]);
  });
});
