/**
 * A path of our own to go back to after signing in, or `/`. Anything that a browser could take for another site
 * (`//evil.example`, `/\evil.example`, a tab in between) is `/`.
 *
 * @example localPath('/people?q=sam') // '/people?q=sam'
 */
export function localPath(to: unknown): string {
  if (typeof to !== 'string' || to.length > 1000 || !/^\/(?![/\\])[!-~]*$/.test(to)) return '/';
  const base = 'http://waymark.invalid';
  const url = new URL(to, base);
  if (url.origin !== base || url.pathname.startsWith('//') || /^\/sign-(in|out)/.test(url.pathname))
    return '/';
  return `${url.pathname}${url.search}`;
}
