import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishUiWords } from '#ui';
import { saidIn } from './said-in.ts';
import { uiWords } from './ui-words.ts';
import { availableLanguages, keysOf, messagesFrom, sayFrom, wordsFor } from './words.ts';

const english = messagesFrom(`
people:
  title: People
  hello: Hello {name}, {name}
  found: { one: '{count} person found', other: '{count} people found' }
  only: English only
`);
const none = messagesFrom('{}');

describe('saying a message', () => {
  const say = sayFrom(english, none, 'en');

  it('finds it by its nested key', () => {
    expect(say('people.title')).toBe('People');
  });

  it('fills in every placeholder, and leaves one without a value in sight', () => {
    expect(say('people.hello', { name: 'Amina' })).toBe('Hello Amina, Amina');
    expect(say('people.hello')).toBe('Hello {name}, {name}');
  });

  it('puts values in as they are, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(say('people.hello', { name })).toBe(`Hello ${name}, ${name}`);
      }),
    );
  });

  it('chooses the plural form as the language does', () => {
    expect(say('people.found', { count: 1 })).toBe('1 person found');
    expect(say('people.found', { count: 0 })).toBe('0 people found');
    const welsh = messagesFrom(
      "cats: { one: '{count} gath', two: '{count} gath ddwy', other: '{count} cath' }",
    );
    const dweud = sayFrom(welsh, none, 'cy');
    expect([1, 2, 10].map((count) => dweud('cats', { count }))).toEqual(['1 gath', '2 gath ddwy', '10 cath']);
  });

  it('falls back to English, and throws for a key that is nowhere', () => {
    const other = sayFrom(messagesFrom('people: { title: Lidé }'), english, 'cs');
    expect(other('people.title')).toBe('Lidé');
    expect(other('people.only')).toBe('English only');
    expect(() => other('people.missing')).toThrow('people.missing');
  });

  it('refuses a message that is not words', () => {
    expect(() => messagesFrom('people: { old: 12 }')).toThrow('people.old');
  });

  it('speaks English for a language it does not have', () => {
    expect(availableLanguages()).toContain('en');
    expect(wordsFor('xx')('layout.name')).toBe(wordsFor('en')('layout.name'));
  });

  it('gives the components the words they have by themselves', () => {
    expect(uiWords(wordsFor('en'))).toEqual(englishUiWords);
  });
});

describe('the messages in English', () => {
  const sources = globSync('src/**/*.{ts,tsx}').filter((path) => !/\.test\.tsx?$/.test(path));
  const said = sources.map((path) => ({ path, ...saidIn(readFileSync(path, 'utf8')) }));
  const keys = keysOf('en');

  it('are read from a tree with sources in it', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(keys.length).toBeGreaterThan(30);
  });

  it('hold every key that pages say', () => {
    const missing = said.flatMap(({ path, asked }) =>
      asked
        .filter((pattern) => !keys.some((key) => pattern.test(key)))
        .map((pattern) => `${path}: ${pattern.source}`),
    );
    expect(missing).toEqual([]);
  });

  it('hold nothing that no page says', () => {
    const patterns = said.flatMap(({ mentioned }) => mentioned);
    expect(keys.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });
});

describe('finding the keys a source says', () => {
  const keysIn = (source: string) => saidIn(source).asked.map((pattern) => pattern.source);

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are sources to read
  it('finds plain keys, both sides of a choice, and patterns', () => {
    expect(keysIn("say('a.b', { x: 'c.d' })")).toEqual(['^a\\.b$']);
    expect(keysIn("frame.say(\n  is ? 'a.b' : 'a.c',\n)")).toEqual(['^a\\.b$', '^a\\.c$']);
    expect(keysIn('say(`domains.${domain}`)')).toEqual(['^domains\\.[^.]+$']);
    expect(keysIn('say(`a.${f("x")}.title`)')).toEqual(['^a\\.[^.]+\\.title$']);
    expect(keysIn("essay('a.b')")).toEqual([]);
  });

  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

  it('also knows keys that are handed on before they are said', () => {
    const { mentioned } = saidIn("problem('name', 'people.name-missing')");
    expect(mentioned.some((pattern) => pattern.test('people.name-missing'))).toBe(true);
  });
});
