import type { PlainDate } from '#dates';
import { type Database, withActor } from '#db';
import { serverActor } from '#modules/access';
import { record } from '#modules/audit';
import { tenantsOf } from '#modules/identity';
import { expiringRules, proposeDue, retentionRules, wasProposedThisMonth } from '#modules/people';
import { type Fault, faultOf, type Module } from '#web';
import { type Tending, tendEvery } from '../tend-every.ts';

const EVERY_HOUR = 60 * 60_000;

/**
 * What a server does about retention beside its pages: once a month, in every organisation, it proposes for erasure whoever is due; it
 * erases nobody. What is kept for some days only goes every hour.
 *
 * @example const retention = tendRetention(db, modules, today, report); …; await retention.close();
 */
export function tendRetention(
  db: Database,
  modules: readonly Module[],
  today: () => PlainDate,
  report: (fault: Fault) => void,
): Tending {
  return tendEvery(EVERY_HOUR, async () => {
    try {
      await proposeMonthly(db, today());
      await expireAll(db, modules, today());
    } catch (error) {
      report(faultOf(error, 'proposing what is due to be erased'));
    }
  });
}

/** Asks the rules in every organisation in which nobody has this month. @returns how many records were proposed */
export async function proposeMonthly(db: Database, today: PlainDate): Promise<number> {
  let proposed = 0;
  for (const { id } of await tenantsOf(db)) {
    const actor = serverActor(id, 'retention', today);
    proposed += await withActor(db, actor, async (tx) =>
      (await wasProposedThisMonth(tx, actor)) ? 0 : proposeDue(tx, actor, retentionRules()),
    );
  }
  return proposed;
}

/**
 * Lets what is kept for some days only go, in every organisation. How many rows went is on record, and nothing of what they held.
 *
 * @returns how many rows went
 */
export async function expireAll(
  db: Database,
  modules: readonly Module[],
  today: PlainDate,
  rules = expiringRules(),
): Promise<number> {
  let gone = 0;
  for (const { id: tenantId } of await tenantsOf(db)) {
    const actor = serverActor(tenantId, 'retention', today);
    for (const { what, expire } of modules.flatMap(({ expiring = [] }) => expiring)) {
      const rule = rules.find((each) => each.what === what);
      if (!rule) continue;
      gone += await withActor(db, actor, async (tx) => {
        const number = await expire(tx, { tenantId, days: rule.days });
        if (number > 0) await record(tx, actor, { act: 'retention.expired', why: what, number });
        return number;
      });
    }
  }
  return gone;
}
