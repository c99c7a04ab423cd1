/** Reads a register file from text and tells what came of each row, for tests of the readers. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromDayNumber } from '#dates';
import { compileRegisters, knownColumns, type Mapping, matchMapping, readTable } from '#files';
import { checkUpn } from '#modules/people';
import { codeOf, dayRules, letterOf } from '#modules/records';
import { castToday } from '../cast.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-registers-'));
let files = 0;

export type Scanned = {
  rows: number;
  /** `2 K990399916001 2026-09-01 AM /`, a line a mark: the line of the file, who, which session, which code. */
  marks: string[];
  /** `7 date date.exists`, a line a refusal. */
  refusals: string[];
  messages: string[];
};

/** @param bytes the file; in UTF-16 every row goes the way of text, otherwise known rows go as bytes */
export async function scanRegisters(
  bytes: string | Uint8Array,
  mappings: readonly Mapping[],
): Promise<Scanned> {
  files += 1;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, bytes);
  const table = await readTable(path, { columns: knownColumns(mappings) });
  const match = matchMapping(table.header, mappings, 'registers');
  if (!('applied' in match)) throw new Error(`No mapping: ${JSON.stringify(match)}`);
  const reader = compileRegisters(match.applied, table.header, {
    checkUpn,
    letterOf,
    onDay: dayRules(castToday),
  });
  const found: Scanned = { rows: 0, marks: [], refusals: [], messages: [] };
  const keep = (pupil: number, day: number, session: number, letter: number, line: number) => {
    const { upn, sourceId, setting } = reader.pupils[pupil] ?? {};
    const who = `${upn ?? sourceId}${setting ? `@${setting.value}` : ''}`;
    const code = codeOf(String.fromCharCode(letter))?.code;
    found.marks.push(`${line} ${who} ${fromDayNumber(day)} ${session === 0 ? 'AM' : 'PM'} ${code}`);
  };
  found.rows = await reader.scan(table, {
    mark: keep,
    stretch(pupil, day, letters, line) {
      for (const [at, letter] of letters.entries())
        if (letter !== 0) keep(pupil, day + (at >> 1), at & 1, letter, line);
    },
    refuse(refusals) {
      for (const { line, field, rule, message } of refusals) {
        found.refusals.push(`${line} ${field} ${rule}`);
        found.messages.push(message);
      }
    },
  });
  return found;
}
