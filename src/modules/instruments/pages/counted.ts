import type { Campaign } from '../queries/campaigns.ts';

type Counted = Pick<Campaign, 'isAnonymous' | 'answered' | 'invited' | 'meant'>;

/** How many of how many; anonymous answers rounded to five, as everywhere. */
export function countInWords(campaign: Counted): string {
  const of = campaign.isAnonymous ? campaign.meant : campaign.invited;
  return of === null ? String(shown(campaign)) : `${shown(campaign)} / ${of}`;
}

/**
 * Whether more answers came by the link for everybody than there are people it was meant for: it keeps nobody from answering twice, because a class
 * shares tablets.
 *
 * @example isMoreThanMeant({ isAnonymous: true, answered: 34, invited: 0, meant: 30 }) // true: shown as 35
 */
export function isMoreThanMeant(campaign: Counted): boolean {
  return campaign.isAnonymous && campaign.meant !== null && shown(campaign) > campaign.meant;
}

function shown({ isAnonymous, answered }: Counted): number {
  return isAnonymous ? Math.round(answered / 5) * 5 : answered;
}
