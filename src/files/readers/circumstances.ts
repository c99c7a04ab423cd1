import type { PlainDate } from '#dates';
import { Refused } from '#outcome';
import type { FieldReads } from '../mapping/fact-sections.ts';
import type { CircumstancesMapping, Mapping, Source } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, readYesNo, refuseRagged } from './cells.ts';
import { type CheckCode, compileField, dateOf, type Field, textOf } from './facts.ts';
import { type CheckUpn, type Identified, identityReader } from './identity.ts';
import { DAY_MISSING } from './measures.ts';
import { needReader, type SaidNeed } from './needs.ts';
import { type NamedSetting, perhapsSettingReader } from './setting.ts';

/** One circumstance that a row speaks of: that it holds, or that it does not. */
export type SaidCircumstance = {
  field: string;
  kind: string;
  present: boolean;
  /** Of English as an additional language, where it is said. */
  proficiency: string | null;
};

/** What one row says about one young person. A blank cell says nothing: it is unknown, not "no". */
export type CircumstanceRow = Identified & {
  line: number;
  setting: NamedSetting | null;
  /** The day the row speaks of, or the day given for the whole file; without either it says since when. */
  on: PlainDate | null;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  said: readonly SaidCircumstance[];
  need: SaidNeed | null;
};

/** The lists that codes are checked against. */
export type CircumstanceChecks = {
  checkUpn: CheckUpn;
  codes: { kind: CheckCode; proficiency: CheckCode; provision: CheckCode; need: CheckCode };
  /** The one kind that has a proficiency. */
  hasProficiency: (kind: string) => boolean;
  /** The day the file speaks of, where its rows do not say. */
  on?: PlainDate | undefined;
};

/** A row, or why it cannot be read, and whom it is about where that much can be told. */
export type ReadCircumstances = { value: CircumstanceRow } | { refusals: Refusal[]; who?: Identified };

/**
 * Prepares the reading of circumstances and special needs under one mapping and header. They may stand one a row (`kind`,
 * perhaps with `present`, `starts_on` and `ends_on`), one a column of yes and no (`columns`), or both. A row with any
 * fault is refused whole, with all its faults.
 *
 * Refuses a mapping that names a kind, a provision or a type of need there is not.
 *
 * @example
 * const read = compileCircumstances(mapping, table.header, checks);
 * read(row) // { value: { upn, startsOn: '2026-09-01', said: [{ kind: 'young_carer', present: true, … }], … } }
 */
