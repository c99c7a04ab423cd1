import type { UpdateObject } from 'kysely';
import type { Tables, TenantId, Tx } from '#db';
import { Refused } from '#outcome';
import type { Upload, UploadId, UploadState } from '../../queries/uploads.ts';

/** What a step has to know of the upload it is about. */
export type Which = Pick<Upload, 'id' | 'kind' | 'source'>;

type Set = Omit<UpdateObject<Tables, 'sources.upload'>, 'tenant_id' | 'id' | 'state'>;

/** While nothing is under way and nothing is settled for good. */
export const changeable: readonly UploadState[] = ['received', 'mapped', 'tried', 'failed'];

/**
 * One step of an import by page. It is taken only from the states it may be taken from, in one statement, so that two
 * presses of one button are one step.
 *
 * @returns whether it was taken
 */
export async function move(
  tx: Tx,
  tenantId: TenantId,
  id: UploadId,
  from: readonly UploadState[],
  to: UploadState,
  set: Set = {},
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sources.upload')
    .set({ ...set, state: to })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whoever comes second is told that it has moved on. */
export function refuseMovedOn(moved: boolean): void {
  if (!moved) throw new Refused('This import has moved on since the page was shown. Look at it again.');
}

export function about({ kind, source }: Which): string {
  return `${kind} from ${source}`;
}
