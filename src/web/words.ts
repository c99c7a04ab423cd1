import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { pseudo } from './pseudo.ts';

/** Says one message by its key. Throws for a key that no language has: a missing word is a bug. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Message = string | Plural;
type Messages = ReadonlyMap<string, Message>;

const FOLDER = new URL('../../library/messages/', import.meta.url);
const FALLBACK = 'en';
const read = new Map<string, Messages>();

/** The languages pages can be shown in, by their tags: one file each in `library/messages`. */
export function availableLanguages(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * The words of one language. Keys are nested by dots, `{name}` is filled in from the values, and a message with
 * `one` and `other` is chosen by `count`, which is said with its thousands apart, as the
 * language does it (Unicode CLDR plural rules). What a language has
 * not yet got is said in English; an unknown language is English throughout.
 *
 * @example wordsFor('en')('people.found', { count: 2 }) // '2 people found'
 */
export function wordsFor(lang: string): Say {
  if (pseudoLanguages.includes(lang)) return sayFrom(pseudoMessages(), new Map(), FALLBACK);
  const known = availableLanguages().includes(lang);
  const messages = known ? messagesOf(lang) : messagesOf(FALLBACK);
  return sayFrom(messages, messagesOf(FALLBACK), known ? lang : FALLBACK);
}

/** From left to right and from right to left; the tags are those that browsers and translators use for it. */
export const pseudoLanguages: readonly string[] = ['en-XA', 'ar-XB'];

function pseudoMessages(): Messages {
  return new Map(
    [...messagesOf(FALLBACK)].map(([key, message]): [string, Message] => [
      key,
      typeof message === 'string' ? pseudo(message) : eachForm(message, pseudo),
    ]),
  );
}

function eachForm({ other, ...forms }: Plural, change: (text: string) => string): Plural {
  const changed = Object.entries(forms).map(([form, text]) => [form, change(text ?? '')]);
  return { ...Object.fromEntries(changed), other: change(other) };
}

/** Every key of a language, for checks. */
export function keysOf(lang: string): string[] {
  return [...messagesOf(lang).keys()];
}

/** The words of a language already read, falling back to another. */
export function sayFrom(messages: Messages, fallback: Messages, lang: string): Say {
  const plurals = new Intl.PluralRules(lang);
  return (key, values = {}) => {
    const message = messages.get(key) ?? fallback.get(key);
    if (message === undefined)
      throw new Error(`No message has the key ${key}. Add it to library/messages/en.yaml.`);
    const count = values.count;
    const text =
      typeof message === 'string'
        ? message
        : (message[typeof count === 'number' ? plurals.select(count) : 'other'] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      // A count may have thousands; another number may be a year.
      return name === 'count' && typeof value === 'number' ? number(value) : String(value ?? whole);
    });
  };
}

const thousandsApart = new Intl.NumberFormat('en-GB');

/** A whole number with its thousands apart. @example number(1204) // '1,204' */
export function number(count: number): string {
  return thousandsApart.format(count);
}

/** With a capital, to begin a sentence or a cell. @example capital('pastoral lead') // 'Pastoral lead' */
export function capital(words: string): string {
  const [first = '', ...rest] = words;
  return first.toUpperCase() + rest.join('');
}

/**
 * Reads the messages of one language from YAML: nested mappings become keys with dots.
 *
 * @example messagesFrom('people: { title: People }').get('people.title') // 'People'
 */
export function messagesFrom(yaml: string): Messages {
  const messages = new Map<string, Message>();
  gather(parse(yaml), '', messages);
  return messages;
}

function messagesOf(lang: string): Messages {
  const known = read.get(lang);
  if (known) return known;
  const messages = messagesFrom(readFileSync(new URL(`${lang}.yaml`, FOLDER), 'utf8'));
  read.set(lang, messages);
  return messages;
}

function gather(node: unknown, key: string, into: Map<string, Message>): void {
  if (typeof node === 'string') {
    into.set(key, node);
  } else if (isPlural(node)) {
    into.set(key, node);
  } else if (typeof node === 'object' && node !== null && !Array.isArray(node)) {
    for (const [name, child] of Object.entries(node)) gather(child, key ? `${key}.${name}` : name, into);
  } else {
    throw new Error(`The message ${key} is neither words nor a group of messages. Put it in quotes.`);
  }
}

const PLURAL_FORMS = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

function isPlural(node: unknown): node is Plural {
  if (typeof node !== 'object' || node === null || !('other' in node) || Object.keys(node).length < 2)
    return false;
  return Object.entries(node).every(([form, text]) => PLURAL_FORMS.has(form) && typeof text === 'string');
}
