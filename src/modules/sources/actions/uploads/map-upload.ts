import type { TenantId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { ChosenMapping } from '../../queries/mappings.ts';
import type { Draft, UploadId } from '../../queries/uploads.ts';
import { about, changeable, move, refuseMovedOn, type Which } from './move.ts';

/** Keeps what was typed so far, whatever it is worth. */
export async function keepDraft(tx: Tx, tenantId: TenantId, id: UploadId, draft: Draft): Promise<void> {
  await tx
    .updateTable('sources.upload')
    .set({ draft: JSON.stringify(draft) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('state', 'in', [...changeable])
    .execute();
}

/** Says how the file is read. What a dry run found under another mapping is gone with that. */
export async function mapUpload(tx: Tx, actor: Actor, upload: Which, mapping: ChosenMapping): Promise<void> {
  const set = { mapping: JSON.stringify(mapping), tried: null, why: null };
  refuseMovedOn(await move(tx, actor.tenantId, upload.id, changeable, 'mapped', set));
  await record(tx, actor, { act: 'import.mapped', subjectId: upload.id, why: about(upload) });
}
