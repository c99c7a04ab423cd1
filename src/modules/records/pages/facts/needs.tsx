import { Why } from '#modules/people';
import type { PageFrame, Say } from '#web';
import type { KnownNeed } from '../../queries/known-facts.ts';
import { FactList } from './fact-list.tsx';
import { heldInWords } from './held.ts';

/** The codes of primary need in the school census. */
const NEEDS = new Set([
  'SPLD',
  'MLD',
  'SLD',
  'PMLD',
  'SEMH',
  'SLCN',
  'HI',
  'VI',
  'MSI',
  'PD',
  'ASD',
  'OTH',
  'NSA',
  'DS',
]);

/** Special educational needs: the provision there is, and the need it is for. */
export function Needs({ needs, frame }: { needs: readonly KnownNeed[]; frame: PageFrame }) {
  const { say } = frame;
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.needs')}</h3>
      {needs.length === 0 ? (
        <p className="govuk-body wm-unknown">
          {say('person.facts.needs-unknown')} <Why id="needs" frame={frame} />
        </p>
      ) : (
        <FactList
          facts={needs.map((need) => ({
            name: say(`person.facts.provisions.${need.provision}`),
            value: needInWords(say, need),
            from: heldInWords(say, need),
          }))}
        />
      )}
    </>
  );
}

function needInWords(say: Say, { primaryNeed, provision }: KnownNeed): string {
  if (primaryNeed === null)
    return say(provision === 'N' ? 'person.facts.need-none' : 'person.facts.need-unknown');
  const code = primaryNeed.toUpperCase();
  return NEEDS.has(code) ? say(`person.facts.need-types.${code}`) : primaryNeed;
}
