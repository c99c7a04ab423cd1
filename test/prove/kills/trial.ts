/** One command, killed at one moment, and whether all of what it does is there afterwards or none of it. */

import { unsound } from '../check/soundness.ts';
import { isSameKept, type Kept, more, onlyTenant, type Standing, standingOf } from '../check/standing.ts';
import type { Ask } from '../ground.ts';
import type { Left } from './tally.ts';

/** What the database says after the whole command, worked out beforehand. */
export type Whole = {
  facts: Readonly<Record<string, string>>;
  /** The profiles after the review that follows. */
  profiles: string;
  more: Kept;
};

export type Verdict = { left: Left | 'neither'; faults: string[]; standing: Standing };

/**
 * Holds what is there against what was there and what would be there.
 *
 * @param thorough also looks at everything that must hold in any database
 */
export async function judge(
  ask: Ask,
  {
    before,
    whole,
    due,
    thorough,
  }: { before: Standing; whole: Whole; due: Left | 'either'; thorough: boolean },
): Promise<Verdict> {
  const tenantId = await onlyTenant(ask);
  const now = await standingOf(ask, tenantId);
  const added = more(before.kept, now.kept);
  const none = isSameFacts(now.facts, before.facts) && Object.values(added).every((number) => number === 0);
  const all = isSameFacts(now.facts, whole.facts) && isSameKept(added, whole.more);
  const left = all ? 'all' : none ? 'none' : 'neither';
  const faults: string[] = [];
  if (left === 'neither') faults.push(`neither all nor none is there: ${difference(before, now, added)}`);
  else if (due !== 'either' && left !== due) faults.push(`${left} is there where ${due} must be`);
  const reviewed = now.profiles === whole.profiles && left === 'all';
  if (now.profiles !== before.profiles && !reviewed)
    faults.push('the profiles are neither those of before nor those of the whole');
  if (thorough) faults.push(...(await unsound(ask, tenantId)));
  return { left, faults, standing: now };
}

function isSameFacts(one: Standing['facts'], other: Standing['facts']): boolean {
  return Object.keys({ ...one, ...other }).every((kind) => one[kind] === other[kind]);
}

function difference(before: Standing, now: Standing, added: Kept): string {
  const facts = Object.keys(now.facts).filter((kind) => before.facts[kind] !== now.facts[kind]);
  const kept = Object.entries(added).filter(([, number]) => number !== 0);
  return `changed facts of ${facts.join(', ') || 'no kind'}; ${kept.map(([name, number]) => `${number} more ${name}`).join(', ') || 'nothing more is kept'}`;
}
