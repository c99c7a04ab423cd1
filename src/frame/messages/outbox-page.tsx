import { britishMoment } from '#dates';
import { withActor } from '#db';
import { type OutboxRow, outboxOf } from '#modules/messages';
import { EmptyState, InsetText, Table } from '#ui';
import { type Ask, Layout, type PageFrame, page, type Reply, type Say } from '#web';

/** The newest of them: older ones are of no use to whoever looks why somebody was not told. */
const MOST = 200;

/** `GET /messages`: what people were told by e-mail, and what became of it. */
export async function showOutbox({ db, actor, frame }: Ask): Promise<Reply> {
  const whole = { tenantId: actor.tenantId, reach: 'whole' } as const;
  const rows = await withActor(db, whole, (tx) => outboxOf(tx, actor.tenantId, MOST));
  return page(<OutboxPage frame={frame} rows={rows} isSending={Boolean(process.env.WAYMARK_SMTP_URL)} />);
}

function OutboxPage({
  frame,
  rows,
  isSending,
}: {
  frame: PageFrame;
  rows: readonly OutboxRow[];
  isSending: boolean;
}) {
  const { say } = frame;
  const title = say('mail.title');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('mail.page-about')}</p>
      {!isSending && <InsetText>{say('mail.not-sending')}</InsetText>}
      {rows.length === 0 ? (
        <EmptyState title={say('mail.none')}>
          <p className="govuk-body">{say('mail.none-about')}</p>
        </EmptyState>
      ) : (
        <Table
          className="wm-cards"
          caption={say('mail.newest', { count: rows.length })}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('mail.what'), say('mail.to'), say('mail.written'), say('mail.state')]}
          rows={rows.map((row) => [
            say(`mail.kinds.${row.kind}.subject`),
            row.name,
            britishMoment(row.writtenAt),
            stateOf(row, say),
          ])}
        />
      )}
    </Layout>
  );
}

function stateOf({ sentAt, isGivenUp, tries, fault }: OutboxRow, say: Say): string {
  if (sentAt !== null) return say('mail.sent', { moment: britishMoment(sentAt) });
  if (isGivenUp) return say('mail.given-up', { fault: fault ?? '' });
  return tries === 0 ? say('mail.waiting') : say('mail.trying', { count: tries, fault: fault ?? '' });
}
