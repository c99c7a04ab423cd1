import type { QualityPart } from '#web';
import { countDiffering, differingCheck } from './differing.ts';
import { countUnregistered, unregisteredCheck } from './unregistered.ts';

/** What may be wrong with what is on record. */
export const recordsQuality: QualityPart = {
  checks: [differingCheck, unregisteredCheck],
  async counts(tx, ask) {
    return {
      [differingCheck.id]: await countDiffering(tx, ask),
      [unregisteredCheck.id]: await countUnregistered(tx, ask),
    };
  },
};
