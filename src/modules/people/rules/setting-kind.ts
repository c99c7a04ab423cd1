/** What kind of setting an establishment is, from what the national register calls it. */

export const settingKinds = [
  'primary',
  'secondary',
  'all_through',
  'special',
  'independent',
  'alternative_provider',
  'college',
  'other',
] as const;
export type SettingKind = (typeof settingKinds)[number];

/** As Get information about schools words it; a blank one is not said. */
export type Registered = {
  type?: string | null | undefined;
  phase?: string | null | undefined;
  typeGroup?: string | null | undefined;
};

/** Types that settle it whatever the phase: such establishments often have none. */
const BY_TYPE: Readonly<Record<string, SettingKind>> = {
  'community special school': 'special',
  'foundation special school': 'special',
  'non-maintained special school': 'special',
  'other independent special school': 'special',
  'academy special converter': 'special',
  'academy special sponsor led': 'special',
  'free schools special': 'special',
  'special post 16 institution': 'special',
  'pupil referral unit': 'alternative_provider',
  'academy alternative provision converter': 'alternative_provider',
  'academy alternative provision sponsor led': 'alternative_provider',
  'free schools alternative provision': 'alternative_provider',
  'further education': 'college',
  'sixth form centres': 'college',
  'academy 16-19 converter': 'college',
  'academy 16 to 19 sponsor led': 'college',
  'free schools 16 to 19': 'college',
  'other independent school': 'independent',
};

const BY_PHASE: Readonly<Record<string, SettingKind>> = {
  primary: 'primary',
  'middle deemed primary': 'primary',
  secondary: 'secondary',
  'middle deemed secondary': 'secondary',
  'all-through': 'all_through',
  '16 plus': 'college',
};

const BY_GROUP: Readonly<Record<string, SettingKind>> = {
  'independent schools': 'independent',
  'special schools': 'special',
  colleges: 'college',
};

/**
 * The kind of a setting: by its type where that settles it, else by its phase, else by the group of its type. What the
 * tables do not hold (nurseries, universities, secure units, whatever is new) is `other`: nothing is guessed.
 * Words: DfE, Get information about schools, glossary.
 *
 * @example kindOfSetting({ type: 'Academy converter', phase: 'Secondary', typeGroup: 'Academies' }) // 'secondary'
 */
export function kindOfSetting({ type, phase, typeGroup }: Registered): SettingKind {
  return find(BY_TYPE, type) ?? find(BY_PHASE, phase) ?? find(BY_GROUP, typeGroup) ?? 'other';
}

function find(table: Readonly<Record<string, SettingKind>>, word: string | null | undefined) {
  const key = (word ?? '').toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
