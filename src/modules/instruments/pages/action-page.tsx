import { britishDate, type PlainDate } from '#dates';
import { BackLink, Button, Radios, SummaryList, Textarea } from '#ui';
import { DayBoxes, FormProblems, type FormState, Layout, type PageFrame, SubmissionField } from '#web';
import type { ActionReview, PlannedAction } from '../queries/planned-actions.ts';
import { StateTag } from './action-plan-page.tsx';

type Props = {
  frame: PageFrame;
  action: PlannedAction;
  reviews: readonly ActionReview[];
  form: FormState;
  today: PlainDate;
  mayReview: boolean;
};

/** One action as it was agreed, every look at it since, and a form for the next. */
export function ActionPage({ frame, action, reviews, form, today, mayReview }: Props) {
  const { say } = frame;
  const rows: [string, string | null][] = [
    ['actions.purpose', action.purpose],
    ['actions.does', action.does],
    ['actions.lead', action.lead],
    ['actions.starts', britishDate(action.startsOn)],
    ['actions.due', britishDate(action.firstDueOn)],
    ['actions.milestones', action.milestones],
    ['actions.outcome', action.outcome],
  ];
  return (
    <Layout frame={frame} title={action.area} problems={form.problems.length > 0}>
      <BackLink href={`/action-plan?setting=${action.settingId}`}>{say('actions.title')}</BackLink>
      <FormProblems form={form} />
      <p className="govuk-caption-l">{action.settingName}</p>
      <h1 className="govuk-heading-l">{action.area}</h1>
      <p className="govuk-body">
        <StateTag {...{ say, action, today }} />
      </p>
      <SummaryList
        rows={rows.flatMap(([key, value]) =>
          value === null ? [] : [{ key: say(key), value: <span className="wm-said">{value}</span> }],
        )}
      />
      {action.responseId !== null && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={`/responses/${action.responseId}`}>
            {say('actions.out-of')}
          </a>
        </p>
      )}
      <h2 className="govuk-heading-m">{say('actions.reviews')}</h2>
      {reviews.length === 0 && <p className="govuk-body">{say('actions.no-reviews')}</p>}
      {reviews.map((review) => (
        <section key={review.onDate + review.says} className="wm-section">
          <h3 className="govuk-heading-s">
            {say('actions.review-of', {
              date: britishDate(review.onDate),
              state: say(`actions.states.${review.state}`),
              who: review.author,
            })}
          </h3>
          <p className="govuk-body wm-said">{review.says}</p>
          {review.next !== null && (
            <p className="govuk-body wm-said">{say('actions.now', { next: review.next })}</p>
          )}
          {review.dueOn !== null && (
            <p className="govuk-hint">{say('actions.until', { date: britishDate(review.dueOn) })}</p>
          )}
        </section>
      ))}
      {mayReview && <ReviewForm {...{ frame, action, form }} />}
    </Layout>
  );
}

function ReviewForm({ frame: { say }, action, form }: Pick<Props, 'frame' | 'action' | 'form'>) {
  const states = ['working', 'not_yet', 'done', 'stopped'] as const;
  const text = (name: string) => ({ name, value: form.value(name), errorMessage: form.problem(name) });
  return (
    <form method="post" action={`/action-plan/${action.id}`} className="wm-section wm-screen-only">
      <h2 className="govuk-heading-m">{say('actions.review')}</h2>
      <SubmissionField form={form} />
      <Radios
        name="state"
        legend={say('actions.how')}
        className="govuk-radios--small"
        value={form.value('state')}
        errorMessage={form.problem('state')}
        items={states.map((state) => ({ value: state, text: say(`actions.states.${state}`) }))}
      />
      <Textarea {...text('says')} label={say('actions.says')} rows={3} />
      <Textarea {...text('next')} label={say('actions.next')} rows={3} />
      <DayBoxes
        name="due"
        form={form}
        legend={say('actions.next-due')}
        legendClassName="govuk-fieldset__legend--s"
      />
      <Button preventDoubleClick>{say('actions.keep-review')}</Button>
    </form>
  );
}
