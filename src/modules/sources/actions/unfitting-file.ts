import { basename } from 'node:path';
import {
  listed,
  type Mapping,
  type Match,
  matchMapping,
  nameRoster,
  namesColumns,
  SECTIONS,
  type Section,
  type SuggestedField,
  suggestMapping,
  type Table,
} from '#files';
import { Refused } from '#outcome';

type Unfitting = Exclude<Match, { applied: Mapping }>;

/** What of an import matters to why its file does not fit. */
export type Asked = {
  path: string;
  source: string;
  mapping?: string | undefined;
  /** Told the suggested mapping, line by line. */
  said?: ((text: string) => void) | undefined;
};

/** Rows looked at for the shape of dates and codes. */
const SAMPLE = 200;

/**
 * Refuses a file whose header does not fit: says what it is (another kind of import, one of a OneRoster set), which
 * needed column is missing and which of its columns is like it, and tells a mapping that could be saved. A first row in
 * which no name is known may be about somebody, and is not repeated.
 */
export async function refuseUnfitting(
  call: Asked,
  section: Section,
  table: Table,
  mappings: readonly Mapping[],
  match: Unfitting,
): Promise<never> {
  const name = basename(call.path);
  const asked = call.mapping !== undefined;
  const other = SECTIONS.find((each) => each !== section && fits(table.header, mappings, each));
  if (other) {
    const under = asked ? ` --mapping ${call.mapping}` : '';
    throw new Refused(
      `${name} looks like ${other}, not ${section}, so nothing was written. Say waymark import ${other} ${name} --source ${call.source}${under} instead.`,
    );
  }
  if ('none' in match && asked)
    throw new Refused(`The mapping ${call.mapping} has no section for ${section}.`);
  const roster = asked ? undefined : nameRoster(table.header, name);
  if (roster) throw new Refused(roster);
  if (!namesColumns(table.header, mappings)) throw new Refused(nameless(name, table.header.length));
  const { fields, yaml } = suggestMapping(table.header, await sampleOf(table), mappings, section);
  if (!asked && yaml !== '') call.said?.(`${yaml}\n`);
  throw new Refused(explain(name, match, fields, asked, yaml !== ''));
}

/** Two mappings that both fit are as good a sign as one. */
function fits(header: readonly string[], mappings: readonly Mapping[], section: Section): boolean {
  try {
    return 'applied' in matchMapping(header, mappings, section);
  } catch (error) {
    if (error instanceof Refused) return true;
    throw error;
  }
}

function nameless(name: string, columns: number): string {
  const cells = columns === 1 ? 'Its one cell is' : `Its ${columns} cells are`;
  return `The first row of ${name} holds no column name that is known, so nothing was written. ${cells} not repeated here: it may be about somebody. Put a row of column names above it if there is none; otherwise write a mapping for this file (docs/mappings.md) and use --mapping.`;
}

async function sampleOf(table: Table): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    for await (const batch of table.batches) {
      rows.push(...batch.slice(0, SAMPLE - rows.length).map(({ cells }) => cells));
      if (rows.length >= SAMPLE) break;
    }
  } catch (error) {
    // What is wrong further down is told when the file is read; here its names say enough.
    if (!(error instanceof Refused)) throw error;
  }
  return rows;
}

function explain(name: string, match: Unfitting, fields: readonly SuggestedField[], asked: boolean): string {
  const nearest = 'suggestion' in match ? match.suggestion : undefined;
  const lacks = nearest?.missing.length ? ` It lacks: ${listed(nearest.missing, 4)}.` : '';
  const extra = nearest?.unknown.length ? ` Not known to it: ${listed(nearest.unknown, 5)}.` : '';
  const known = new Set(nearest?.unknown);
  const likely = fields.flatMap(({ field, column }) =>
    field !== null && field !== 'measure' && column !== null && known.has(column)
      ? [`${column} as ${field}`]
      : [],
  );
  const perhaps = likely.length > 0 ? ` Perhaps ${listed(likely, 4)}.` : '';
  if (asked)
    return `The header of ${name} does not fit the mapping ${nearest?.mapping.name}.${lacks}${extra}${perhaps} Mend the header or the mapping.`;
  const which = nearest ? ` Nearest is ${nearest.mapping.name}.` : '';
  const ready = fields.every(({ column }) => column !== null);
  const save = isSuggested
    ? `Save the mapping above as our-file.yaml, ${ready ? 'check it' : 'fill in what is missing, check it'}, and use --mapping our-file.yaml.`
    : 'Write a mapping for it (docs/mappings.md) and use --mapping.';
  return `The header of ${name} does not fit any mapping fully, so nothing was written.${which}${lacks}${extra}${perhaps} ${save}`;
}