export function compileCircumstances(
  mapping: Mapping,
  header: readonly string[],
  { checkUpn, codes, hasProficiency, on: given }: CircumstanceChecks,
): (row: Row) => ReadCircumstances {
  const part = mapping.circumstances;
  if (!part) throw new Refused(`The mapping ${mapping.name} has no section for circumstances.`);
  const field = (name: string, reads: FieldReads, source: Source | undefined, check?: CheckCode) =>
    compileField(mapping, header, { name, spec: { reads, needed: false }, source, check });
  const identify = identityReader(mapping, part.identity, header, checkUpn);
  const settle = perhapsSettingReader(mapping, part.setting, header);
  const on = field('date', 'date', part.date);
  const startsOn = field('starts_on', 'date', part.starts_on);
  const endsOn = field('ends_on', 'date', part.ends_on);
  const proficiency = field('proficiency', 'code', part.proficiency, codes.proficiency);
  const kind = field('kind', 'code', part.kind, codes.kind);
  const present = field('present', 'yes_no', part.present);
  const wide = wideReaders(mapping, part, header, codes.kind);
  const readNeed = needReader(part.need, field, codes);

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const who = identify(row, refusals);
    const known = refusals.length === 0 ? { who } : {};
    const setting = settle(row, refusals);
    const dates = {
      on: dateOf(on, row, refusals) ?? given ?? null,
      startsOn: dateOf(startsOn, row, refusals),
      endsOn: dateOf(endsOn, row, refusals),
    };
    const skill = textOf(proficiency, row, refusals);
    const said = [...readKind(row, refusals, skill), ...wide.flatMap((read) => read(row, refusals, skill))];
    const need = readNeed(row, refusals);
    refuseUnsaid(row, refusals, { ...dates, said, need, skill });
    return refusals.length === 0
      ? { value: { line: row.line, ...who, setting, ...dates, said, need } }
      : { refusals, ...known };
  };

  function readKind(row: Row, refusals: Refusal[], skill: string | null): SaidCircumstance[] {
    const before = refusals.length;
    const found = textOf(kind, row, refusals);
    const isThere = present.read(row, refusals);
    if (refusals.length > before) return [];
    if (found === null) {
      if (isThere !== null && part?.kind && 'column' in part.kind)
        refusals.push(refuse(row.line, kind.column, '', missing(kind.column)));
      return [];
    }
    // Being listed says yes; a column for yes and no has to be filled in.
    if (isThere === null && present.at >= 0) {
      refusals.push(refuse(row.line, present.column, '', missing(present.column)));
      return [];
    }
    return [saidOf(kind.column, found, isThere !== false, skill)];
  }

  function wideReaders(
    { name }: Mapping,
    { columns = {} }: CircumstancesMapping,
    names: readonly string[],
    check: CheckCode,
  ) {
    const cell = cellReader(mapping);
    return Object.entries(columns).map(([column, { kind: said, yes, no, silent = [] }]) => {
      const known = check(said);
      if ('fault' in known)
        throw new Refused(`The mapping ${name} cannot be right about ${column}: ${known.fault.message}`);
      const at = names.indexOf(column);
      const read = yes || no ? wordReader(yes ?? [], no ?? []) : readYesNo;
      return (row: Row, refusals: Refusal[], skill: string | null): SaidCircumstance[] => {
        const found = cell(row, at);
        if (found === '' || silent.includes(found)) return [];
        const got = read(found);
        if ('value' in got) return [saidOf(column, known.value, got.value, skill)];
        refusals.push(refuse(row.line, column, found, got.fault));
        return [];
      };
    });
  }

  function saidOf(column: string, said: string, isThere: boolean, skill: string | null): SaidCircumstance {
    const own = isThere && hasProficiency(said) ? skill : null;
    return { field: column, kind: said, present: isThere, proficiency: own };
  }

  function refuseUnsaid(
    row: Row,
    refusals: Refusal[],
    { on: day, startsOn: from, endsOn: to, said, need, skill }: Said,
  ): void {
    if (refusals.length > 0) return;
    const fault = (of: Field, found: string | null, rule: string, message: string) =>
      refusals.push(refuse(row.line, of.column, found ?? '', { rule, message }));
    if (from === null && to !== null)
      fault(endsOn, to, 'dates.start', 'The row says until when and not since when: fill in the first day.');
    else if (from !== null && to !== null && to < from)
      fault(endsOn, to, 'dates.order', 'The last day is before the first: mend one of the two.');
    const saysNothing = said.length === 0 && need === null;
    if (!saysNothing && day === null && from === null && to === null)
      refusals.push(refuse(row.line, on.column, '', DAY_MISSING));
    if (saysNothing && (from !== null || to !== null))
      fault(kind, '', 'field.missing', 'The row has days and does not say what held on them: fill it in.');
    if (skill !== null && !said.some((each) => each.proficiency !== null))
      fault(
        proficiency,
        skill,
        'proficiency.alone',
        'A proficiency belongs to English as an additional language, and the row does not say it: fill it in, or leave the proficiency blank.',
      );
  }
}

type Said = Pick<CircumstanceRow, 'on' | 'startsOn' | 'endsOn' | 'said' | 'need'> & { skill: string | null };

function missing(column: string): Fault {
  return { rule: 'field.missing', message: `“${shorten(column)}” is blank in this row: fill it in.` };
}

function wordReader(yes: readonly string[], no: readonly string[]) {
  return (found: string): { value: boolean } | { fault: Fault } => {
    if (yes.includes(found)) return { value: true };
    if (no.includes(found)) return { value: false };
    const message = `“${shorten(found)}” is no word that this mapping knows in this column: mend the cell, leave it blank, or add the word to the mapping.`;
    return { fault: { rule: 'yes_no.value', message } };
  };
}
