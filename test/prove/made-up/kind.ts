/** Made-up files of one kind of import, of any size and with anything in them, and what the database then says. */

/** One thing said of one young person: a fact that another file can say otherwise. */
export type Said = {
  /** Which young person, from 0. */
  person: number;
  /** Which of several things about them, from 0: a session, a day, a setting. */
  thing: number;
  /** What is said of it: another number says otherwise. */
  value: number;
};

export type MadeUpKind = {
  /** As on the command line. */
  kind: string;
  /** A mapping that goes with the files, where none of the library's reads them. */
  mapping?: { name: string; text: string };
  /** One row a young person and file: a second one would be refused. */
  onceEach?: true;
  header: string;
  row(said: Said): string;
  /** What `who` of `told` calls somebody or something, where they are no young person and no key of a source at a setting. */
  who?(person: number): readonly string[];
  /** Rows that are refused, each for a reason of its own. */
  refused: readonly string[];
  /** Everything on record of this kind as columns `who`, `what` and `says`, for all sources of one tenant ($1). */
  told: string;
};

/** Two settings, so that somebody can be at both. */
export const SETTINGS = [
  { name: 'Made-up School', urn: '142857' },
  { name: 'Other Made-up School', urn: '142858' },
] as const;

export function urnOf(thing: number): string {
  return SETTINGS[thing % SETTINGS.length]?.urn ?? '';
}

/**
 * A file of these rows.
 *
 * @example fileOf(kind, everybody(300, 2, 1))
 */
export function fileOf(kind: MadeUpKind, said: Iterable<Said>, refused = kind.refused): string {
  return `${[kind.header, ...Array.from(said, (each) => kind.row(each)), ...refused].join('\n')}\n`;
}

/** The same said of every thing of so many young people. */
export function* everybody(people: number, things: number, value: number): Generator<Said> {
  for (let person = 0; person < people; person += 1)
    for (let thing = 0; thing < things; thing += 1) yield { person, thing, value };
}

/** A young person as SQL names them whatever their id is: by UPN, else by what a source calls them at a setting. */
export const WHO = `coalesce(p.upn, concat_ws(' ', p.source, p.source_key, 'at', (select place.urn from people.setting place
  where place.tenant_id = p.tenant_id and place.id = p.setting_id)))`;
