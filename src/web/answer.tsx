import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problems, Refused } from '#outcome';
import type { Actor } from './actor.ts';
import { ErrorPage } from './error-page.tsx';
import { faultOf } from './fault.ts';
import { partsOf, Unreadable } from './form-parts.ts';
import type { PageFrame } from './frame.ts';
import type { Visitor } from './gate.ts';
import { send } from './respond.tsx';
import { AGAIN_PAGE, notFound, type PublicAsk, page, type Reply, type Route, redirect } from './route.ts';
import { readCookie } from './session.ts';
import { frameFor, type House, PENDING, pathOf, SESSION, visitorOf } from './visit.ts';

/** Answers one request to one route: who is it, may they, what was asked, and what came of it. */
export async function answer(
  house: House,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  let visitor: Visitor | undefined;
  try {
    visitor = await visitorOf(house, request);
    const frame = frameFor(house, request, visitor);
    const answered = await letThrough(house, route, request, visitor, frame);
    // What is left of a form that was answered early is let go by, or the browser would show no answer to it.
    request.raw.resume();
    return send(reply, answered, frame);
  } catch (error) {
    if (request.raw.readableAborted) return reply.hijack(); // whoever asked has gone: there is nobody to answer
    request.raw.resume();
    const frame = frameFor(house, request, visitor);
    return send(reply, sorry(house, error, frame, `${route.method} ${route.path}`), frame);
  }
}

async function letThrough(
  house: House,
  route: Route,
  request: FastifyRequest,
  visitor: Visitor | undefined,
  frame: PageFrame,
): Promise<Reply> {
  if (holdsNul(request)) return notFound();
  const params = paramsOf(request);
  if (route.permission === 'public') {
    return params ? route.handle(askOf(house, request, params, frame, visitor?.actor ?? null)) : notFound();
  }
  if (!visitor) {
    // A form cannot be sent again with GET, so after signing in one starts from home.
    const to = route.method === 'GET' ? request.url : '/';
    return redirect(to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`);
  }
  const { actor, first } = visitor;
  if (first !== undefined && !leadsOn(route.path, first)) return redirect(first);
  if (route.permission !== 'signed_in' && !actor.may.has(route.permission)) {
    await house.gate.refused(house.db, actor, `${route.method} ${route.path}`);
    return notFound();
  }
  if (!params) return notFound();
  if (route.stepUp && visitor.proved > FRESH[route.method]) {
    // What a form held is lost; it goes on with the page it stood on.
    const to = route.method === 'GET' ? request.url : pathBefore(request);
    return redirect(`${AGAIN_PAGE}?to=${encodeURIComponent(to)}`);
  }
  const ask = askOf(house, request, params, frame, actor);
  if (!route.takesFiles) return route.handle(ask);
  return route.handle({ ...ask, parts: partsOf(request, house.largestFile) });
}

/** Minutes for which somebody who showed who they are need not do it again. A form that was opened in time may be filled in. */
const FRESH = { GET: 15, POST: 45 } as const;

function leadsOn(path: string, first: string): boolean {
  return path === first || path.startsWith(`${first}/`) || path === AGAIN_PAGE;
}

function pathBefore({ headers, host }: FastifyRequest): string {
  const before = URL.parse(headers.referer ?? '');
  return before?.host === host ? before.pathname : '/';
}

function askOf<Who extends Actor | null>(
  house: House,
  request: FastifyRequest,
  params: Record<string, string>,
  frame: PageFrame,
  actor: Who,
): PublicAsk & { actor: Who } {
  return {
    db: house.db,
    actor,
    params,
    query: request.query as PublicAsk['query'],
    form: (request.body ?? {}) as PublicAsk['form'],
    frame,
    say: frame.say,
    request: {
      address: request.ip,
      path: pathOf(request),
      url: request.url,
      origin: process.env.WAYMARK_ORIGIN ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`,
      session: readCookie(request, SESSION),
      pending: readCookie(request, PENDING),
    },
    demo: house.demo,
    today: house.today(),
    largestFile: house.largestFile,
  };
}

/** No keyboard types one and no text in the database may hold it. */
function holdsNul(request: FastifyRequest): boolean {
  return JSON.stringify([request.query, request.body ?? null]).includes('\\u0000');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The parts of the path, or undefined when one cannot be what its name says: there is no such page. */
function paramsOf(request: FastifyRequest): Record<string, string> | undefined {
  const params = request.params as Record<string, string>;
  const sound = Object.entries(params).every(([name, value]) =>
    /(^id|Id)$/.test(name) ? UUID.test(value) : /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,100}$/u.test(value),
  );
  return sound ? params : undefined;
}

/** The outcomes that are no success: problems, a refusal, something that is no form, a bug. */
export function sorry(house: House, error: unknown, frame: PageFrame, where: string): Reply {
  if (error instanceof Problems) {
    return page(<ErrorPage frame={frame} kind="problems" problems={error.problems} />, { status: 422 });
  }
  if (error instanceof Refused) {
    return page(<ErrorPage frame={frame} kind="refused" sentence={error.message} />, { status: 409 });
  }
  if (error instanceof Unreadable) {
    return page(<ErrorPage frame={frame} kind="unreadable" />, { status: error.statusCode });
  }
  const fault = faultOf(error, where);
  house.report(fault);
  return page(<ErrorPage frame={frame} kind="bug" reference={fault.reference} />, { status: 500 });
}
