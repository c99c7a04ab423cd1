import { britishDate } from '#dates';
import { type Opened, Whom } from '#modules/people';
import { Button, Input, InsetText } from '#ui';
import { FormPage, type FormState, Layout, type PageFrame } from '#web';
import type { SheetOf } from '../sheet-of.ts';

/** Before anything is shown: the code that went another way than the link. */
export function AskCodePage({ frame, form }: { frame: PageFrame; form: FormState }) {
  const { say } = frame;
  const title = say('shares.ask-title');
  return (
    <FormPage frame={frame} form={form} title={title}>
      <p className="govuk-body">{say('shares.ask-about')}</p>
      <form method="post" noValidate>
        <Input
          name="code"
          label={say('shares.ask-code')}
          hint={say('shares.ask-code-hint')}
          className="govuk-input--width-10"
          inputMode="numeric"
          autoComplete="one-time-code"
          errorMessage={form.problem('code')}
        />
        <Button preventDoubleClick>{say('shares.ask-button')}</Button>
      </form>
    </FormPage>
  );
}

/** How often the mark stands behind the page: enough for a long one. */
const MARKS = Array.from({ length: 60 }, (_, at) => at);

/** What was shared, and on all of it for whom. */
export function SharedPage({
  frame,
  opened: { recipient, organisation, until },
  sheet: { person, contents },
}: {
  frame: PageFrame;
  opened: Opened;
  sheet: SheetOf;
}) {
  const { say } = frame;
  const title = say('shares.shared-title');
  const mark = say('shares.mark', { recipient, organisation });
  return (
    <Layout frame={frame} title={title}>
      <div className="wm-watermark" aria-hidden="true">
        {MARKS.map((at) => (
          <span key={at}>{mark}</span>
        ))}
      </div>
      <h1 className="govuk-heading-l">{title}</h1>
      <InsetText>
        {say('shares.shared-about', { recipient, organisation, date: britishDate(until) })}
      </InsetText>
      <Whom frame={frame} person={person} size="form" />
      {contents.map(({ id, title: what, content }) => (
        <section key={id} className="wm-section" aria-labelledby={`shared-${id}`}>
          <h2 className="govuk-heading-m" id={`shared-${id}`}>
            {what}
          </h2>
          {content}
        </section>
      ))}
    </Layout>
  );
}
