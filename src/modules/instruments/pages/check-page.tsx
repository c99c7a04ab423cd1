import { BackLink, Button, WarningText } from '#ui';
import { FormProblems, type FormState, Layout } from '#web';
import type { Answers } from '../rules/answer.ts';
import { type Asked, type Page, textIn } from '../rules/index.ts';
import { countedAnswers } from '../rules/shown.ts';
import { AnswerList } from './answer-list.tsx';
import type { Around } from './answering-page.tsx';

/** Everything that was answered, to be read once more before it is sent; and the way to say that one would rather not. */
export function CheckPage({
  pages,
  answers,
  form,
  needed,
  ...around
}: Around & {
  pages: readonly Page[];
  answers: Answers;
  form: FormState;
  needed: readonly Asked[];
}) {
  const { frame, instrument, reading, base, whom } = around;
  const { say } = frame;
  const title = say('young.answering.check');
  const counted = countedAnswers(instrument, answers);
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`${base}/${pages.length}`}>{say('young.answering.back')}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          {whom}
          {needed.length > 0 && (
            <WarningText>{say('young.answering.needed', { count: needed.length })}</WarningText>
          )}
          {pages.map((page, index) => (
            <section key={page.code}>
              <h2 className="govuk-heading-m">{textIn(page.title, reading.lang)}</h2>
              <AnswerList {...{ instrument, page, answers: counted, reading, say }} blanks />
              <p className="govuk-body wm-alone">
                <a className="govuk-link" href={`${base}/${index + 1}`}>
                  {say('young.answering.change')}
                  <span className="govuk-visually-hidden"> {textIn(page.title, reading.lang)}</span>
                </a>
              </p>
            </section>
          ))}
          <form method="post" action={`${base}/check`} className="govuk-button-group">
            <Button name="outcome" value="answered" preventDoubleClick>
              {say('young.answering.send')}
            </Button>
            <Button kind="secondary" name="outcome" value="declined" preventDoubleClick>
              {say('young.answering.decline')}
            </Button>
          </form>
        </div>
      </div>
    </Layout>
  );
}
