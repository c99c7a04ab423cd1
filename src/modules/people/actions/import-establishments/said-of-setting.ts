import type { FactRow } from '#files';
import { type SaidOfSetting, settingFacts } from '../../rules/believe-setting.ts';
import { kindOfSetting } from '../../rules/setting-kind.ts';
import { textOf } from '../read-facts.ts';

/** A row of a file of establishments: which one, and what is said of it. */
export type Establishment = { line: number; urn: string | null; said: SaidOfSetting };

/** Puts a row into the facts of a setting: its kind by the stated table, its LAESTAB from its two halves. */
export function establishmentOf(row: FactRow): Establishment {
  const facts = settingFacts.map((fact) => [fact, textOf(row, fact)] as const);
  const said: SaidOfSetting = { ...Object.fromEntries(facts), name: textOf(row, 'name') ?? '' };
  return {
    line: row.line,
    urn: textOf(row, 'urn') ?? null,
    said: { ...said, kind: said.kind ?? kindIn(said), laestab: said.laestab ?? laestabIn(row) },
  };
}

/** What the table calls `other` is not said: somebody may know better. */
function kindIn({ type, phase, type_group: typeGroup }: SaidOfSetting): string | undefined {
  const kind = kindOfSetting({ type, phase, typeGroup });
  return kind === 'other' ? undefined : kind;
}

function laestabIn(row: FactRow): string | undefined {
  const [authority, number] = [textOf(row, 'la_code'), textOf(row, 'establishment_number')];
  // 000 stands for no authority: abroad, or not yet known.
  if (authority === undefined || number === undefined || authority.startsWith('0')) return undefined;
  return `${authority}${number}`;
}
