import { britishDate, daysBetween, type PlainDate } from '#dates';
import { type Organisation, organisationKinds, SOON_DAYS } from '#modules/access';
import { BackLink, Button, EmptyState, Input, Select, Table, Tag, Textarea } from '#ui';
import {
  DayBoxes,
  FormProblems,
  type FormState,
  Layout,
  type PageFrame,
  type Say,
  SubmissionField,
} from '#web';
import { type Holder, Holders } from '../accounts/holders.tsx';

type Row = { organisation: Organisation; holders: readonly Holder[] };

/** Every organisation outside, the agreement to share with it, and whoever has a role from it. */
export function OrganisationsPage({
  frame,
  rows,
  today,
}: {
  frame: PageFrame;
  rows: readonly Row[];
  today: PlainDate;
}) {
  const { say } = frame;
  return (
    <Layout frame={frame} title={say('organisations.title')}>
      <BackLink href="/accounts">{say('accounts.title')}</BackLink>
      <h1 className="govuk-heading-l">{say('organisations.title')}</h1>
      <p className="govuk-body">{say('organisations.about')}</p>
      <Button href="/organisations/new">{say('organisations.new')}</Button>
      {rows.length === 0 ? (
        <EmptyState title={say('organisations.none')}>
          <p className="govuk-body">{say('organisations.none-about')}</p>
        </EmptyState>
      ) : (
        <Table
          className="wm-cards"
          caption={say('organisations.found', { count: rows.length })}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('organisations.name'), say('organisations.agreement'), say('organisations.holders')]}
          rows={rows.map(({ organisation, holders }) => [
            <Name key="name" say={say} organisation={organisation} />,
            <Agreement key="agreement" say={say} organisation={organisation} today={today} />,
            <Holders key="holders" say={say} holders={holders} nobody={say('organisations.no-holder')} />,
          ])}
        />
      )}
    </Layout>
  );
}

function Name({ say, organisation: { id, name, kind } }: { say: Say; organisation: Organisation }) {
  return (
    <>
      <a className="govuk-link" href={`/organisations/${id}`}>
        {name}
      </a>
      <span className="wm-facts__from">{say(`organisations.kinds.${kind}`)}</span>
    </>
  );
}

function Agreement({
  say,
  organisation: { agreement, agreedUntil },
  today,
}: {
  say: Say;
  organisation: Organisation;
  today: PlainDate;
}) {
  const left = agreedUntil === null ? undefined : daysBetween(today, agreedUntil);
  return (
    <>
      {agreement ?? <Tag colour="yellow">{say('organisations.not-written')}</Tag>}
      {agreedUntil !== null && (
        <span className="wm-facts__from">
          {say('organisations.until', { date: britishDate(agreedUntil) })}
        </span>
      )}
      {left !== undefined && left < 0 && <Tag colour="red">{say('organisations.over')}</Tag>}
      {left !== undefined && left >= 0 && left <= SOON_DAYS && (
        <Tag colour="yellow">{say('organisations.soon')}</Tag>
      )}
    </>
  );
}

type FormProps = {
  frame: PageFrame;
  form: FormState;
  /** Missing for one that is to be. */
  organisation: Organisation | undefined;
  holders: readonly Holder[];
};

/** Taking up an organisation outside, or changing what is known of it and of the agreement. */
export function OrganisationPage({ frame, form, organisation, holders }: FormProps) {
  const { say } = frame;
  const title = organisation ? organisation.name : say('organisations.new');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/organisations">{say('organisations.title')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      {holders.length > 0 && (
        <section aria-labelledby="holders" className="govuk-!-margin-bottom-6">
          <h2 className="govuk-heading-m" id="holders">
            {say('organisations.holders-about')}
          </h2>
          <Holders say={say} holders={holders} nobody={say('organisations.no-holder')} />
        </section>
      )}
      <form method="post" action={`/organisations/${organisation?.id ?? 'new'}`} noValidate>
        <SubmissionField form={form} />
        <Input
          name="name"
          label={say('organisations.name')}
          autoComplete="off"
          className="govuk-input--width-20"
          value={form.value('name')}
          errorMessage={form.problem('name')}
        />
        <Select
          name="kind"
          label={say('organisations.kind')}
          value={form.value('kind')}
          errorMessage={form.problem('kind')}
          items={[
            { value: '', text: say('panels.choose') },
            ...organisationKinds.map((kind) => ({ value: kind, text: say(`organisations.kinds.${kind}`) })),
          ]}
        />
        <Textarea
          name="agreement"
          label={say('organisations.agreement')}
          hint={say('organisations.agreement-hint')}
          rows={2}
          value={form.value('agreement')}
          errorMessage={form.problem('agreement')}
        />
        <DayBoxes
          name="until"
          form={form}
          legend={say('organisations.last-day')}
          hint={say('organisations.last-day-hint')}
        />
        <Button preventDoubleClick>{say('organisations.save')}</Button>
      </form>
      {organisation && (
        <form method="post" action={`/organisations/${organisation.id}/end`}>
          <p className="govuk-body">{say('organisations.end-about', { count: holders.length })}</p>
          <Button kind="warning" preventDoubleClick>
            {say('organisations.end')}
          </Button>
        </form>
      )}
    </Layout>
  );
}
