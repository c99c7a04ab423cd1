import { place } from '../mapping/columns.ts';
import type { Mapping, Setting } from '../mapping/schema.ts';
import { SETTING_SHAPES } from '../mapping/setting-shapes.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, copy, readText } from './cells.ts';

/** A setting as the file names it; the people module finds the setting itself. */
export type NamedSetting = { as: 'name' | 'urn' | 'laestab'; value: string };

const MOST = 50_000;

/** Reads which setting a row names, or nothing where the mapping or the file has none. */
export function perhapsSettingReader(
  mapping: Mapping,
  setting: Setting | undefined,
  header: readonly string[],
): (row: Row, refusals: Refusal[]) => NamedSetting | null {
  const isThere = setting && (!('column' in setting) || place(header, setting.column) >= 0);
  return isThere ? settingReader(mapping, setting, header) : () => null;
}

/** Reads which setting a row belongs to, the same object for the same setting; adds to `refusals` when it cannot be one. */
export function settingReader(
  mapping: Mapping,
  setting: Setting,
  header: readonly string[],
): (row: Row, refusals: Refusal[]) => NamedSetting | null {
  const { as } = setting;
  if ('value' in setting) {
    const fixed = { as, value: setting.value };
    return () => fixed;
  }
  const cell = cellReader(mapping);
  const at = place(header, setting.column);
  const seen = new Map<string, NamedSetting>();
  const byValue = new Map<string, NamedSetting>();

  return (row, refusals) => {
    const found = cell(row, at);
    const known = seen.get(found) ?? read(found);
    if ('as' in known) return known;
    refusals.push(refuse(row.line, header[at] ?? 'setting', found, known));
    return null;
  };

  function read(found: string): NamedSetting | Fault {
    const text = readText(found);
    if ('fault' in text) return text.fault;
    if (found === '') {
      return {
        rule: 'setting.missing',
        message: 'The row does not say which setting it belongs to: fill it in.',
      };
    }
    const codes = 'codes' in setting ? setting.codes : undefined;
    const value = codes ? (Object.hasOwn(codes, found) ? codes[found] : undefined) : text.text;
    if (value === undefined) {
      const message = `“${shorten(found)}” is not a setting this mapping knows: mend the cell or add the code to the mapping.`;
      return { rule: 'setting.unknown', message };
    }
    if (!SETTING_SHAPES[as].shape.test(value)) {
      return {
        rule: 'setting.unknown',
        message: `“${shorten(found)}” is not ${SETTING_SHAPES[as].wanted}: mend the cell.`,
      };
    }
    const plain = copy(as === 'laestab' ? value.replace('/', '') : value);
    const named = byValue.get(plain) ?? { as, value: plain };
    if (byValue.size < MOST) byValue.set(plain, named);
    // A file with another name in every row would otherwise fill the memory.
    if (seen.size < MOST) seen.set(copy(found), named);
    return named;
  }
}
