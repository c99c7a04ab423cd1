import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a write may have come from our own pages. Browsers say so in Sec-Fetch-Site; older ones, and all of them over
 * plain http, only in Origin or Referer, whose host must then be ours (OWASP ASVS 5.0, 3.5.1). A request with none of
 * the three is no browser's: every browser sends Origin with a form, and a program holds only the cookies it was given.
 *
 * @param host the host the request was sent to, with its port
 */
export function isSameOrigin(headers: IncomingHttpHeaders, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const from = headers.origin ?? headers.referer;
  if (from === undefined) return true;
  return URL.canParse(from) && new URL(from).host === host.toLowerCase();
}
