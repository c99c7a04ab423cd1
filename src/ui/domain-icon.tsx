/** The five domains, always in this order. */
export const DOMAINS = ['personal', 'family', 'social', 'institutional', 'structural'] as const;
export type Domain = (typeof DOMAINS)[number];

/** Drawn in 24 by 24: a person, a house, two speech bubbles, an open book, three layers of ground. */
const DRAWINGS: Record<Domain, string> = {
  personal: 'M12 3.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5c0-4 3.2-6 7.5-6s7.5 2 7.5 6',
  family: 'M3 11.5 12 4l9 7.5M5.5 9.5v11h13v-11M10 20.5v-6h4v6',
  social: 'M3 4.5h12v8H8.5L5.5 15.5v-3H3zM18 8.5h3v8h-2.5v3l-3-3H10v-1.5',
  institutional:
    'M12 6.5C9.5 5 6.5 4.5 3 4.5v14c3.5 0 6.5.5 9 2 2.5-1.5 5.5-2 9-2v-14c-3.5 0-6.5.5-9 2zM12 6.5v14',
  structural: 'M12 3.5 3 8l9 4.5L21 8zM3 12.5l9 4.5 9-4.5M3 17l9 4.5 9-4.5',
};

/** The icon of one domain, in the colour of the words around it. */
export function DomainIcon({ domain, size }: { domain: Domain; size: number }) {
  return (
    <svg
      className="wm-domain-icon"
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={DRAWINGS[domain]} />
    </svg>
  );
}
