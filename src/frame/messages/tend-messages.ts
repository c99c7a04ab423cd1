import type { PlainDate } from '#dates';
import { type Database, type TenantId, withActor } from '#db';
import { serverActor } from '#modules/access';
import { type TenantName, tenantsOf } from '#modules/identity';
import {
  markFailed,
  markSent,
  type Post,
  takeMessages,
  type Waiting,
  writeMessages,
} from '#modules/messages';
import { type Fault, faultOf, type Module, type Say, wordsFor } from '#web';
import { type Tending, tendEvery } from '../tend-every.ts';

const EVERY = 5_000;

type Parts = {
  modules: readonly Module[];
  /** Undefined where no mail server is named: messages are written and not sent. */
  post: Post | undefined;
  /** Where this Waymark is on the web. */
  origin: string;
};

/**
 * Tells people by e-mail of what happened, every few seconds while a server runs. A fault is reported and keeps no other from its turn.
 *
 * @example const mail = tendMessages(db, { modules, post: postFrom(process.env), origin }, today, report); …; await mail.close();
 */
export function tendMessages(
  db: Database,
  parts: Parts,
  today: () => PlainDate,
  report: (fault: Fault) => void,
): Tending {
  return tendEvery(EVERY, async () => {
    try {
      await tellOnce(db, parts, today(), await tenantsOf(db));
    } catch (error) {
      report(faultOf(error, 'telling people by e-mail'));
    }
  });
}

/**
 * One turn for some organisations: what happened is written, what waits is sent, one after another outside any transaction. To an organisation that
 * is made up nothing is sent: an address in it may be somebody's.
 *
 * @returns how many were sent
 */
export async function tellOnce(
  db: Database,
  { modules, post, origin }: Parts,
  today: PlainDate,
  tenants: readonly Pick<TenantName, 'id' | 'madeUp'>[],
): Promise<number> {
  const told = modules.flatMap((module) => module.told ?? []);
  const hrefs = new Map(told.map(({ kind, href }) => [kind, href]));
  let sent = 0;
  for (const { id: tenantId, madeUp } of tenants) {
    const actor = serverActor(tenantId, 'messages', today);
    await withActor(db, actor, (tx) => writeMessages(tx, actor, told));
    if (!post || madeUp) continue;
    for (const waiting of await withActor(db, actor, (tx) => takeMessages(tx, tenantId))) {
      const letter = letterOf(waiting, origin + (hrefs.get(waiting.kind) ?? '/'));
      if (await sendOne(db, post, letter, { tenantId, today, waiting })) sent += 1;
    }
  }
  return sent;
}

type Sending = { tenantId: TenantId; today: PlainDate; waiting: Waiting };

async function sendOne(
  db: Database,
  post: Post,
  letter: Parameters<Post['send']>[0],
  { tenantId, today, waiting }: Sending,
): Promise<boolean> {
  const actor = serverActor(tenantId, 'messages', today);
  try {
    await post.send(letter);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    // What a mail server says may repeat the address: it is on record whose message it is anyway.
    await withActor(db, actor, (tx) =>
      markFailed(tx, actor, waiting, fault.replaceAll(waiting.address, '…')),
    );
    return false;
  }
  await withActor(db, actor, (tx) => markSent(tx, actor, waiting));
  return true;
}

const say: Say = wordsFor('en');

/** What is written: that something waits, and where. Nothing of a young person. */
function letterOf({ id, kind, address }: Waiting, where: string) {
  const text = [say(`mail.kinds.${kind}.body`), say('mail.sign-in', { where }), say('mail.about')].join(
    '\n\n',
  );
  return { id, to: address, subject: say(`mail.kinds.${kind}.subject`), text: `${text}\n` };
}
