import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Over HTTPS the cookie carries `__Host-`: browsers then take it only from this very host, over HTTPS, for every path
 * (RFC 6265bis, 4.1.3.2). Plain http is for a demonstration on one's own machine, where `Secure` would be refused.
 */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

export function readCookie(request: FastifyRequest, name: string): string | undefined {
  // Not there for a request that no hook has seen.
  const cookies: typeof request.cookies | undefined = request.cookies;
  return cookies?.[cookieName(name, isSecure(request))];
}

/** Sets a cookie that no script can read, or removes it when the value is null. Lasts until the browser is closed. */
export function putCookie(reply: FastifyReply, name: string, value: string | null, maxAge?: number): void {
  const secure = isSecure(reply.request);
  reply.setCookie(cookieName(name, secure), value ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    ...(value === null ? { maxAge: 0 } : maxAge === undefined ? {} : { maxAge }),
  });
}
