import { DOMAINS, type Domain } from './domains.ts';
import type { Factor } from './factors.ts';
import type { DomainProfile } from './review.ts';
import type { Indicator } from './rule-set.ts';

const CIRCUMSTANCE = 'circumstance.';

/** Domains with what is for fewer, in the shape of a profile. */
type Domains = Readonly<Record<Domain, DomainProfile>>;

/**
 * The indicators of a rule set whose reasons are for fewer than everybody who sees the young person: about health, care, youth justice or
 * family, by the factor they count for or by what they measure.
 *
 * @param isSensitiveKind which kinds of circumstance are
 * @param measures the names of imported measures that are
 * @example sensitiveIndicators(ruleSet.indicators, factors, isSensitiveKind).has('looked_after') // true
 */
export function sensitiveIndicators(
  indicators: readonly Pick<Indicator, 'code' | 'factor' | 'measure'>[],
  factors: readonly Factor[],
  isSensitiveKind: (kind: string) => boolean,
  measures: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const byFactor = sensitiveFactors(factors);
  const isSensitive = (measure: string) =>
    measures.has(measure) ||
    (measure.startsWith(CIRCUMSTANCE) && isSensitiveKind(measure.slice(CIRCUMSTANCE.length)));
  return new Set(
    indicators
      .filter(({ factor, measure }) => byFactor.has(factor) || isSensitive(measure))
      .map(({ code }) => code),
  );
}

/**
 * Whether why somebody gave a mark is for fewer: a sensitive factor, or the family without one, because nothing says that it is not.
 *
 * @example isSensitiveMark({ domain: 'family', factor: null }, factors) // true
 */
export function isSensitiveMark(
  { domain, factor }: { domain: Domain; factor: string | null },
  factors: readonly Factor[],
): boolean {
  return factor === null ? domain === 'family' : sensitiveFactors(factors).has(factor);
}

function sensitiveFactors(factors: readonly Factor[]): ReadonlySet<string> {
  return new Set(factors.filter((factor) => factor.class === 'sensitive').map(({ code }) => code));
}

/**
 * Parts what a profile says into what everybody reads and what is for fewer. Marks and points stay whole in the open part, so that what is
 * left out there can be told by its points; the other part is undefined where there is nothing in it.
 *
 * @example partByClass(profile.domains, sensitiveIndicators(indicators, factors, isSensitiveKind)).open.family.reasons // []
 */
export function partByClass(
  domains: Domains,
  sensitive: ReadonlySet<string>,
): { open: Record<Domain, DomainProfile>; sensitive: Record<Domain, DomainProfile> | undefined } {
  const only = (isWanted: (indicator: string) => boolean) =>
    each((domain) => ({
      ...domains[domain],
      reasons: domains[domain].reasons.filter(({ indicator }) => isWanted(indicator)),
      unknown: domains[domain].unknown.filter(({ indicator }) => isWanted(indicator)),
    }));
  const forFewer = only((indicator) => sensitive.has(indicator));
  const isEmpty = DOMAINS.every(
    (domain) => forFewer[domain].reasons.length === 0 && forFewer[domain].unknown.length === 0,
  );
  return {
    open: only((indicator) => !sensitive.has(indicator)),
    sensitive: isEmpty ? undefined : forFewer,
  };
}

type Said = { reasons: readonly { points: number }[]; unknown: readonly unknown[] };

/**
 * Puts together again what `partByClass` parted, as far as it may be read.
 *
 * @example joinClasses(open, null).family // as in the open part
 */
export function joinClasses<Profile extends Said>(
  open: Readonly<Record<Domain, Profile>>,
  sensitive: Readonly<Record<Domain, Profile>> | null,
): Record<Domain, Profile> {
  if (sensitive === null) return { ...open };
  return each((domain) => ({
    ...open[domain],
    reasons: [...open[domain].reasons, ...sensitive[domain].reasons],
    unknown: [...open[domain].unknown, ...sensitive[domain].unknown],
  }));
}

/** The points of a domain whose reasons are not among those shown. @example pointsHidden({ points: 3, reasons: [] }) // 3 */
export function pointsHidden({
  points,
  reasons,
}: {
  points: number;
  reasons: readonly { points: number }[];
}): number {
  return points - reasons.reduce((sum, reason) => sum + reason.points, 0);
}

function each<Value>(make: (domain: Domain) => Value): Record<Domain, Value> {
  return Object.fromEntries(DOMAINS.map((domain) => [domain, make(domain)])) as Record<Domain, Value>; // one for each
}
