import { britishDate, britishMoment } from '#dates';
import { BASES, nameOnPage, type SeenPerson, type Share, Whom } from '#modules/people';
import { BackLink, Button, Checkboxes, Input, InsetText, Radios, SummaryList, Textarea } from '#ui';
import { DayBoxes, FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  shares: readonly Share[];
  /** Sections that can be shared: id and title. */
  parts: readonly { id: string; title: string }[];
  form: FormState;
  /** A link or a code that was just made, shown once. */
  told?: { link: string | undefined; code: string; contact: string } | undefined;
};

/** What is shared of a young person with people outside, and sharing something more. */
export function SharesPage({ frame, person, shares, parts, form, told }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('shares.title-of', { name });
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      {told && <Told told={told} say={say} />}
      <p className="govuk-body">{say('shares.about')}</p>
      {shares.length === 0 && <p className="govuk-body">{say('shares.none')}</p>}
      {shares.map((share) => (
        <OneShare key={share.id} share={share} person={person} titles={parts} say={say} />
      ))}
      <h2 className="govuk-heading-m">{say('shares.new')}</h2>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <NewShareForm person={person} parts={parts} form={form} say={say} />
        </div>
      </div>
    </Layout>
  );
}

function Told({ told: { link, code, contact }, say }: { told: NonNullable<Props['told']>; say: Say }) {
  return (
    <InsetText>
      {link !== undefined && (
        <>
          <p className="govuk-body">{say('shares.link')}</p>
          <p className="govuk-body wm-share__link">{link}</p>
        </>
      )}
      <p className="govuk-body">{say('shares.code', { contact })}</p>
      <p className="wm-secret">{code}</p>
    </InsetText>
  );
}

function OneShare({
  share,
  person,
  titles,
  say,
}: {
  share: Share;
  person: SeenPerson;
  titles: Props['parts'];
  say: Say;
}) {
  const { id, recipient, organisation, basis, basisNote, parts, until, author, sharedAt, state } = share;
  const isOpen = state === 'open' || state === 'shut';
  const what = parts.map((part) => titles.find((each) => each.id === part)?.title ?? part).join(', ');
  const seen =
    share.lastLookedAt === null
      ? say('shares.not-looked')
      : say('shares.looked', { count: share.looks, moment: britishMoment(share.lastLookedAt) });
  return (
    <section aria-labelledby={`share-${id}`}>
      <h2 className="govuk-heading-s" id={`share-${id}`}>
        {say('shares.with', { recipient, organisation })}
      </h2>
      <SummaryList
        rows={[
          { key: say('shares.state'), value: say(`shares.states.${state}`, { date: britishDate(until) }) },
          { key: say('shares.parts'), value: what },
          { key: say('shares.basis'), value: `${say(`shares.bases.${basis}`)}. ${basisNote}` },
          { key: say('shares.looks'), value: seen },
          { key: say('shares.by'), value: say('shares.by-at', { author, moment: britishMoment(sharedAt) }) },
        ]}
      />
      {isOpen && (
        <form method="post" action={`/people/${person.personId}/shares/${id}`} className="govuk-button-group">
          <Button kind="secondary" name="do" value="code" preventDoubleClick>
            {say('shares.make-code')} <span className="govuk-visually-hidden">{recipient}</span>
          </Button>
          <Button kind="warning" name="do" value="revoke" preventDoubleClick>
            {say('shares.revoke')} <span className="govuk-visually-hidden">{recipient}</span>
          </Button>
        </form>
      )}
    </section>
  );
}

function NewShareForm({
  person,
  parts,
  form,
  say,
}: {
  person: SeenPerson;
  parts: Props['parts'];
  form: FormState;
  say: Say;
}) {
  return (
    <form method="post" action={`/people/${person.personId}/shares`} noValidate>
      <Input
        name="recipient"
        label={say('shares.recipient')}
        value={form.value('recipient')}
        errorMessage={form.problem('recipient')}
      />
      <Input
        name="organisation"
        label={say('shares.organisation')}
        value={form.value('organisation')}
        errorMessage={form.problem('organisation')}
      />
      <Input
        name="contact"
        label={say('shares.contact')}
        hint={say('shares.contact-hint')}
        value={form.value('contact')}
        errorMessage={form.problem('contact')}
      />
      <Checkboxes
        name="parts"
        legend={say('shares.parts')}
        items={parts.map(({ id, title }) => ({ value: id, text: title }))}
        values={form.values('parts')}
        errorMessage={form.problem('parts')}
      />
      <Radios
        name="basis"
        legend={say('shares.basis')}
        value={form.value('basis')}
        errorMessage={form.problem('basis')}
        items={BASES.map((basis) => ({
          value: basis,
          text: say(`shares.bases.${basis}`),
          hint: say(`shares.bases-hint.${basis}`),
        }))}
      />
      <Textarea
        name="basisNote"
        label={say('shares.basis-note')}
        hint={say('shares.basis-note-hint')}
        rows={3}
        value={form.value('basisNote')}
        errorMessage={form.problem('basisNote')}
      />
      <DayBoxes name="until" form={form} legend={say('shares.until')} hint={say('shares.until-hint')} />
      <Button preventDoubleClick>{say('shares.button')}</Button>
    </form>
  );
}
