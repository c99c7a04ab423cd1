import { britishMoment } from '#dates';
import { type BrokenGlass, nameOnPage, Whom } from '#modules/people';
import { BackLink, Button, EmptyState, Input, InsetText, Radios, SummaryList, Textarea } from '#ui';
import { DayBoxes, FormPage, type FormState, Layout, type PageFrame } from '#web';
import type { SheetOf } from '../sheet-of.ts';

/** In an emergency: who is meant, and why it cannot wait. */
export function BreakGlassPage({ frame, form }: { frame: PageFrame; form: FormState }) {
  const { say } = frame;
  const title = say('glass.title');
  return (
    <FormPage frame={frame} form={form} title={title}>
      <p className="govuk-body">{say('glass.about')}</p>
      <InsetText>{say('glass.told')}</InsetText>
      <form method="post" action="/break-glass" noValidate>
        <Input
          name="upn"
          label={say('glass.upn')}
          hint={say('glass.upn-hint')}
          className="govuk-input--width-20"
          autoComplete="off"
          value={form.value('upn')}
          errorMessage={form.problem('upn')}
        />
        <Input
          name="familyName"
          label={say('glass.family-name')}
          className="govuk-input--width-20"
          autoComplete="off"
          value={form.value('familyName')}
          errorMessage={form.problem('familyName')}
        />
        <DayBoxes name="born" form={form} legend={say('glass.born')} />
        <Textarea
          name="reason"
          label={say('glass.reason')}
          hint={say('glass.reason-hint')}
          rows={3}
          value={form.value('reason')}
          errorMessage={form.problem('reason')}
        />
        <Button kind="warning" preventDoubleClick>
          {say('glass.button')}
        </Button>
      </form>
    </FormPage>
  );
}

/** What may be read in an emergency: in short, for an hour, and nothing to be taken away. */
export function GlassSheetPage({ frame, sheet: { person, contents } }: { frame: PageFrame; sheet: SheetOf }) {
  const { say } = frame;
  const title = nameOnPage(say, person);
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <InsetText>{say('glass.open')}</InsetText>
      <Whom frame={frame} person={person} size="form" />
      {contents.map(({ id, title: what, content }) => (
        <section key={id} className="wm-section" aria-labelledby={`glass-${id}`}>
          <h2 className="govuk-heading-m" id={`glass-${id}`}>
            {what}
          </h2>
          {content}
        </section>
      ))}
    </Layout>
  );
}

/** Looks in emergencies, for whoever oversees them: those that nobody has looked at yet first. */
export function GlassReviewsPage({ frame, broken }: { frame: PageFrame; broken: readonly BrokenGlass[] }) {
  const { say } = frame;
  const title = say('glass.reviews');
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/looks">{say('looking.title')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('glass.reviews-about')}</p>
      {broken.length === 0 && (
        <EmptyState title={say('glass.none')}>
          <p className="govuk-body">{say('glass.none-about')}</p>
        </EmptyState>
      )}
      {broken.map((each) => (
        <section key={each.id} aria-labelledby={`glass-${each.id}`}>
          <h2 className="govuk-heading-s" id={`glass-${each.id}`}>
            {say('glass.one', { author: each.author, name: nameOnPage(say, each) })}
          </h2>
          <SummaryList rows={rowsOf(frame, each)} />
        </section>
      ))}
    </Layout>
  );
}

function rowsOf({ say }: PageFrame, each: BrokenGlass) {
  const review =
    each.justified === null
      ? say('glass.not-reviewed')
      : say(each.justified ? 'glass.was-justified' : 'glass.was-not-justified', {
          reviewer: each.reviewer ?? '',
          review: each.review ?? '',
        });
  return [
    { key: say('glass.when'), value: britishMoment(each.brokenAt) },
    { key: say('glass.reason'), value: each.reason },
    {
      key: say('glass.review'),
      value: review,
      ...(each.justified === null
        ? { actions: [{ href: `/break-glass/${each.id}/review`, text: say('glass.review-it') }] }
        : {}),
    },
  ];
}

/** One of them, and what somebody else thinks of it. */
export function ReviewGlassPage({
  frame,
  form,
  broken,
}: {
  frame: PageFrame;
  form: FormState;
  broken: BrokenGlass;
}) {
  const { say } = frame;
  const title = say('glass.one', { author: broken.author, name: nameOnPage(say, broken) });
  return (
    <FormPage
      frame={frame}
      form={form}
      title={title}
      before={<BackLink href="/break-glass/reviews">{say('glass.reviews')}</BackLink>}
    >
      <SummaryList rows={rowsOf(frame, broken).map(({ key, value }) => ({ key, value }))} />
      {broken.justified === null && (
        <form method="post" action={`/break-glass/${broken.id}/review`} noValidate>
          <Radios
            name="justified"
            legend={say('glass.justified')}
            value={form.value('justified')}
            errorMessage={form.problem('justified')}
            items={['yes', 'no'].map((value) => ({ value, text: say(`glass.justifieds.${value}`) }))}
          />
          <Textarea
            name="review"
            label={say('glass.because')}
            rows={3}
            value={form.value('review')}
            errorMessage={form.problem('review')}
          />
          <Button preventDoubleClick>{say('glass.review-button')}</Button>
        </form>
      )}
    </FormPage>
  );
}
