import type { PlainDate } from '#dates';
import { type Database, withActor } from '#db';
import { serverActor } from '#modules/access';
import { tenantsOf } from '#modules/identity';
import { proposeDue, retentionRules, wasProposedThisMonth } from '#modules/people';
import { type Fault, faultOf } from '#web';

const EVERY_HOUR = 60 * 60_000;

/**
 * What a server does about retention beside its pages: once a month, in every organisation, it proposes for erasure whoever is due.
 * It erases nobody.
 *
 * @example const retention = tendRetention(db, today, report); …; await retention.close();
 */
export function tendRetention(
  db: Database,
  today: () => PlainDate,
  report: (fault: Fault) => void,
): { close(): Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  const look = () => {
    underWay = underWay
      .then(() => proposeMonthly(db, today()))
      .then(
        () => undefined,
        (error: unknown) => report(faultOf(error, 'proposing what is due to be erased')),
      );
  };
  look();
  const looking = setInterval(look, EVERY_HOUR).unref();
  return {
    async close() {
      clearInterval(looking);
      await underWay;
    },
  };
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
