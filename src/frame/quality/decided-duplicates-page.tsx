import { type DecidedDuplicate, nameOnPage } from '#modules/people';
import { BackLink, Button, Details, Input } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import type { QualityQuery } from './ask.ts';
import { dayOf } from './in-words.ts';
import { Older } from './older.tsx';

type Props = {
  frame: PageFrame;
  decided: readonly DecidedDuplicate[];
  asked: QualityQuery;
  isMore: boolean;
  form: FormState;
};

/** What was merged and who was told apart, the newest first, each with the way back folded away. */
export function DecidedDuplicatesPage({ frame, decided, asked, isMore, form }: Props) {
  const { say } = frame;
  const title = say('quality.decided-duplicates.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/quality/duplicates">{say('quality.duplicate.back')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      {decided.length === 0 && <p className="govuk-body">{say('quality.decided-duplicates.none')}</p>}
      <ul className="govuk-list wm-decided">
        {decided.map((each) => (
          <li key={each.id}>
            <Entry decided={each} form={form} frame={frame} />
          </li>
        ))}
      </ul>
      <Older path="/quality/decided-duplicates" asked={asked} isMore={isMore} frame={frame} />
    </Layout>
  );
}

function Entry({
  decided: { kind, id, person, other, by, at, reason },
  form,
  frame: { say },
}: {
  decided: DecidedDuplicate;
  form: FormState;
  frame: PageFrame;
}) {
  const field = `reason-${id}`;
  const name = nameOnPage(say, person);
  const path =
    kind === 'merged' ? `/quality/mergings/${id}/undoing` : `/quality/tellings-apart/${id}/taking-back`;
  return (
    <>
      <p className="govuk-body">
        <a className="govuk-link" href={`/people/${person.personId}`}>
          {name}
        </a>
        {': '}
        {say(`quality.decided-duplicates.${kind}`, {
          other: other === null ? '' : nameOnPage(say, other),
          by,
          on: dayOf(at),
        })}
        <span className="wm-facts__from">{say('quality.reason-given', { reason })}</span>
      </p>
      <Details
        summary={say(`quality.decided-duplicates.${kind}-back`)}
        open={form.problem(field) !== undefined}
      >
        <form method="post" action={path}>
          {kind === 'merged' && (
            <p className="govuk-body">{say('quality.decided-duplicates.merged-about')}</p>
          )}
          <Input
            id={field}
            name="reason"
            label={say('quality.reason')}
            value={form.value(field)}
            errorMessage={form.problem(field)}
          />
          <Button kind="secondary" preventDoubleClick>
            {say('quality.take-back.button')}
            <span className="govuk-visually-hidden"> ({name})</span>
          </Button>
        </form>
      </Details>
    </>
  );
}
