import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { UploadId } from '../../queries/uploads.ts';
import { changeable, move, refuseMovedOn } from './move.ts';

/** Says of a file that is here what it holds and where it comes from. How it is read has to be said again after that. */
export async function aboutUpload(
  tx: Tx,
  actor: Actor,
  id: UploadId,
  { kind, source }: { kind: string; source: string },
): Promise<void> {
  const set = {
    kind,
    source,
    mapping: null,
    draft: JSON.stringify({}),
    tried: null,
    policy: null,
    why: null,
  };
  refuseMovedOn(await move(tx, actor.tenantId, id, changeable, 'received', set));
  await record(tx, actor, { act: 'import.described', subjectId: id, why: `${kind} from ${source}` });
}
