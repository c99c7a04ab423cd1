import type { PlainDate } from '#dates';
import type { PersonId, SettingId } from '#db';
import type { FactTable, NewFact, StandingFact } from '#modules/sources';
import type { Comparison, Spell } from '../../rules/index.ts';

/** What is known of one thing about one young person, as it stands in its table. */
export type Known<Value> = { personId: PersonId; kind: string; spell: Spell<Value> };

/** One of the two tables that a file of circumstances writes, and how its rows are spells. */
export type Sort<Value> = {
  table: FactTable;
  comparison: Comparison<Value>;
  /** What a spell of it is called in a refusal. */
  called: string;
  known(row: StandingFact): Known<Value>;
  columns(known: Known<Value>): NewFact['columns'];
};

export type CircumstanceValue = { present: boolean; proficiency: string | null; settingId: SettingId };
export type NeedValue = {
  provision: string;
  primary: string | null;
  secondary: string | null;
  settingId: SettingId;
};

/** The setting is where it was last said: whoever looks after a young person now has to see what holds now. */
export const circumstanceSort: Sort<CircumstanceValue> = {
  table: {
    entity: 'circumstance',
    table: 'records.circumstance',
    key: ['person_id', 'kind', 'starts_on'],
    values: ['present', 'ends_on', 'proficiency', 'setting_id'],
    about: ['person_id'],
  },
  comparison: {
    agrees: (known, said) => known.present === said.present && isAlike(known.proficiency, said.proficiency),
    join: (known, said) => ({ ...said, proficiency: said.proficiency ?? known.proficiency }),
  },
  called: 'circumstance',
  known: (row) => ({
    personId: personOf(row),
    kind: String(row.kind),
    spell: spellOf(row, {
      present: row.present === true,
      proficiency: textOf(row.proficiency),
      settingId: settingOf(row),
    }),
  }),
  columns: ({ personId, kind, spell: { startsOn, endsOn, value } }) => ({
    person_id: personId,
    kind,
    starts_on: startsOn,
    ends_on: endsOn,
    present: value.present,
    proficiency: value.proficiency,
    setting_id: value.settingId,
  }),
};

/** A young person has one need at a time: another provision, or another kind of need, ends the one before. */
export const needSort: Sort<NeedValue> = {
  table: {
    entity: 'need',
    table: 'records.need',
    key: ['person_id', 'starts_on'],
    values: ['provision', 'primary_need', 'secondary_need', 'ends_on', 'setting_id'],
    about: ['person_id'],
  },
  comparison: {
    agrees: (known, said) =>
      known.provision === said.provision &&
      isAlike(known.primary, said.primary) &&
      isAlike(known.secondary, said.secondary),
    join: (known, said) => ({
      ...said,
      primary: said.primary ?? known.primary,
      secondary: said.secondary ?? known.secondary,
    }),
  },
  called: 'special educational need',
  known: (row) => ({
    personId: personOf(row),
    kind: NEED,
    spell: spellOf(row, {
      provision: String(row.provision),
      primary: textOf(row.primary_need),
      secondary: textOf(row.secondary_need),
      settingId: settingOf(row),
    }),
  }),
  columns: ({ personId, spell: { startsOn, endsOn, value } }) => ({
    person_id: personId,
    starts_on: startsOn,
    ends_on: endsOn,
    provision: value.provision,
    primary_need: value.primary,
    secondary_need: value.secondary,
    setting_id: value.settingId,
  }),
};

/** The one thing that needs are about. */
export const NEED = 'need';

/** What is blank may be anything. */
function isAlike(known: string | null, said: string | null): boolean {
  return known === null || said === null || known === said;
}

function spellOf<Value>(row: StandingFact, value: Value): Spell<Value> {
  const [startsOn, endsOn] = [row.starts_on, row.ends_on] as [PlainDate, PlainDate | null]; // columns of type date
  return { startsOn, endsOn, value };
}

function personOf(row: StandingFact): PersonId {
  return row.person_id as PersonId; // the table has no row without
}

function settingOf(row: StandingFact): SettingId {
  return row.setting_id as SettingId; // the table has no row without
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
