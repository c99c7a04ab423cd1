import type { PlainDate } from '#dates';
import { Why } from '#modules/people';
import { Details } from '#ui';
import type { PageFrame, Say } from '#web';
import type { KnownCircumstance } from '../../queries/known-facts.ts';
import { circumstanceKinds, isSensitiveKind } from '../../rules/index.ts';
import { FactList } from './fact-list.tsx';
import { heldInWords, holding } from './held.ts';

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

/** What holds, what nobody has said, and, folded away, what held before and what a source says does not hold. */
export function Circumstances({
  circumstances,
  isWhole,
  today,
  frame,
}: {
  circumstances: readonly KnownCircumstance[];
  /** All of them; else only those that everybody may know who sees the young person. */
  isWhole: boolean;
  today: PlainDate;
  frame: PageFrame;
}) {
  const { say } = frame;
  const [now, before] = holding(circumstances, today);
  const [yes, no] = [now.filter(({ present }) => present), now.filter(({ present }) => !present)];
  const ended = before.filter(({ present }) => present);
  const known = new Set(now.map(({ kind }) => kind));
  const unknown = ASKED.filter((kind) => !known.has(kind) && (isWhole || !isSensitiveKind(kind)));
  return (
    <>
      <h3 className="govuk-heading-s">{say('person.facts.circumstances')}</h3>
      {yes.length > 0 && <Answers answers={yes} say={say} />}
      {isWhole && yes.length === 0 && no.length > 0 && (
        <p className="govuk-body">{say('person.facts.none-hold')}</p>
      )}
      {unknown.length > 0 && (
        <p className="govuk-body wm-unknown">
          {say('person.facts.unknown', {
            list: unknown.map((kind) => circumstanceName(say, kind)).join(', '),
          })}{' '}
          {isWhole && circumstances.length === 0 && <Why id="circumstances" frame={frame} />}
        </p>
      )}
      {!isWhole && <p className="govuk-hint">{say('person.facts.for-fewer')}</p>}
      {ended.length > 0 && (
        <Details summary={say('person.facts.held-before', { count: ended.length })}>
          <Answers answers={ended} say={say} />
        </Details>
      )}
      {no.length > 0 && (
        <Details summary={say('person.facts.known-not', { count: no.length })}>
          <Answers answers={no} say={say} />
        </Details>
      )}
    </>
  );
}

function Answers({ answers, say }: { answers: readonly KnownCircumstance[]; say: Say }) {
  return (
    <FactList
      facts={answers.map((each) => ({
        name: circumstanceName(say, each.kind),
        value: answerInWords(say, each),
        from: heldInWords(say, each),
      }))}
    />
  );
}

function answerInWords(say: Say, { present, proficiency }: KnownCircumstance): string {
  if (!present) return say('person.facts.no');
  return proficiency === null ? say('person.facts.yes') : say(`person.facts.proficiencies.${proficiency}`);
}

/** A kind that a source made up for itself is shown as it wrote it. */
function circumstanceName(say: Say, kind: string): string {
  const named: readonly string[] = circumstanceKinds;
  return named.includes(kind) ? say(`person.facts.circumstance-kinds.${kind}`) : kind.replaceAll('_', ' ');
}
