/** The sections of a mapping whose rows are plain facts: which fields each may have. A new kind is an entry here. */

/** How the text of a cell is read; `code` is checked by the module that owns the list. */
export type FieldReads = 'text' | 'date' | 'whole' | 'number' | 'yes_no' | 'code';

export type FieldSpec = {
  reads: FieldReads;
  /** A row without it is refused, and a file without its column does not fit. */
  needed: boolean;
  min?: number;
  max?: number;
  /** For a date, the first year that can be meant; otherwise that of any record of school life. */
  fromYear?: number;
};

/** Whom a row is about: a young person, or something that the fields themselves name. */
export type FactSectionSpec = {
  about: 'person' | 'own';
  fields: Readonly<Record<string, FieldSpec>>;
  /** Whether a file may claim to hold all there is of it at its settings, between two days. */
  covers?: true;
};

const date = { reads: 'date', needed: false } as const;
const code = { reads: 'code', needed: false } as const;
const text = { reads: 'text', needed: false } as const;
const must = <Spec extends FieldSpec>(spec: Spec) => ({ ...spec, needed: true }) as const;

/** Schools are older than what is kept of anybody in them; a plain date goes back to 1900. */
const longAgo = { reads: 'date', needed: false, fromYear: 1900 } as const;

export const factSections = {
  establishments: {
    about: 'own',
    fields: {
      urn: code,
      laestab: code,
      la_code: code,
      establishment_number: code,
      name: must(text),
      kind: code,
      phase: text,
      type: text,
      type_group: text,
      status: code,
      opened_on: longAgo,
      closed_on: longAgo,
      town: text,
      postcode: text,
      ukprn: code,
      authority: code,
    },
  },
  staff: {
    about: 'own',
    fields: {
      source_id: must(text),
      given_name: must(text),
      family_name: must(text),
      job: text,
      email: code,
      starts_on: date,
      ends_on: date,
    },
  },
  classes: {
    about: 'person',
    fields: {
      name: must(text),
      kind: code,
      subject: text,
      academic_year: code,
      teacher_id: text,
      teacher_email: code,
      starts_on: date,
      ends_on: date,
    },
  },
  suspensions: {
    about: 'person',
    fields: {
      kind: must(code),
      starts_on: must(date),
      sessions: { reads: 'whole', needed: false, min: 0, max: 400 },
      reason: code,
      ends_on: date,
      outcome: code,
    },
    covers: true,
  },
  behaviour: {
    about: 'person',
    fields: {
      on_date: must(date),
      kind: must(code),
      category: code,
      points: { reads: 'number', needed: false, min: -1000, max: 1000 },
      location: code,
      removed: { reads: 'yes_no', needed: false },
      key: code,
    },
    covers: true,
  },
} as const satisfies Record<string, FactSectionSpec>;

export type FactSection = keyof typeof factSections;
export const factSectionNames = Object.keys(factSections) as FactSection[]; // its own keys

export function isFactSection(section: string): section is FactSection {
  return Object.hasOwn(factSections, section);
}

/** Every field of a section, `undefined` for one there is not. */
export function fieldsOf(section: FactSection): Readonly<Record<string, FieldSpec>> {
  return factSections[section].fields;
}
