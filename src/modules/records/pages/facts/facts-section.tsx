import type { PersonSection } from '#web';
import { type KnownFacts, knownFacts } from '../../queries/known-facts.ts';
import { Attainment } from './attainment.tsx';
import { Behaviour } from './behaviour.tsx';
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
  load: (tx, { personId, actor: { tenantId }, today }) => knownFacts(tx, { tenantId, personId, today }),
  render: (known, frame) => (
    <>
      <Needs needs={known.needs} today={known.today} frame={frame} />
      <Circumstances
        circumstances={known.circumstances}
        isWhole={known.isWhole}
        today={known.today}
        frame={frame}
      />
      <Attainment results={known.results} say={frame.say} />
      <Behaviour behaviour={known.behaviour} coverage={known.behaviourCoverage} say={frame.say} />
      <Suspensions suspensions={known.suspensions} coverage={known.coverage} frame={frame} />
      <Measures measures={known.measures} say={frame.say} />
    </>
  ),
};
