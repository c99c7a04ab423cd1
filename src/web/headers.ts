/** What every answer tells the browser to refuse (OWASP ASVS 5.0, 3.4). */
const always = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Headers for one answer; assets are kept by the browser and say so themselves. */
export function headersFor({ path, secure }: { path: string; secure: boolean }): Record<string, string> {
  return {
    ...always,
    ...(path.startsWith('/assets/') ? {} : { 'cache-control': 'no-store' }),
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
