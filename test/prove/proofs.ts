/** Every long proof there is. */
import { kills } from './kills/index.ts';
import type { Proof } from './proof.ts';

export const proofs: readonly Proof[] = [kills];
