/** The fixed words of a risk review: five domains, four marks, four tiers. */

/** The five domains, always shown in this order (handbook of thirteen strategies; small group risk review). */
export const DOMAINS = ['personal', 'family', 'social', 'institutional', 'structural'] as const;
export type Domain = (typeof DOMAINS)[number];

/** `0` looked at and clear, `✓` a concern, `✓✓` a strong concern, `unknown` not enough is recorded to say. */
export type Mark = '0' | '✓' | '✓✓' | 'unknown';

/** Tiers of support from least to most. `specialist` means another agency; no rule set of ours suggests it. */
export const TIERS = ['universal', 'targeted', 'intensive', 'specialist'] as const;
export type Tier = (typeof TIERS)[number];
