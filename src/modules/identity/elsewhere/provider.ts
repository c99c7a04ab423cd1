import * as client from 'openid-client';
import { Refused } from '#outcome';

/** The organisation's own provider of sign-in (OpenID Connect), as whoever runs the installation has set it. */
export type Provider = {
  /** As people know it, such as Microsoft. */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where this Waymark is on the web: the provider sends people back there, and a Host header could say anything. */
  origin: string;
  /** Its second step counts as ours. */
  secondStepTrusted: boolean;
  /** E-mail addresses of its directory are right even where it does not say that it has verified them. */
  emailTrusted: boolean;
};

const NAMES = {
  issuer: 'WAYMARK_OIDC_ISSUER',
  clientId: 'WAYMARK_OIDC_CLIENT_ID',
  clientSecret: 'WAYMARK_OIDC_CLIENT_SECRET',
  origin: 'WAYMARK_ORIGIN',
} as const;

/**
 * The provider that the environment names, or undefined. Throws `Refused` for one that is half said.
 *
 * @example providerFrom(process.env)?.name // 'Microsoft'
 */
export function providerFrom(env: NodeJS.ProcessEnv): Provider | undefined {
  if (!env[NAMES.issuer]) return undefined;
  const missing = Object.values(NAMES).filter((name) => !env[name]);
  if (missing.length > 0)
    throw new Refused(`Signing in elsewhere needs ${missing.join(' and ')} as well (docs/operating.md).`);
  return {
    name: env['WAYMARK_OIDC_NAME'] || new URL(env[NAMES.issuer] ?? '').hostname,
    issuer: env[NAMES.issuer] ?? '',
    clientId: env[NAMES.clientId] ?? '',
    clientSecret: env[NAMES.clientSecret] ?? '',
    origin: new URL(env[NAMES.origin] ?? '').origin,
    secondStepTrusted: env['WAYMARK_OIDC_SECOND_STEP'] === 'trusted',
    emailTrusted: env['WAYMARK_OIDC_EMAIL'] === 'trusted',
  };
}

/** Where the provider sends people back to; registered there. */
export const CALLBACK = '/sign-in/elsewhere/back';

/** What has to come back to the same browser. */
export type Pending = { state: string; nonce: string; verifier: string; to: string };

const known = new Map<string, Promise<client.Configuration>>();

/** What the provider says of itself; asked once, and again after it could not be reached. */
function configurationOf({ issuer, clientId, clientSecret }: Provider): Promise<client.Configuration> {
  const key = JSON.stringify([issuer, clientId, clientSecret]);
  const standing = known.get(key);
  if (standing) return standing;
  const server = new URL(issuer);
  // Plain http is for a provider on this very machine: in tests.
  const isLocal = server.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(server.hostname);
  const execute = isLocal ? [client.allowInsecureRequests] : [];
  const asked = client.discovery(server, clientId, clientSecret, undefined, { execute, timeout: 10 });
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

/**
 * Where to send somebody to sign in, and what has to come back (PKCE, state and nonce; RFC 9700, 2.1); undefined while the provider
 * does not answer.
 *
 * @param again whoever is asked has to show once more who they are
 */
export async function whereTo(
  provider: Provider,
  { to, again }: { to: string; again: boolean },
): Promise<{ address: string; pending: Pending } | undefined> {
  const configuration = await configurationOf(provider).catch(() => undefined);
  if (!configuration) return undefined;
  const pending = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    to,
  };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${provider.origin}${CALLBACK}`,
    scope: 'openid email profile',
    code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    state: pending.state,
    nonce: pending.nonce,
    ...(again ? { prompt: 'login', max_age: '0' } : {}),
  });
  return { address: address.href, pending };
}

/** Who came back, as the provider vouches for it. */
export type Vouched = { issuer: string; subject: string; email: string | undefined };

/**
 * Reads what came back, and asks the provider who it is. Undefined where it does not belong to what was sent, or the provider does
 * not vouch for anybody: refused there, come too late, or made up.
 */
export async function whoCameBack(
  provider: Provider,
  query: string,
  { state, nonce, verifier }: Pending,
): Promise<Vouched | undefined> {
  try {
    const configuration = await configurationOf(provider);
    const address = new URL(`${provider.origin}${CALLBACK}?${query}`);
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return undefined;
    const { email, email_verified: isVerified } = claims;
    const isGood = typeof email === 'string' && (isVerified === true || provider.emailTrusted);
    return { issuer: claims.iss, subject: claims.sub, email: isGood ? email : undefined };
  } catch (error) {
    if (error instanceof client.ClientError || error instanceof client.ResponseBodyError) return undefined;
    if (error instanceof client.AuthorizationResponseError) return undefined;
    throw error;
  }
}
