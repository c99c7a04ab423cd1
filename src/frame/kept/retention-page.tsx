import { britishMoment } from '#dates';
import { type Erasure, type ExpiringRule, nameOnPage, type RetentionRule } from '#modules/people';
import { BackLink, Button, EmptyState, InsetText, SummaryList, Table, Textarea } from '#ui';
import { FormProblems, type FormState, type KeptTable, Layout, type PageFrame, type Say } from '#web';

type ListProps = {
  frame: PageFrame;
  waiting: readonly Erasure[];
  decided: readonly Erasure[];
  rules: readonly RetentionRule[];
  /** What goes by itself. */
  expiring: readonly ExpiringRule[];
};

/** What waits to be erased, by what rules, and what was decided. */
export function RetentionPage({ frame, waiting, decided, rules, expiring }: ListProps) {
  const { say } = frame;
  const title = say('retention.title');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('retention.about')}</p>
      {waiting.length === 0 ? (
        <EmptyState title={say('retention.none')}>
          <p className="govuk-body">{say('retention.none-about')}</p>
        </EmptyState>
      ) : (
        <Table
          className="wm-cards"
          caption={say('retention.waiting', { count: waiting.length })}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('retention.who'), say('kept.reason'), say('retention.asked')]}
          rows={waiting.map((erasure) => [
            <a key="who" className="govuk-link" href={`/retention/${erasure.id}`}>
              {nameOnPage(say, erasure)}
            </a>,
            erasure.reason,
            asked(say, erasure),
          ])}
        />
      )}
      <form method="post" action="/retention/due">
        <Button kind="secondary" preventDoubleClick>
          {say('retention.ask-now')}
        </Button>
      </form>
      <Table
        className="wm-cards"
        caption={say('retention.rules')}
        captionClassName="govuk-table__caption--m"
        firstCellIsHeader
        head={[say('retention.rule'), say('retention.source')]}
        rows={[
          ...rules.map(({ title: rule, source }) => [rule, source]),
          ...expiring.map(({ title: what, days, source }) => [
            say('retention.expiring', { what, count: days }),
            source,
          ]),
        ]}
      />
      {decided.length > 0 && (
        <Table
          className="wm-cards"
          caption={say('retention.decided')}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('retention.when'), say('retention.what'), say('kept.reason'), say('retention.by')]}
          rows={decided.map((erasure) => [
            britishMoment(erasure.decidedAt ?? erasure.at),
            whatBecame(say, erasure),
            erasure.decisionReason ?? erasure.reason,
            say('retention.both', { asked: erasure.by, decided: erasure.decidedBy ?? '' }),
          ])}
        />
      )}
    </Layout>
  );
}

function asked(say: Say, { by, at, isHeld }: Erasure): string {
  const words = say('retention.asked-by', { by, at: britishMoment(at) });
  const held = say('retention.held');
  return isHeld ? `${words} ${held}` : words;
}

function whatBecame(say: Say, { decision, counts }: Erasure): string {
  if (decision === 'declined') return say('retention.declined');
  const rows = Object.values(counts ?? {}).reduce((sum, number) => sum + number, 0);
  return say('retention.erased', { count: rows });
}

type OneProps = {
  frame: PageFrame;
  form: FormState;
  erasure: Erasure;
  counts: ReadonlyMap<KeptTable, number>;
  /** Whoever asked may not approve. */
  isOwn: boolean;
};

/** One proposal: whose record, why, what would go, and the two things that can be done about it. */
export function ErasurePage({ frame, form, erasure, counts, isOwn }: OneProps) {
  const { say } = frame;
  const name = nameOnPage(say, erasure);
  const title = say('retention.one.title', { name });
  const mayApprove = !isOwn && !erasure.isHeld;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/retention">{say('retention.title')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          {
            key: say('retention.who'),
            value: (
              <a className="govuk-link" href={`/people/${erasure.personId}`}>
                {name}
              </a>
            ),
          },
          { key: say('kept.reason'), value: erasure.reason },
          { key: say('retention.asked'), value: asked(say, erasure) },
          {
            key: say('retention.one.goes'),
            value: (
              <ul className="govuk-list">
                {[...counts]
                  .filter(([{ label }]) => label !== null)
                  .map(([{ table, label }, number]) => (
                    <li key={table}>
                      {say('retention.one.rows', { what: say(label ?? ''), count: number })}
                    </li>
                  ))}
              </ul>
            ),
          },
        ]}
      />
      {isOwn && <InsetText>{say('retention.one.own')}</InsetText>}
      {mayApprove && (
        <form method="post" action={`/retention/${erasure.id}/erasing`}>
          <p className="govuk-body">{say('retention.one.final')}</p>
          <Button kind="warning" preventDoubleClick>
            {say('retention.one.erase')}
          </Button>
        </form>
      )}
      <form method="post" action={`/retention/${erasure.id}/declining`} noValidate>
        <Textarea
          name="reason"
          label={say('retention.one.why-not')}
          hint={say('kept.reason-hint')}
          rows={2}
          value={form.value('reason')}
          errorMessage={form.problem('reason')}
        />
        <Button kind="secondary" preventDoubleClick>
          {say('retention.one.decline')}
        </Button>
      </form>
    </Layout>
  );
}
