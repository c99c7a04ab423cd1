/** Which of two sources is believed about a setting. */

/** What is held of a setting; null is not known. A kind of `other` says as little. */
export type SettingFacts = {
  name: string;
  kind: string;
  laestab: string | null;
  phase: string | null;
  type: string | null;
  type_group: string | null;
  status: string | null;
  la_code: string | null;
  opened_on: string | null;
  closed_on: string | null;
  town: string | null;
  postcode: string | null;
  ukprn: string | null;
  /** The national register, where the facts are its own. */
  authority: string | null;
  /** Null for a setting that was added by hand. */
  source: string | null;
};

/** What a row says; what is not there, it says nothing about. */
export type SaidOfSetting = { name: string } & {
  [Fact in keyof Omit<SettingFacts, 'name' | 'source'>]?: string | undefined;
};

export const settingFacts = [
  'name',
  'kind',
  'laestab',
  'phase',
  'type',
  'type_group',
  'status',
  'la_code',
  'opened_on',
  'closed_on',
  'town',
  'postcode',
  'ukprn',
  'authority',
] as const satisfies readonly (keyof SettingFacts)[];
type Fact = (typeof settingFacts)[number];

export type SettingFault = { field: Fact; rule: string; message: string };

/** What is to be held from now on (nothing where all is as it was), or why the row cannot be believed. */
export type Believed =
  | { after: SettingFacts; replaces: boolean }
  | { same: true }
  | { faults: readonly SettingFault[] };

/**
 * Lays what a row says over what is held. Blanks are filled whoever says it. What is known is replaced by the national
 * register, and by the source that said it; anybody else is refused, because nothing is overwritten without a word.
 *
 * @param by the source of the row, and whether it may replace what it said before
 * @example believe(held, { name: 'Ashdale Academy', authority: 'gias' }, { source: 'gias', mayReplace: true })
 */
export function believe(
  held: SettingFacts,
  said: SaidOfSetting,
  { source, mayReplace }: { source: string; mayReplace: boolean },
): Believed {
  const differing = settingFacts.filter((fact) => said[fact] !== undefined && said[fact] !== held[fact]);
  const replaced = differing.filter((fact) => isKnown(held, fact));
  const isOwn = held.authority === null && held.source === source;
  if (replaced.length > 0 && said.authority === undefined && !isOwn)
    return { faults: replaced.map((fact) => notBelieved(held, said, fact)) };
  if (replaced.length > 0 && !mayReplace) return { faults: replaced.map((fact) => onlyAdds(source, fact)) };
  if (differing.length === 0) return { same: true };
  const after = { ...held };
  for (const fact of differing) Object.assign(after, { [fact]: said[fact] });
  // Whoever fills a blank is not answerable for the rest.
  if (said.authority !== undefined) after.source = source;
  return { after, replaces: replaced.length > 0 };
}

function isKnown(held: SettingFacts, fact: Fact): boolean {
  return held[fact] !== null && !(fact === 'kind' && held.kind === 'other');
}

function notBelieved(held: SettingFacts, said: SaidOfSetting, fact: Fact): SettingFault {
  const who =
    held.authority === 'gias'
      ? 'Get information about schools'
      : (held.source ?? 'whoever added this setting by hand');
  const message = `The ${fact.replaceAll('_', ' ')} here is “${held[fact]}”, from ${who}, and that is believed before “${said[fact]}”: mend the cell or leave it blank.`;
  return { field: fact, rule: 'setting.believed', message };
}

function onlyAdds(source: string, fact: Fact): SettingFault {
  const message = `This differs from what stands here, and ${source} only adds: let it replace, or remove the row.`;
  return { field: fact, rule: 'policy.adds', message };
}
