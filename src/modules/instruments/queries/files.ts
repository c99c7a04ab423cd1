import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';

export type KeptFile = { name: string; type: string; content: Uint8Array };

/** Every file that goes with a response, within reach. */
export async function filesOf(tx: Tx, tenantId: TenantId, responseId: ResponseId): Promise<KeptFile[]> {
  const { rows } = await sql<KeptFile>`
    select file.name, file.type, file.content from instruments.file as file
    where file.tenant_id = ${tenantId} and file.response_id = ${responseId} order by file.added_at, file.id`.execute(
    tx,
  );
  return rows;
}

/** The file that answers an item, within reach. */
export async function fileOf(
  tx: Tx,
  tenantId: TenantId,
  { responseId, item }: { responseId: ResponseId; item: string },
): Promise<KeptFile | undefined> {
  const { rows } = await sql<KeptFile>`
    select file.name, file.type, file.content from instruments.file as file
    where file.tenant_id = ${tenantId} and file.response_id = ${responseId} and file.item = ${item}`.execute(
    tx,
  );
  return rows[0];
}
