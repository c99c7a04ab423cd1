/** Every long proof there is. */
import { double } from './double/index.ts';
import { full } from './full/index.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills/index.ts';
import type { Proof } from './proof.ts';
import { rolesProof } from './roles/index.ts';
import { soak } from './soak/index.ts';
import { undoAll } from './undo-all/index.ts';
import { writes } from './writes/index.ts';

export const proofs: readonly Proof[] = [kills, double, undoAll, soak, rolesProof, writes, full, fuzz];
