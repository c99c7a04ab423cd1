import { describe, expect, it } from 'vitest';
import { settingCodes } from './setting-codes.ts';
import { kindOfSetting } from './setting-kind.ts';

describe('the kind of a setting', () => {
  it.each([
    ['Community school', 'Primary', 'Local authority maintained schools', 'primary'],
    ['Academy converter', 'Secondary', 'Academies', 'secondary'],
    ['Voluntary aided school', 'Middle deemed primary', 'Local authority maintained schools', 'primary'],
    ['Foundation school', 'Middle deemed secondary', 'Local authority maintained schools', 'secondary'],
    ['Free schools', 'All-through', 'Free Schools', 'all_through'],
    ['University technical college', 'Secondary', 'Free Schools', 'secondary'],
    ['Studio schools', '16 plus', 'Free Schools', 'college'],
    ['Academy special converter', 'Not applicable', 'Academies', 'special'],
    ['Community special school', 'Secondary', 'Special schools', 'special'],
    ['Special post 16 institution', '16 plus', 'Colleges', 'special'],
    ['Pupil referral unit', 'Not applicable', 'Local authority maintained schools', 'alternative_provider'],
    ['Free schools alternative provision', 'Secondary', 'Free Schools', 'alternative_provider'],
    ['Further education', '16 plus', 'Colleges', 'college'],
    ['Academy 16 to 19 sponsor led', '16 plus', 'Academies', 'college'],
    ['Other independent school', 'Not applicable', 'Independent schools', 'independent'],
    ['Other independent special school', 'Not applicable', 'Independent schools', 'special'],
    ['A new sort of school', 'Primary', 'Other types', 'primary'],
    ['A new sort of school', 'Not applicable', 'Independent schools', 'independent'],
    ['Local authority nursery school', 'Nursery', 'Local authority maintained schools', 'other'],
    ['Higher education institutions', 'Not applicable', 'Universities', 'other'],
    ['Secure units', 'Not applicable', 'Other types', 'other'],
    ['constructor', 'toString', '__proto__', 'other'],
  ])('of a %s (%s, %s) is %s', (type, phase, typeGroup, kind) => {
    expect(kindOfSetting({ type, phase, typeGroup })).toBe(kind);
  });

  it('is other where nothing is said, and does not mind capitals', () => {
    expect(kindOfSetting({})).toBe('other');
    expect(kindOfSetting({ type: null, phase: undefined, typeGroup: '' })).toBe('other');
    expect(kindOfSetting({ phase: 'SECONDARY' })).toBe('secondary');
  });
});

describe('the codes and numbers of a setting', () => {
  it.each([
    ['urn', '123456', '123456'],
    ['urn', '023456', 'urn.shape'],
    ['laestab', '202/1048', '2021048'],
    ['laestab', '2021048', '2021048'],
    ['laestab', '202104', 'laestab.shape'],
    ['la_code', '202', '202'],
    ['la_code', '20', 'number.digits'],
    ['establishment_number', '0104', '0104'],
    ['establishment_number', '104', 'number.digits'],
    ['ukprn', '10012345', '10012345'],
    ['ukprn', '1001234', 'number.digits'],
    ['kind', 'alternative_provider', 'alternative_provider'],
    ['kind', 'Secondary', 'code.unknown'],
    ['status', 'closing', 'closing'],
    ['status', 'shut', 'code.unknown'],
    ['authority', 'gias', 'gias'],
    ['authority', 'me', 'code.unknown'],
  ] as const)('%s %s is read as %s', (field, found, wanted) => {
    const read = settingCodes[field](found);
    expect('value' in read ? read.value : read.fault.rule).toBe(wanted);
  });
});
