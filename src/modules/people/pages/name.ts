import { britishDate, type PlainDate } from '#dates';
import type { PageFrame, Say } from '#web';
import { fullName } from '../rules/names.ts';

type Named = Parameters<typeof fullName>[0] & { source: string; source_key: string };

/** What a young person is called on a page; without a name, where the record came from and under which key. */
export function nameOnPage(say: Say, person: Named): string {
  return fullName(person) ?? say('people.no-name', { source: person.source, key: person.source_key });
}

/** One or two letters for the picture beside the name; nothing when no name is known. */
export function initialsOf({ given_name, known_as, family_name }: Parameters<typeof fullName>[0]): string {
  return [known_as ?? given_name, family_name]
    .map((name) => [...(name ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** The setting somebody is at; that they have left the last one and when; or that nobody knows. */
export function whereInWords(
  say: Say,
  { settingName, leftOn }: { settingName: string | null; leftOn: PlainDate | null },
): string {
  if (settingName !== null) return settingName;
  return leftOn === null ? say('people.unknown') : say('people.left', { date: britishDate(leftOn) });
}

/** Every setting somebody is at, the main one first. */
export function placesInWords(
  { say, lang }: Pick<PageFrame, 'say' | 'lang'>,
  { settingNames, leftOn }: { settingNames: readonly string[]; leftOn: PlainDate | null },
): string {
  if (settingNames.length > 0) return new Intl.ListFormat(lang).format(settingNames);
  return leftOn === null ? say('person.no-setting') : say('people.left', { date: britishDate(leftOn) });
}
