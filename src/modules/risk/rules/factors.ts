import { z } from 'zod';
import { DOMAINS } from './domains.ts';
import { isUnmetNeed } from './protected.ts';
import type { RuleSet } from './rule-set.ts';

const strategies = z.array(z.int().min(1).max(13));

const factorSchema = z
  .strictObject({
    code: z.string().regex(/^[a-z]+\.[a-z0-9_]+$/, 'a code is domain.word'),
    domain: z.enum(DOMAINS),
    name: z.string().trim().min(1),
    strategies,
    suggested: strategies.default([]),
    scores: z.enum(['freely', 'unmet_need', 'never']).default('freely'),
    class: z.enum(['open', 'sensitive']).default('open'),
    source: z.enum(['seed', 'ours']),
    from: z.string().optional(),
    section: z.string().trim().min(1),
  })
  .refine(({ code, domain }) => code.startsWith(`${domain}.`), {
    path: ['code'],
    message: 'the code names its domain',
  })
  .refine(({ source, from }) => (source === 'seed') === (from !== undefined), {
    path: ['from'],
    message: 'a factor from a handbook, and no other, says which one',
  });

/** The one list of risk factors, with the handbooks it is drawn from. */
export const factorsSchema = z
  .strictObject({
    documents: z.record(z.string(), z.string().trim().min(1)),
    factors: z.array(factorSchema).min(1),
  })
  .superRefine(({ documents, factors }, context) => {
    const seen = new Set<string>();
    for (const [index, { code, from }] of factors.entries()) {
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['factors', index, field], message });
      if (seen.has(code)) refuse('code', `two factors are called ${code}`);
      seen.add(code);
      if (from !== undefined && documents[from] === undefined)
        refuse('from', `no document is numbered ${from}`);
    }
  })
  .transform(({ documents, factors }) =>
    factors.map(({ from, ...factor }) => ({
      ...factor,
      ...(from === undefined ? {} : { from, document: documents[from] ?? from }),
    })),
  );

/**
 * One risk factor. `strategies` are those whose own list in the handbook names it; `suggested` are ours;
 * `scores` says whether a rule set of our own may give points for it at all; `class` whether everybody who sees a young person
 * reads why.
 */
export type Factor = z.infer<typeof factorsSchema>[number];

/** A fault in a definition, where it stands. */
export type DefinitionFault = { path: (string | number)[]; reason: string };

/**
 * What is wrong between a rule set and the list of factors: a factor that does not exist, one of another domain,
 * or, in a `default` set, one that gives no points (or only as a need without matching provision).
 *
 * @example faultsAgainstFactors(ruleSet, factors) // []
 */
export function faultsAgainstFactors(rules: RuleSet, factors: readonly Factor[]): DefinitionFault[] {
  const byCode = new Map(factors.map((factor) => [factor.code, factor]));
  return rules.indicators.flatMap((indicator, index) => {
    const fault = (field: string, reason: string) => [{ path: ['indicators', index, field], reason }];
    const factor = byCode.get(indicator.factor);
    if (!factor) return fault('factor', `no factor is called ${indicator.factor}`);
    if (factor.domain !== indicator.domain) return fault('domain', `${factor.code} is ${factor.domain}`);
    if (rules.status !== 'default' || factor.scores === 'freely') return [];
    if (factor.scores === 'never') return fault('factor', `${factor.code} never scores`);
    return isUnmetNeed(indicator.measure)
      ? []
      : fault('factor', `${factor.code} scores only as a need without matching provision`);
  });
}
