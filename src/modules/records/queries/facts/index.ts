import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { circumstanceFacts } from './circumstances.ts';
import { importedFacts } from './imported.ts';
import { moveFacts } from './moves.ts';
import { needFacts } from './needs.ts';
import { registerFacts } from './registers.ts';
import { exclusionFacts } from './suspensions.ts';

/** One thing known about one young person. What is not known is left out: unknown is never "no". */
export type Fact =
  | { kind: 'number'; value: number; date: PlainDate; source: string }
  | { kind: 'ratio'; part: number; whole: number; date: PlainDate; source: string }
  | { kind: 'yes_no'; value: boolean; date: PlainDate; source: string }
  | { kind: 'category'; value: string; date: PlainDate; source: string };

/** What somebody wants to know, over which days. `from` is absent when every day up to `to` counts. */
export type Wanted = {
  /** `absence`, `circumstance.looked_after`, or the name of an imported measure. */
  measure: string;
  kind: Fact['kind'];
  from?: PlainDate | undefined;
  to: PlainDate;
  /** What holds on the day `to`, rather than what happened between two days. */
  current: boolean;
};

/** A run of people by id, both ends included: how many thousand are read a few queries at a time. */
export type People = { tenantId: TenantId; first: PersonId; last: PersonId };

/** Puts a fact in its place: the position is that of the wanted measure. */
export type Keep = (personId: PersonId, position: number, fact: Fact) => void;

export type Asked = { wanted: Wanted; position: number };

/**
 * Facts for a run of people, a list a person in the order of `wanted`. Measures that Waymark computes from registers
 * and records come first; where they say nothing, a measure imported under the same name does.
 *
 * @example
 * const facts = await factsOf(tx, { tenantId, first: id, last: id }, [{ measure: 'absence', kind: 'ratio', from, to, current: false }]);
 * facts.get(id)?.[0] // { kind: 'ratio', part: 40, whole: 400, … }
 */
export async function factsOf(tx: Tx, people: People, wanted: readonly Wanted[]): Promise<Map<PersonId, (Fact | undefined)[]>> {
  const facts = new Map<PersonId, (Fact | undefined)[]>();
  const keep: Keep = (personId, position, fact) => {
    let kept = facts.get(personId);
    if (!kept) facts.set(personId, (kept = new Array<Fact | undefined>(wanted.length)));
    kept[position] ??= fact;
  };
  const asked = wanted.map((each, position): Asked => ({ wanted: each, position }));
  await registerFacts(tx, people, asked, keep);
  await circumstanceFacts(tx, people, asked, keep);
  await needFacts(tx, people, asked, keep);
  await exclusionFacts(tx, people, asked, keep);
  await moveFacts(tx, people, asked, keep);
  await importedFacts(tx, people, asked, keep);
  return facts;
}
