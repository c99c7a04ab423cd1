import { Layout } from '#web';
import type { Answers } from '../rules/answer.ts';
import { type Page, textIn } from '../rules/index.ts';
import { countedAnswers } from '../rules/shown.ts';
import { AnswerList } from './answer-list.tsx';
import type { Around } from './answering-page.tsx';

/** It was sent; whoever may read it again finds it below. */
export function ThanksPage({
  frame,
  instrument,
  reading,
  back,
  read,
}: Pick<Around, 'frame' | 'instrument' | 'reading'> & {
  back: { href: string; text: string } | undefined;
  read?: { pages: readonly Page[]; answers: Answers } | undefined;
}) {
  const { say } = frame;
  const title = say('young.answering.thanks');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body-l">
        {instrument.thanks ? textIn(instrument.thanks, reading.lang) : say('young.answering.thanks-about')}
      </p>
      {back && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={back.href}>
            {back.text}
          </a>
        </p>
      )}
      {read && (
        <div className="govuk-grid-row">
          <div className="govuk-grid-column-two-thirds">
            <h2 className="govuk-heading-m">{say('young.answering.check')}</h2>
            {read.pages.map((page) => (
              <section key={page.code}>
                <h3 className="govuk-heading-s">{textIn(page.title, reading.lang)}</h3>
                <AnswerList
                  {...{ instrument, page, reading, say }}
                  answers={countedAnswers(instrument, read.answers)}
                />
              </section>
            ))}
          </div>
        </div>
      )}
    </Layout>
  );
}
