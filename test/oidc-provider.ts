/** A real OpenID Connect provider on this machine, whose people sign in without a page: for tests of signing in elsewhere. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type Person = { subject: string; email?: string; verified?: boolean };

export type RunningProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in next. */
  next: Person;
  /**
   * Follows an address as a browser does, until the provider sends it back.
   *
   * @returns the address it is sent back to
   */
  visit(address: string): Promise<string>;
  close(): Promise<void>;
};

/** @param back where it may send people back to */
export async function startProvider(back: string): Promise<RunningProvider> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['waymark', 'a secret between the two of them, long enough'];
  const people = new Map<string, Person>();
  const running = { next: { subject: 'nobody' } as Person };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [back],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: [] },
    // The small providers of schools put what they know into the ID token.
    conformIdTokenClaims: false,
    cookies: { keys: ['made up for a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_, subject) => ({
      accountId: subject,
      claims: async () => {
        const { email, verified = true } = people.get(subject) ?? {};
        return { sub: subject, ...(email === undefined ? {} : { email, email_verified: verified }) };
      },
    }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    people.set(running.next.subject, running.next);
    void provider.interactionFinished(request, response, { login: { accountId: running.next.subject } });
  });
  return Object.assign(running, {
    issuer,
    clientId,
    clientSecret,
    visit: (address: string) => follow(address, issuer),
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}

/** A browser of its own each time, so that nobody is still signed in at the provider. */
async function follow(address: string, issuer: string): Promise<string> {
  const jar = new Map<string, string>();
  let at = address;
  for (let hops = 0; hops < 10; hops += 1) {
    if (!at.startsWith(issuer)) return at;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      jar.set(name, value.join('='));
    }
    const to = answer.headers.get('location');
    if (to === null)
      throw new Error(`The provider stopped at ${at}: ${answer.status} ${await answer.text()}`);
    at = new URL(to, at).href;
  }
  throw new Error('The provider sends round and round');
}
