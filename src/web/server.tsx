import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import files from '@fastify/static';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { PlainDate } from '#dates';
import type { Database } from '#db';
import { Refused } from '#outcome';
import { answer, sorry } from './answer.tsx';
import { type Assets, loadAssets } from './assets.ts';
import { ErrorPage, type ErrorPageProps } from './error-page.tsx';
import type { Fault } from './fault.ts';
import { limitTime } from './form-parts.ts';
import type { Gate } from './gate.ts';
import { headersFor } from './headers.ts';
import { homeRoute } from './home.tsx';
import { keysRoute } from './keys.tsx';
import type { Module } from './module.ts';
import { privacyRoute } from './privacy.tsx';
import { send } from './respond.tsx';
import { type DemoSignIns, notFound, page, type Route } from './route.ts';
import { isSameOrigin } from './same-origin.ts';
import { isSecure } from './session.ts';
import { frameFor, type House, pathOf, visitorOf } from './visit.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    takesFiles?: boolean;
  }
}

export type ServerParts = {
  db: Database;
  /** Lowest first, as `src/modules.json` has them. */
  modules: readonly Module[];
  /** Routes of the frame, which belong to no module. */
  extraRoutes?: readonly Route[];
  /** From `#modules/access`. */
  gate: Gate;
  /** The day it is, which may be a played one. */
  today: () => PlainDate;
  /** Who can sign in, in a demonstration. */
  demo?: DemoSignIns | null;
  /** Trust what one proxy in front says about address and HTTPS; WAYMARK_BEHIND_PROXY=1 unless given. */
  behindProxy?: boolean;
  /** The longest file that is taken, in bytes; WAYMARK_LARGEST_FILE in megabytes, or a gigabyte, unless given. */
  largestFile?: number;
  /** Whom young people and families ask about what is kept; WAYMARK_CONTACT unless given. */
  contact?: string;
  assets?: Assets;
  /** Where bugs go; one JSON line on standard error unless given. */
  report?: (fault: Fault) => void;
};

/** A note of 10,000 letters takes up to nine bytes each in a form. */
const BODY_LIMIT = 128 * 1024;
const MEGABYTE = 1024 * 1024;

/**
 * Pages, to a quarter of their length: the line to a telephone is what is slow. Styles and scripts lie there compressed. A page
 * holds nothing that its length could give away to another site: there is no token in it, and the session's cookie does not
 * come along when another site asks.
 */
const COMPRESSED = {
  customTypes: /^text\/html/,
  encodings: ['br', 'gzip'] as ('br' | 'gzip')[],
  threshold: 1024,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
};

/**
 * The web server, ready to listen or to `inject`. Throws when the routes and the permission table differ.
 *
 * @example const app = await buildServer({ db, modules, gate, today: () => plainDate('2026-11-22') });
 */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const house = houseOf(parts);
  const routes = [
    homeRoute(house.places),
    keysRoute,
    privacyRoute(parts.contact ?? (process.env.WAYMARK_CONTACT || undefined)),
    ...parts.modules.flatMap((module) => module.routes),
    ...(parts.extraRoutes ?? []),
  ];
  parts.gate.check([
    { what: 'GET /health', permission: 'public' },
    ...routes.map(({ method, path, permission }) => ({ what: `${method} ${path}`, permission })),
  ]);

  const behindProxy = parts.behindProxy ?? process.env.WAYMARK_BEHIND_PROXY === '1';
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // One proxy, the nearest: what comes before it in X-Forwarded-For is anybody's to write.
    trustProxy: behindProxy ? (_address, hop) => hop === 0 : false,
    // One limit for every route would cut off large files; `limitTime` sets each its own.
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    // An address that cannot be decoded reaches no hook and no handler.
    frameworkErrors: (_error, request, reply) => {
      reply.headers(headersFor({ path: '/', secure: isSecure(request) }));
      sayError(house, request, reply, 404, { kind: 'not-found' });
    },
  });
  await app.register(cookie);
  await app.register(compress, COMPRESSED);
  guard(app, house);
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await app.register(files, {
    root: house.assets.dir,
    prefix: '/assets/',
    index: false,
    dotfiles: 'ignore',
    decorateReply: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => void reply.header('cache-control', keptFor(path)),
  });

  app.get('/health', async (_request, reply) => reply.type('text/plain').send('ok'));
  for (const route of routes) if (!route.takesFiles) serve(app, house, route);
  // In a part of its own, so that no other route can even read such a form.
  await app.register(async (part) => {
    await part.register(multipart, { throwFileSizeLimit: false });
    for (const route of routes) if (route.takesFiles) serve(part, house, route);
  });
  return app;
}

