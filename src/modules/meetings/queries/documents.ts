import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { KeptFile } from '#modules/instruments';
import type { DocumentId } from '../../../db/generated/meetings/Document.ts';
import type { ReferralId } from './referrals.ts';

export type { DocumentId };

/** A file that went before a panel with a referral, without what is in it. */
export type ListedDocument = { id: DocumentId; name: string };

/** What went before a panel with one referral, as far as whoever asks reads it. */
export async function documentsOf(
  tx: Tx,
  tenantId: TenantId,
  referralId: ReferralId,
): Promise<ListedDocument[]> {
  const { rows } = await sql<ListedDocument>`
    select document.id, document.name from meetings.document as document
    where document.tenant_id = ${tenantId} and document.referral_id = ${referralId} order by document.id`.execute(
    tx,
  );
  return rows;
}

/** One of them, to be opened. */
export async function documentOf(
  tx: Tx,
  tenantId: TenantId,
  { referralId, documentId }: { referralId: ReferralId; documentId: DocumentId },
): Promise<KeptFile | undefined> {
  const { rows } = await sql<KeptFile>`
    select document.name, document.type, document.content from meetings.document as document
    where document.tenant_id = ${tenantId} and document.referral_id = ${referralId} and document.id = ${documentId}`.execute(
    tx,
  );
  return rows[0];
}
