import { Why } from '#modules/people';
import { Details } from '#ui';
import type { PageFrame, Say } from '#web';
import type { KnownCircumstance } from '../../queries/known-facts.ts';
import { FactList } from './fact-list.tsx';
import { heldInWords } from './held.ts';

/** The circumstances every young person's page answers for: what no source has said about them is not known. */
const ASKED = [
  'looked_after',
  'young_carer',
  'free_school_meals',
  'early_help',
  'english_additional_language',
  'educated_off_site',
  'pregnant_or_parent',
  'youth_justice',
  'in_custody',
] as const;

/** What holds or held, what nobody has said, and, folded away, what a source says does not hold. */
export function Circumstances({
  circumstances,
  frame,
}: {
  circumstances: readonly KnownCircumstance[];
  frame: PageFrame;
}) {
  const { say } = frame;
  const [yes, no] = [
    circumstances.filter(({ present }) => present),
    circumstances.filter(({ present }) => !present),
  ];
  const known = new Set(circumstances.map(({ kind }) => kind));
  const unknown = ASKED.filter((kind) => !known.has(kind));
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.circumstances')}</h3>
      {yes.length > 0 && <Answers answers={yes} answer={say('person.facts.yes')} say={say} />}
      {yes.length === 0 && no.length > 0 && <p className="govuk-body">{say('person.facts.none-hold')}</p>}
      {unknown.length > 0 && (
        <p className="govuk-body wm-unknown">
          {say('person.facts.unknown', {
            list: unknown.map((kind) => circumstanceName(say, kind)).join(', '),
          })}{' '}
          {circumstances.length === 0 && <Why id="circumstances" frame={frame} />}
        </p>
      )}
      {no.length > 0 && (
        <Details summary={say('person.facts.known-not', { count: no.length })}>
          <Answers answers={no} answer={say('person.facts.no')} say={say} />
        </Details>
      )}
    </>
  );
}

function Answers({
  answers,
  answer,
  say,
}: {
  answers: readonly KnownCircumstance[];
  answer: string;
  say: Say;
}) {
  return (
    <FactList
      facts={answers.map((each) => ({
        name: circumstanceName(say, each.kind),
        value: answer,
        from: heldInWords(say, each),
      }))}
    />
  );
}

/** A kind that a source made up for itself is shown as it wrote it. */
function circumstanceName(say: Say, kind: string): string {
  const asked: readonly string[] = ASKED;
  return asked.includes(kind) ? say(`person.facts.circumstance-kinds.${kind}`) : kind.replaceAll('_', ' ');
}
