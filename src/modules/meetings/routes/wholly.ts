import type { Who } from '#db';
import type { Ask } from '#web';

/** Panels are of the whole organisation: who sits there, and how much is before them, is looked up beyond what whoever asks reaches. */
export function wholly({ actor: { tenantId, accountId } }: Pick<Ask, 'actor'>): Who {
  return { tenantId, accountId, reach: 'whole', sensitive: 'all' };
}
