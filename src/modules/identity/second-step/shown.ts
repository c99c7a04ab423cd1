/** What somebody shows as a second step, and what comes of it. */

/** Where the browser is, by its own account. A passkey is made for the name of a host and answers nowhere else. */
export type Site = { origin: string; host: string };

/** @example siteOf('https://waymark.council.example') // { origin: 'https://waymark.council.example', host: 'waymark.council.example' } */
export function siteOf(address: string): Site {
  const { origin, hostname } = new URL(address);
  return { origin, host: hostname };
}

/** A code that was typed in, and from where. */
export type Typed = { typed: string; address: string; at: number };

/** A code, or what a passkey has answered. */
export type Shown = Typed | { answer: string; site: Site; address: string };

export type Checked = { outcome: 'right' } | { outcome: 'wrong' } | { outcome: 'wait'; minutes: number };
