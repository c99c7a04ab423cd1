/** Codes and numbers in files of establishments: each reads a cell, or says why it cannot. */

import { settingKinds } from './setting-kind.ts';
import { checkUrn } from './urn.ts';

type ReadCode = (found: string) => { value: string } | { fault: { rule: string; message: string } };

/** `closing` is open until a day that is known; `proposed` has not opened yet. */
const settingStatuses = ['proposed', 'open', 'closing', 'closed'] as const;

/** On whose authority the facts of a setting stand, where it is not only that of a source. */
const authorities = ['gias'] as const;

/**
 * What each code or number of an establishment is checked by. Shapes: DfE, Get information about schools, glossary.
 *
 * @example settingCodes.laestab('202/1048') // { value: '2021048' }
 */
export const settingCodes = {
  urn: (found) => {
    const checked = checkUrn(found);
    return 'urn' in checked ? { value: checked.urn } : checked;
  },
  laestab: (found) => {
    const plain = found.replace('/', '');
    const message = 'A LAESTAB has seven digits, such as 2021048: mend the cell or leave it blank.';
    return /^[1-9]\d{6}$/.test(plain) ? { value: plain } : { fault: { rule: 'laestab.shape', message } };
  },
  la_code: digits(3, 'The code of a local authority', '202'),
  establishment_number: digits(4, 'The number of an establishment', '1048'),
  ukprn: digits(8, 'A UKPRN', '10012345'),
  kind: oneOf('a kind of setting', settingKinds),
  status: oneOf('a status', settingStatuses),
  authority: oneOf('an authority', authorities),
} as const satisfies Record<string, ReadCode>;

function digits(length: number, what: string, example: string): ReadCode {
  const shape = new RegExp(`^\\d{${length}}$`);
  const message = `${what} has ${length} digits, such as ${example}: mend the cell or leave it blank.`;
  return (found) => (shape.test(found) ? { value: found } : { fault: { rule: 'number.digits', message } });
}

function oneOf(what: string, all: readonly string[]): ReadCode {
  return (found) => {
    if (all.includes(found)) return { value: found };
    const message = `“${found.slice(0, 60)}” is not ${what}: write ${all.join(', ')}, or give its codes in the mapping.`;
    return { fault: { rule: 'code.unknown', message } };
  };
}
