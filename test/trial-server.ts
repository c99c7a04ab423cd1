/** A web server without a database: who comes in is said by the cookie. For tests of pages and of the server itself. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { plainDate } from '#dates';
import { type AccountId, type Database, newId, type TenantId } from '#db';
import {
  type Actor,
  buildServer,
  EVERYWHERE,
  type Fault,
  type Gate,
  type Permission,
  type Route,
  type ServerParts,
} from '#web';

/** What the server kept of bugs and of what was not allowed. */
export type Kept = { faults: Fault[]; refused: string[] };

const today = plainDate('2026-11-22');

/** Cookies of somebody who may see people, and of somebody who may only manage accounts. */
export const lead = { cookie: 'waymark=lead' };
export const admin = { cookie: 'waymark=admin' };

/** What a browser sends with a form of our own. */
export const ours = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

/** Lets in whoever has one of the cookies above. */
export function trialGate(refused: string[] = []): Gate {
  return {
    async recognise(_db, { cookie }) {
      if (cookie !== 'lead' && cookie !== 'admin') return undefined;
      const may = new Set<Permission>(cookie === 'lead' ? ['people.see'] : ['accounts.manage']);
      const who = { tenantId: newId<TenantId>(), accountId: newId<AccountId>(), reach: 'whole' } as const;
      const actor: Actor = {
        ...who,
        name: 'Jo Field',
        roles: [],
        may,
        mayAt: (permission) => may.has(permission),
        mayOwn: () => false,
        why: () => 'a test',
        today,
      };
      return { actor, organisation: 'Northmoor', madeUp: false, proved: 0, workingAt: EVERYWHERE };
    },
    async refused(_db, _actor, what) {
      refused.push(what);
    },
    check() {},
  };
}

/**
 * Serves these routes until the test is over.
 *
 * @example const { app, kept } = await serveTrial([route]);
 */
export async function serveTrial(
  routes: readonly Route[],
  parts: Partial<ServerParts> = {},
): Promise<{ app: FastifyInstance; kept: Kept }> {
  const kept: Kept = { faults: [], refused: [] };
  const dir = assetsOf({
    '.vite/manifest.json': '{}',
    'style-abcdefgh.css': 'p {}',
    'favicon.svg': '<svg/>',
  });
  const app = await buildServer({
    db: {} as Database,
    modules: [
      {
        name: 'trial',
        routes,
        places: [{ href: '/people', label: 'domains.social', permission: 'people.see', order: 1 }],
      },
    ],
    gate: trialGate(kept.refused),
    today: () => today,
    behindProxy: false,
    assets: { css: ['/assets/style-abcdefgh.css'], early: [], js: [], dir },
    report: (fault) => void kept.faults.push(fault),
    ...parts,
  });
  onTestFinished(() => app.close());
  return { app, kept };
}

function assetsOf(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'waymark-assets-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, '.vite'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}
