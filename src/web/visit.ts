import type { FastifyRequest } from 'fastify';
import type { PlainDate } from '#dates';
import type { Database } from '#db';
import type { Assets } from './assets.ts';
import type { Fault } from './fault.ts';
import { FLASH, readFlash } from './flash.ts';
import type { PageFrame } from './frame.ts';
import type { Gate, Visitor } from './gate.ts';
import { type Language, languageFor } from './language.ts';
import type { Place, ReachSource } from './module.ts';
import type { DemoSignIns } from './route.ts';
import { readCookie } from './session.ts';
import { addressAt, EVERYWHERE } from './working-at.ts';

/** What the server was built with. */
export type House = {
  db: Database;
  gate: Gate;
  places: readonly Place[];
  reach: readonly ReachSource[];
  today: () => PlainDate;
  demo: DemoSignIns | null;
  /** In bytes. */
  largestFile: number;
  assets: Assets;
  report(fault: Fault): void;
};

export const SESSION = 'waymark';
/** What a browser is sent elsewhere with, to sign in there; in seconds, for as long as that may take. */
export const PENDING = 'waymark-elsewhere';
export const PENDING_LASTS = 15 * 60;

/** Who is asking, or undefined. */
export function visitorOf(house: House, request: FastifyRequest): Promise<Visitor | undefined> {
  const { db, gate, reach } = house;
  const { say } = languageOf(request);
  return gate.recognise(db, { cookie: readCookie(request, SESSION), today: house.today(), reach, say });
}

/** The language of the answer. */
export function languageOf(request: FastifyRequest): Language {
  return languageFor(request.headers['accept-language']);
}

/** The path that was asked for, without the query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}

/** What stands around the page for this visitor, or for nobody. */
export function frameFor(house: House, request: FastifyRequest, visitor: Visitor | undefined): PageFrame {
  const { assets } = house;
  const { say, lang, dir } = languageOf(request);
  const path = pathOf(request);
  return {
    lang,
    dir,
    say,
    path,
    account: visitor ? { name: visitor.actor.name, organisation: visitor.organisation } : null,
    places: placesOf(house, visitor).map((place) => ({
      href: addressAt(place, visitor?.workingAt ?? EVERYWHERE),
      label: say(place.label),
      current: path === place.href || path.startsWith(`${place.href}/`),
    })),
    workingAt: visitor?.actor.may.has('people.see') ? visitor.workingAt : null,
    onlySetting: visitor?.actor.onlySetting,
    flash: readFlash(readCookie(request, FLASH), say),
    assets,
    demo: visitor?.madeUp ?? house.demo !== null,
  };
}

/** Where this visitor may go, the home first. */
export function placesOf(house: House, visitor: Visitor | undefined): Place[] {
  return visitor ? house.places.filter(({ permission }) => visitor.actor.may.has(permission)) : [];
}
