import { addDays } from '#dates';
import { withActor } from '#db';
import { commandActor } from '#modules/access';
import { tenantsOf } from '#modules/identity';
import { refreshProfiles } from '#modules/risk';
import { Refused } from '#outcome';
import { askIn, auditIn, type DemoAccount, fillDemo, liveIn, referIn } from '../../demo/index.ts';
import { type Call, type Command, Misused, where } from '../command.ts';
import { demoSignIns } from '../demo-sign-ins.ts';
import { today } from '../today.ts';

/** Days before today on which everybody was reviewed first, so that something has changed since. */
const DAYS_BACK = 28;

/** The made-up council. Ends well when it is there already, so that it can stand before every start. */
export const demo: Command = {
  permission: 'installation',
  usage: 'demo [--young-people 2000] [--seed 1] [--data DIR]',
  summary: 'Fills an empty database with a made-up council and prints who can sign in.',
  options: { data: where.data, 'young-people': { type: 'string' }, seed: { type: 'string' } },
  handsOver: true,
  async run(call) {
    const youngPeople = wholeNumber(call, 'young-people', 2_000);
    const seed = wholeNumber(call, 'seed', 1);
    const db = await call.database();
    const [there] = await tenantsOf(db);
    if (there?.madeUp) {
      const known = await demoSignIns(db);
      if (!known || known.people.length === 0)
        throw new Refused(
          'Filling the made-up council was interrupted: remove the data directory (or the database) and start again.',
        );
      call.io.out(`${there.name} is here already.\n`);
      tell(
        call,
        known.people.map((person) => ({ ...person, password: known.password })),
      );
      return 0;
    }
    const filled = await fillDemo(db, {
      youngPeople,
      seed,
      today: today(),
      progress: (done, of) => call.io.err(`\r${done} of ${of} young people`),
    });
    call.io.err('\nReviewing everybody …\n');
    const actor = commandActor(filled.tenantId, call.io.user, today());
    await withActor(db, actor, async (tx) => {
      await refreshProfiles(tx, actor, addDays(actor.today, -DAYS_BACK));
      await liveIn(tx, actor);
      await askIn(tx, actor);
      await auditIn(tx, actor);
      await referIn(tx, actor);
      await refreshProfiles(tx, actor, actor.today);
    });
    await db.settle();
    call.io.out(`Made up ${filled.people} young people at ${filled.settings} settings.\n`);
    tell(call, filled.accounts);
    return 0;
  },
};

function wholeNumber(call: Call, name: string, otherwise: number): number {
  const text = call.option(name);
  if (text === undefined) return otherwise;
  if (!/^\d+$/.test(text)) throw new Misused(`--${name} is a whole number`);
  return Number(text);
}

function tell({ io }: Call, accounts: readonly DemoAccount[]): void {
  const wide = Math.max(...accounts.map(({ email }) => email.length));
  io.out(`Everybody here is made up. Who can sign in (password ${accounts[0]?.password}):\n`);
  for (const { email, name, job } of accounts) io.out(`  ${email.padEnd(wide)}  ${name}, ${job}\n`);
}
