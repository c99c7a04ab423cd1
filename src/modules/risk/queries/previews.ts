import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { AccountId, TenantId, Tx } from '#db';
import type { Preview, RuleSet } from '../rules/index.ts';
import { digestOf } from './rule-sets.ts';

export type PreviewId = string & { __brand: 'risk.preview' };
type Named = { rules: string; version: number; title: string };

/** What a preview came to, and of which rules against which, on which day. */
export type PreviewResult = Preview & Named & { against: Named; on: PlainDate };
export type KeptPreview = { id: PreviewId; author: string; result: PreviewResult };

/** Keeps the numbers of a preview under the definition to the letter. */
export async function keepPreview(
  tx: Tx,
  who: { tenantId: TenantId; accountId: AccountId | null; name: string },
  { id, ruleSet, result }: { id: PreviewId; ruleSet: RuleSet; result: PreviewResult },
): Promise<KeptPreview> {
  await tx
    .insertInto('risk.preview')
    .values({
      tenant_id: who.tenantId,
      id,
      sha256: digestOf(ruleSet),
      result,
      account_id: who.accountId,
      author: who.name,
    })
    .execute();
  return { id, author: who.name, result };
}

/**
 * The latest preview of a rule set exactly as it is now, against the one that is in use now.
 *
 * @example if (!(await previewOf(tx, tenantId, ruleSet, inUse.ruleSet))) throw new Refused('…');
 */
export async function previewOf(
  tx: Tx,
  tenantId: TenantId,
  ruleSet: RuleSet,
  against: Pick<RuleSet, 'name' | 'version'>,
): Promise<KeptPreview | undefined> {
  const { rows } = await sql<KeptPreview>`
    select id, author, result from risk.preview
    where tenant_id = ${tenantId} and sha256 = ${digestOf(ruleSet)}
      and result->'against'->>'rules' = ${against.name}
      and (result->'against'->>'version')::int = ${against.version}
    order by previewed_at desc, id desc limit 1`.execute(tx);
  return rows[0];
}