function serve(app: FastifyInstance, house: House, route: Route): void {
  app.route({
    method: route.method,
    url: route.path,
    config: { takesFiles: route.takesFiles === true },
    handler: (request, reply) => answer(house, route, request, reply),
  });
}

/** Listens on this machine only, unless HOST says otherwise: a proxy with HTTPS stands in front of it. */
export async function startServer(
  app: FastifyInstance,
  port: number,
  host = process.env.HOST || '127.0.0.1',
): Promise<string> {
  try {
    return await app.listen({ port, host });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new Refused(`Port ${port} is taken. Stop what listens there, or choose another with --port.`);
  }
}

function houseOf(parts: ServerParts): House {
  return {
    db: parts.db,
    gate: parts.gate,
    places: parts.modules.flatMap((module) => module.places ?? []).sort((a, b) => a.order - b.order),
    reach: parts.modules.flatMap((module) => module.reach ?? []),
    today: parts.today,
    demo: parts.demo ?? null,
    largestFile: parts.largestFile ?? largestFile(process.env.WAYMARK_LARGEST_FILE),
    assets: parts.assets ?? loadAssets(),
    report: parts.report ?? ((fault) => process.stderr.write(`${JSON.stringify(fault)}\n`)),
  };
}

function largestFile(megabytes: string | undefined): number {
  if (!megabytes) return 1024 * MEGABYTE;
  if (!/^\d{1,6}$/.test(megabytes) || Number(megabytes) === 0)
    throw new Refused('WAYMARK_LARGEST_FILE is a whole number of megabytes, such as 200.');
  return Number(megabytes) * MEGABYTE;
}

/** What holds for every request, before any route: headers, writes from our own pages only, and what to say when all fails. */
function guard(app: FastifyInstance, house: House): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headersFor({ path: pathOf(request), secure: isSecure(request) }));
    const takesFiles = request.routeOptions.config.takesFiles === true;
    limitTime(request.raw, takesFiles);
    if (request.method === 'GET' || request.method === 'HEAD') return;
    if (!isSameOrigin(request.headers, request.host))
      return sayError(house, request, reply, 403, { kind: 'elsewhere' });
    if (!(takesFiles ? isFormWithFiles(request) : isForm(request)))
      return sayError(house, request, reply, 415, { kind: 'unreadable' });
  });

  app.setNotFoundHandler(async (request, reply) => {
    const visitor = await visitorOf(house, request);
    const frame = frameFor(house, request, visitor);
    return send(reply, notFound(), frame);
  });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    // A file outside the folder is not there, rather than forbidden.
    if (status === 403) return sayError(house, request, reply, 404, { kind: 'not-found' });
    if (status >= 400 && status < 500) return sayError(house, request, reply, status, { kind: 'unreadable' });
    const frame = frameFor(house, request, undefined);
    return send(reply, sorry(house, error, frame, request.routeOptions.url ?? 'unknown'), frame);
  });
}

function sayError(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  said: Pick<ErrorPageProps, 'kind'>,
): FastifyReply {
  const frame = frameFor(house, request, undefined);
  return send(reply, page(<ErrorPage frame={frame} {...said} />, { status }), frame);
}

/** Exactly what a form sends: Fastify's own matching has let tabs and spaces past validation before. */
function isForm(request: FastifyRequest): boolean {
  const type = request.headers['content-type'];
  if (type === undefined) return Number(request.headers['content-length'] ?? 0) === 0;
  return /^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i.test(type);
}

function isFormWithFiles({ headers }: FastifyRequest): boolean {
  return /^multipart\/form-data; ?boundary="?[\w'()+,./:=? -]{1,70}"?$/i.test(headers['content-type'] ?? '');
}

/** Names with a hash in them never change what they hold. */
function keptFor(path: string): string {
  return /-[\w-]{8}\.\w+(\.(br|gz))?$/.test(path)
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=3600';
}
