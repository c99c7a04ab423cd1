import { dataLike } from '../../read-table/header.ts';
import { columnsOf } from '../columns.ts';
import type { Mapping, Section } from '../schema.ts';
import { assign, type Column, columnsIn } from './assign.ts';
import { isAboutPerson, isColumnName, keyOf } from './names.ts';
import { guessMeasure, samplesOf } from './values.ts';
import { byNearness, isWritable, wantedOf } from './wanted.ts';
import { type MeasureLine, writeMapping } from './write.ts';

/**
 * What one column of a file might be. `field` is what it would be used for (`measure` for a measure of its own), or
 * `null` when nothing would use it; `column` is `null` for a fact that is needed and that no column seems to hold.
 */
export type SuggestedField = {
  field: string | null;
  column: string | null;
  /** How it is known, or what is missing: a clause without a full stop. */
  why: string;
  /** Whether the name alone says it. What is not sure is for a person to check. */
  sure: boolean;
};

export type SuggestedMapping = {
  /** Every column in the order of the file, then what is needed and missing. */
  fields: SuggestedField[];
  /**
   * A mapping to save, check and use. What is missing stands in it as a comment, and it is refused until that is mended.
   * Empty for a kind of file whose mapping cannot be written from the names of its columns alone.
   */
  yaml: string;
};

/**
 * Suggests how a file that no mapping fits could be read: by names as mappings of the library have them, by names that
 * are usual in schools, and by what the first rows hold. It never decides: nothing is read under it until somebody has
 * saved it and asked for it.
 *
 * @param sampleRows cells of the first rows; none is fine, a few hundred are looked at
 * @example
 * const { fields, yaml } = suggestMapping(['UPN', 'Last Name'], [['C909432115001', 'Testling']], mappings, 'people');
 * // fields[1]: { field: 'family_name', column: 'Last Name', why: 'a usual name for it', sure: true }
 */
export function suggestMapping(
  header: readonly string[],
  sampleRows: readonly (readonly string[])[],
  mappings: readonly Mapping[],
  section: Section,
): SuggestedMapping {
  const nearest = byNearness(header, mappings, section);
  const columns = columnsIn(header, samplesOf(header.length, sampleRows));
  const wanted = wantedOf(nearest, section);
  const assigned = assign(columns, wanted);
  const used = new Map(assigned.map((each) => [each.column, each]));
  const left = columns.filter((column) => !used.has(column));
  const measures = section === 'measures' ? measuresIn(left, nearest) : [];
  const measured = new Map(measures.map((each) => [each.column, each]));
  const ignored = new Map(
    left.filter((column) => !measured.has(column)).map((column) => [column, reasonOf(column)]),
  );
  const missing = missingOf();

  return {
    fields: [
      ...columns.map(tell),
      ...missing.map(({ field, why }) => ({ field, column: null, why, sure: false })),
    ],
    yaml: isWritable(nearest, section)
      ? writeMapping({ section, assigned, measures, ignored, missing })
      : '',
  };

  function tell(column: Column): SuggestedField {
    const { name } = column;
    const found = used.get(column);
    if (found) return { field: found.wanted.field, column: name, why: found.why, sure: found.sure };
    const measure = measured.get(column);
    if (measure) return { field: 'measure', column: name, why: measure.why, sure: measure.sure };
    const reason = ignored.get(column);
    return {
      field: null,
      column: name,
      why: reason ? `left out: ${clause(reason)}` : 'nothing that Waymark knows',
      sure: reason !== undefined,
    };
  }

  /** Why the mappings of the library leave a column out, or that it belongs to the young person. */
  function reasonOf({ name, key }: Column): string | undefined {
    for (const { ignore } of nearest) {
      const found = ignore.find((group) =>
        group.columns.some((each) => each === name || keyOf(each) === key),
      );
      if (found) return found.reason;
    }
    return section !== 'people' && isAboutPerson(key)
      ? 'About the young person; it comes with people.'
      : undefined;
  }

  function missingOf(): { field: string; why: string }[] {
    const has = new Set(assigned.map(({ wanted: { field } }) => field));
    const facts = wanted
      .filter(({ field, needed }) => needed && !has.has(field))
      .map(({ field }) => ({ field, why: 'needed, and no column seems to hold it' }));
    const identity = wanted.filter((want) => want.identity);
    if (identity.length === 0 || identity.some(({ field }) => has.has(field))) return facts;
    return [
      { field: 'upn', why: 'needed: a UPN, or the identifier that the source gives (source_id)' },
      ...facts,
    ];
  }
}

/** Whether a first row has names that anybody would give columns; if not, it may be about somebody. */
export function namesColumns(header: readonly string[], mappings: readonly Mapping[]): boolean {
  const known = new Set(mappings.flatMap(columnsOf).map(keyOf));
  const names = header.filter((name) => isColumnName(name, known)).length;
  return names > 0 && names >= dataLike(header).length;
}

function measuresIn(columns: readonly Column[], nearest: readonly Mapping[]): MeasureLine[] {
  return columns.flatMap((column): MeasureLine[] => {
    for (const mapping of nearest) {
      const known = mapping.measures?.columns;
      if (known && Object.hasOwn(known, column.name))
        return [
          {
            column,
            config: known[column.name] ?? {},
            why: `the mapping ${mapping.name} calls it so`,
            sure: true,
          },
        ];
    }
    const guessed = isAboutPerson(column.key) ? undefined : guessMeasure(column.sample);
    if (!guessed) return [];
    const kind = { number: 'numbers', yes_no: 'yes or no', category: 'a few codes' }[guessed.as];
    return [
      { column, config: guessed, why: `its cells are ${kind}, guessed from the first rows`, sure: false },
    ];
  });
}

function clause(reason: string): string {
  const bare = reason.replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}
