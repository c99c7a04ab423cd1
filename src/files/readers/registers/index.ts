import { Refused } from '#outcome';
import type { Mapping } from '../../mapping/schema.ts';
import { marksReader } from './marks.ts';
import type { RegisterChecks } from './parts.ts';
import type { RegisterReader } from './reader.ts';
import { stringsReader } from './strings.ts';

/**
 * Prepares the reading of a register file that says which session each mark is of, under one mapping and header.
 * Refuses a row by `columns`, `identity.*`, `upn.*`, `date.*`, `session.value`, `code.unknown`, `setting.*`,
 * `marks.length` and what `checks.onDay` says.
 *
 * @example
 * const reader = compileRegisters(mapping, table.header, { checkUpn, letterOf, onDay });
 * const rows = await reader.scan(table, { mark: (pupil, day, session, letter) => …, stretch: …, refuse: … });
 */
export function compileRegisters(
  mapping: Mapping,
  header: readonly string[],
  checks: RegisterChecks,
): RegisterReader {
  const section = mapping.registers;
  if (section?.form === 'marks') return marksReader(mapping, section, header, checks);
  if (section?.form === 'week' || section?.form === 'stretch')
    return stringsReader(mapping, section, header, checks);
  throw new Refused(`The mapping ${mapping.name} has no section for registers.`);
}
