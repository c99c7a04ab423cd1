import type { PersonId, Tx } from '#db';
import { attainmentFacts } from './attainment.ts';
import { behaviourFacts } from './behaviour.ts';
import { circumstanceFacts } from './circumstances.ts';
import type { Asked, Fact, Keep, People, Wanted } from './fact.ts';
import { importedFacts } from './imported.ts';
import { moveFacts } from './moves.ts';
import { needFacts } from './needs.ts';
import { recentWeekFacts } from './recent-weeks.ts';
import { registerFacts } from './registers.ts';
import { exclusionFacts } from './suspensions.ts';
import { weekdayFacts } from './weekdays.ts';

export type { Fact, Wanted } from './fact.ts';

/**
 * Facts for a run of people, a list a person in the order of `wanted`. Measures that Waymark computes from registers
 * and records come first; where they say nothing, a measure imported under the same name does.
 *
 * @example
 * const facts = await factsOf(tx, { tenantId, first: id, last: id }, [{ measure: 'absence', kind: 'ratio', from, to, current: false }]);
 * facts.get(id)?.[0] // { kind: 'ratio', part: 40, whole: 400, … }
 */
export async function factsOf(
  tx: Tx,
  people: People,
  wanted: readonly Wanted[],
): Promise<Map<PersonId, (Fact | undefined)[]>> {
  const facts = new Map<PersonId, (Fact | undefined)[]>();
  const keep: Keep = (personId, position, fact) => {
    let kept = facts.get(personId);
    if (!kept) {
      kept = new Array<Fact | undefined>(wanted.length);
      facts.set(personId, kept);
    }
    kept[position] ??= fact;
  };
  const asked = wanted.map((each, position): Asked => ({ wanted: each, position }));
  await registerFacts(tx, people, asked, keep);
  await recentWeekFacts(tx, people, asked, keep);
  await weekdayFacts(tx, people, asked, keep);
  await circumstanceFacts(tx, people, asked, keep);
  await needFacts(tx, people, asked, keep);
  await exclusionFacts(tx, people, asked, keep);
  await behaviourFacts(tx, people, asked, keep);
  await attainmentFacts(tx, people, asked, keep);
  await moveFacts(tx, people, asked, keep);
  await importedFacts(tx, people, asked, keep);
  return facts;
}
