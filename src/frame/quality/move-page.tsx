import type { Move } from '#modules/people';
import { BackLink, Button, DateInput, Details, InsetText, Radios, SummaryList } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import { dayInWords, decidedInWords, titleOf } from './in-words.ts';
import { Reason } from './reason.tsx';
import type { SightAfter } from './sight-after.ts';

type Props = {
  frame: PageFrame;
  move: Move;
  form: FormState;
  /** Acts for the setting that would lose sight. */
  mayEnd: boolean;
  mayDecide: boolean;
  /** What it would do to who may see them; undefined where nothing can be said. */
  sight: SightAfter | undefined;
};

/** Whether somebody has moved: what the two lists say, what a decision does, and the form. */
export function MovePage({ frame, move, form, mayEnd, mayDecide, sight }: Props) {
  const { say } = frame;
  const { from, to, onDate, isOpen, decided } = move;
  const title = titleOf(say, move);
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/quality/moves">{say('quality.move.back')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <SummaryList
        className="wm-facts"
        rows={[
          {
            key: from.name,
            value: say(isOpen ? 'quality.move.still' : 'quality.move.was', { source: from.source }),
          },
          { key: to.name, value: say('quality.move.also', { source: to.source }) },
          { key: say('quality.move.since'), value: dayInWords(say, onDate) },
          {
            key: say('quality.move.record'),
            value: (
              <a className="govuk-link" href={`/people/${move.personId}`}>
                {say('quality.move.open')}
              </a>
            ),
          },
        ]}
      />
      {!isOpen && decided && <Decided move={move} decided={decided} frame={frame} />}
      {isOpen && sight && <Sight move={move} sight={sight} frame={frame} />}
      {isOpen && mayDecide && <Decide move={move} form={form} mayEnd={mayEnd} frame={frame} />}
      {!isOpen && decided && mayDecide && (
        <form method="post" action={`/quality/moves/${move.id}/taking-back`}>
          <h2 className="govuk-heading-m">{say('quality.take-back.title')}</h2>
          <Reason form={form} frame={frame} />
          <Button kind="secondary" preventDoubleClick>
            {say('quality.take-back.button')}
          </Button>
        </form>
      )}
    </Layout>
  );
}

/** Before it is decided: who would not see them any more, and who still would. */
function Sight({
  move: { from },
  sight: { loses, keeps },
  frame: { say },
}: {
  move: Move;
  sight: SightAfter;
  frame: PageFrame;
}) {
  const named = (seers: SightAfter['loses']) => (
    <ul className="govuk-list govuk-list--bullet">
      {seers.map(({ accountId, name, why }) => (
        <li key={accountId}>{say('quality.sight.one', { name, why })}</li>
      ))}
    </ul>
  );
  return (
    <section className="wm-section" aria-labelledby="sight">
      <h2 className="govuk-heading-m" id="sight">
        {say('quality.sight.title', { from: from.name })}
      </h2>
      <p className="govuk-body">{say('quality.sight.loses', { count: loses.length })}</p>
      {named(loses)}
      <Details summary={say('quality.sight.keeps', { count: keeps.length })}>{named(keeps)}</Details>
    </section>
  );
}

function Decided({
  move,
  decided,
  frame: { say },
}: {
  move: Move;
  decided: NonNullable<Move['decided']>;
  frame: PageFrame;
}) {
  return (
    <InsetText>
      <p className="govuk-body">{decidedInWords(say, move, decided)}</p>
      <p className="govuk-body">{say('quality.reason-given', { reason: decided.reason })}</p>
    </InsetText>
  );
}

function Decide({
  move: { id, from, to },
  form,
  mayEnd,
  frame,
}: {
  move: Move;
  form: FormState;
  mayEnd: boolean;
  frame: PageFrame;
}) {
  const { say } = frame;
  const both = {
    value: 'both',
    text: say('quality.move.both', { from: from.name, to: to.name }),
    hint: say('quality.move.both-hint', { from: from.name }),
  };
  const moved = {
    value: 'moved',
    text: say('quality.move.moved', { from: from.name }),
    hint: say('quality.move.moved-hint', { from: from.name, to: to.name }),
  };
  return (
    <form method="post" action={`/quality/moves/${id}`}>
      <Radios
        name="decision"
        legend={say('quality.move.question')}
        legendClassName="govuk-fieldset__legend--m"
        hint={mayEnd ? undefined : say('quality.move.not-yours', { from: from.name })}
        value={form.value('decision')}
        errorMessage={form.problem('decision')}
        items={mayEnd ? [moved, both] : [both]}
      />
      {mayEnd && (
        <DateInput
          id="left"
          namePrefix="left"
          legend={say('quality.move.left', { from: from.name })}
          legendClassName="govuk-fieldset__legend--s"
          hint={say('quality.move.left-hint')}
          values={{
            day: form.value('left-day'),
            month: form.value('left-month'),
            year: form.value('left-year'),
          }}
          errorMessage={form.problem('left')}
        />
      )}
      <Reason form={form} frame={frame} />
      <Button preventDoubleClick>{say('quality.move.button')}</Button>
    </form>
  );
}
