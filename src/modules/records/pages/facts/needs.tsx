import { Table } from '#ui';
import type { Say } from '#web';
import type { KnownNeed } from '../../queries/known-facts.ts';
import { heldInWords } from './held.ts';

const NEEDS = new Set(['SPLD', 'MLD', 'SLD', 'PMLD', 'SEMH', 'SLCN', 'HI', 'VI', 'MSI', 'PD', 'ASD', 'OTH', 'NSA', 'DS']);

/** Special educational needs: the provision there is, and the need it is for. */
export function Needs({ needs, say }: { needs: readonly KnownNeed[]; say: Say }) {
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.needs')}</h3>
      {needs.length === 0 ? (
        <p className="govuk-body wm-unknown">{say('person.facts.needs-unknown')}</p>
      ) : (
        <Table
          className="wm-table--stacks"
          head={[say('person.facts.provision'), say('person.facts.need'), say('person.facts.when'), say('people.source')]}
          rows={needs.map((need) => [
            say(`person.facts.provisions.${need.provision}`),
            needInWords(say, need),
            heldInWords(say, need),
            need.source,
          ])}
        />
      )}
    </>
  );
}

function needInWords(say: Say, { primaryNeed, provision }: KnownNeed): string {
  if (primaryNeed === null) return provision === 'N' ? say('person.facts.need-none') : say('people.unknown');
  const code = primaryNeed.toUpperCase();
  return NEEDS.has(code) ? say(`person.facts.need-types.${code}`) : primaryNeed;
}
