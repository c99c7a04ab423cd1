import type { PlainDate } from '#dates';
import { Why } from '#modules/people';
import { Details } from '#ui';
import type { PageFrame, Say } from '#web';
import type { KnownNeed } from '../../queries/known-facts.ts';
import { needTypes } from '../../rules/index.ts';
import { FactList } from './fact-list.tsx';
import { heldInWords, holding } from './held.ts';

/** Special educational needs: the provision there is and the needs it is for; folded away, what there was before. */
export function Needs({
  needs,
  today,
  frame,
}: {
  needs: readonly KnownNeed[];
  today: PlainDate;
  frame: PageFrame;
}) {
  const { say } = frame;
  const [now, before] = holding(needs, today);
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.needs')}</h3>
      {now.length === 0 && (
        <p className="govuk-body wm-unknown">
          {say('person.facts.needs-unknown')} <Why id="needs" frame={frame} />
        </p>
      )}
      {now.length > 0 && <NeedList needs={now} say={say} />}
      {before.length > 0 && (
        <Details summary={say('person.facts.needs-before', { count: before.length })}>
          <NeedList needs={before} say={say} />
        </Details>
      )}
    </>
  );
}

function NeedList({ needs, say }: { needs: readonly KnownNeed[]; say: Say }) {
  return (
    <FactList
      facts={needs.map((need) => ({
        name: say(`person.facts.provisions.${need.provision}`),
        value: needInWords(say, need),
        from: heldInWords(say, need),
      }))}
    />
  );
}

function needInWords(say: Say, { primaryNeed, secondaryNeed, provision }: KnownNeed): string {
  if (primaryNeed === null)
    return say(provision === 'N' ? 'person.facts.need-none' : 'person.facts.need-unknown');
  const first = typeInWords(say, primaryNeed);
  return secondaryNeed === null
    ? first
    : say('person.facts.need-both', { first, second: typeInWords(say, secondaryNeed) });
}

/** A code that a source made up for itself is shown as it wrote it. */
function typeInWords(say: Say, type: string): string {
  const code = type.toUpperCase();
  return needTypes.has(code) ? say(`person.facts.need-types.${code}`) : type;
}
