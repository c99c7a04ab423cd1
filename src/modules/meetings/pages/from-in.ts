import type { PageFrame } from '#web';

/** For whom somebody sits on a panel, as a page says it: an organisation outside, or the one that runs this. */
export function fromIn({ account }: PageFrame, organisation: string | null): string {
  return organisation ?? account?.organisation ?? '';
}
