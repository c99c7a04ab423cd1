import type { ReactNode } from 'react';
import { BackLink, Button } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, SubmissionField } from '#web';
import { type Instrument, type Respondent, SHELVES, textIn } from '../rules/index.ts';

type Props = {
  frame: PageFrame;
  title: string;
  back: { href: string; text: string };
  whom?: ReactNode;
  action: string;
  offered: readonly { instrument: Instrument; respondents: readonly Respondent[] }[];
  form: FormState;
};

/** Which one to begin, and who answers it: each in one press. */
export function ChoosePage({ frame, title, back, whom, action, offered, form }: Props) {
  const { say, lang } = frame;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={back.href}>{back.text}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      {whom}
      <form method="post" action={action}>
        <SubmissionField form={form} />
        {SHELVES.map((shelf) => {
          const here = offered.filter(({ instrument }) => instrument.shelf === shelf);
          if (here.length === 0) return null;
          return (
            <section key={shelf} className="wm-section">
              <h2 className="govuk-heading-m">{say(`instruments.shelves.${shelf}`)}</h2>
              <ul className="govuk-list wm-instruments">
                {here.map(({ instrument, respondents }) => (
                  <li key={instrument.name} className="wm-instruments__one">
                    <h3 className="govuk-heading-s">{textIn(instrument.title, lang)}</h3>
                    <p className="govuk-body">{textIn(instrument.about, lang)}</p>
                    <div className="govuk-button-group">
                      {respondents.map((respondent) => (
                        <Button
                          key={respondent}
                          kind="secondary"
                          name="begin"
                          value={`${instrument.name} ${respondent}`}
                          preventDoubleClick
                        >
                          {say(`instruments.begin.${respondent}`)}
                          <span className="govuk-visually-hidden">: {textIn(instrument.title, lang)}</span>
                        </Button>
                      ))}
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </form>
    </Layout>
  );
}
