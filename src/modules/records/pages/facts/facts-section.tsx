import type { PersonSection } from '#web';
import { type KnownFacts, knownFacts } from '../../queries/known-facts.ts';
import { Circumstances } from './circumstances.tsx';
import { Measures } from './measures.tsx';
import { Needs } from './needs.tsx';
import { Suspensions } from './suspensions.tsx';

/** What is on record, each with source and date, and what is not known. */
export const factsSection: PersonSection<KnownFacts> = {
  id: 'records',
  order: 40,
  title: 'person.facts.title',
  permission: 'records.see',
  load: (tx, { personId, actor: { tenantId } }) => knownFacts(tx, { tenantId, personId }),
  render: ({ needs, circumstances, suspensions, coverage, measures }, frame) => (
    <>
      <Needs needs={needs} frame={frame} />
      <Circumstances circumstances={circumstances} frame={frame} />
      <Suspensions suspensions={suspensions} coverage={coverage} frame={frame} />
      <Measures measures={measures} say={frame.say} />
    </>
  ),
};
