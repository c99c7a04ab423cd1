/** The whole application over the cast, where the cookie says who of the staff comes in: for tests of pages. */
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { withSignIn } from '#db';
import { actorOf, gate, withinReach } from '#modules/access';
import { workingAtOf } from '#modules/identity';
import { buildServer, type Fault, type ServerParts } from '#web';
import { frameRoutes, modules } from '../src/app.ts';
import { castStaff, council, type StaffKey } from './cast.ts';
import type { TestDatabase } from './database.ts';

export type Visited = {
  app: FastifyInstance;
  faults: Fault[];
  /** Asks for a page as somebody. */
  get(
    who: StaffKey,
    url: string,
  ): Promise<{ status: number; body: string; headers: Record<string, unknown> }>;
  /** Sends a form as somebody, from a page of our own. */
  post(
    who: StaffKey,
    url: string,
    form: Record<string, string | string[]>,
  ): Promise<{ status: number; body: string; headers: Record<string, unknown> }>;
  /** Sends a form with a file as somebody, the fields before the file as a browser has them. */
  send(
    who: StaffKey,
    url: string,
    form: Record<string, string>,
    file?: { name: string; content: string | Uint8Array },
  ): Promise<{ status: number; body: string; headers: Record<string, unknown> }>;
};

/**
 * @example const { get } = await visited(test); (await get('joe', '/people')).status // 200
 */
export async function visited(
  test: TestDatabase,
  parts: Pick<ServerParts, 'largestFile'> = {},
): Promise<Visited> {
  const faults: Fault[] = [];
  const app = await buildServer({
    db: test.db,
    modules,
    extraRoutes: frameRoutes,
    gate: {
      ...gate,
      async recognise(db, { cookie, today, reach, say }) {
        const member = castStaff[cookie as StaffKey];
        if (!member) return undefined;
        const whose = {
          tenantId: test.tenantId,
          accountId: test.accounts[member.key],
          name: `${member.givenName} ${member.familyName}`,
          organisation: council.name,
        };
        const actor = await actorOf(db, whose, today, reach, say);
        const workingAt = await withSignIn(db, test.tenantId, (tx) => workingAtOf(tx, whose));
        return {
          actor,
          organisation: council.name,
          madeUp: true,
          proved: 0,
          workingAt: withinReach(actor, workingAt),
        };
      },
    },
    today: () => test.today,
    behindProxy: false,
    ...parts,
    assets: { css: [], early: [], js: [], dir: fileURLToPath(new URL('.', import.meta.url)) },
    report: (fault) => faults.push(fault),
  });
  const answered = ({
    statusCode: status,
    body,
    headers,
  }: {
    statusCode: number;
    body: string;
    headers: Record<string, unknown>;
  }) => ({ status, body, headers });
  return {
    app,
    faults,
    get: async (who, url) => answered(await app.inject({ url, headers: { cookie: `waymark=${who}` } })),
    post: async (who, url, form) =>
      answered(
        await app.inject({
          method: 'POST',
          url,
          headers: {
            cookie: `waymark=${who}`,
            'sec-fetch-site': 'same-origin',
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: new URLSearchParams(
            Object.entries(form).flatMap(([name, values]) =>
              [values].flat().map((value): [string, string] => [name, value]),
            ),
          ).toString(),
        }),
      ),
    send: async (who, url, form, file) =>
      answered(
        await app.inject({
          method: 'POST',
          url,
          headers: {
            cookie: `waymark=${who}`,
            'sec-fetch-site': 'same-origin',
            'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
          },
          payload: multipart(form, file),
        }),
      ),
  };
}

const BOUNDARY = '----of-a-test';

/** A form as a browser sends one with a file in it. */
export function multipart(
  form: Record<string, string>,
  file: { name: string; content: string | Uint8Array } = { name: '', content: '' },
): Buffer {
  const head = (disposition: string) => `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n`;
  return Buffer.concat([
    ...Object.entries(form).map(([name, value]) => Buffer.from(`${head(`name="${name}"`)}\r\n${value}\r\n`)),
    Buffer.from(
      `${head(`name="file"; filename="${file.name}"`)}content-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(file.content),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}
