import { britishMoment } from '#dates';
import { type DownloadRequest, MOST_ALONE } from '#modules/people';
import { BackLink, Button, EmptyState, SummaryList, Table, Textarea } from '#ui';
import { FormPage, type FormState, Layout, type PageFrame } from '#web';

/** A file about many: what is it for? */
export function AskDownloadPage({
  frame,
  form,
  list,
  number,
}: {
  frame: PageFrame;
  form: FormState;
  list: string;
  number: number;
}) {
  const { say } = frame;
  const title = say('downloads.ask', { count: number });
  return (
    <FormPage
      frame={frame}
      form={form}
      title={title}
      before={<BackLink href={`/people${list}`}>{say('people.back-to-list')}</BackLink>}
    >
      <p className="govuk-body">{say('downloads.about', { most: MOST_ALONE })}</p>
      <form method="post" action={`/downloads/new${list}`} noValidate>
        <Textarea
          name="reason"
          label={say('downloads.reason')}
          hint={say('downloads.reason-hint')}
          rows={3}
          value={form.value('reason')}
          errorMessage={form.problem('reason')}
        />
        <Button preventDoubleClick>{say('downloads.button')}</Button>
      </form>
    </FormPage>
  );
}

/** Files that were asked for: one's own, and those that one may decide about. */
export function DownloadsPage({
  frame,
  requests,
  mine,
}: {
  frame: PageFrame;
  requests: readonly DownloadRequest[];
  /** Whether this one was asked for by whoever looks. */
  mine: (request: DownloadRequest) => boolean;
}) {
  const { say } = frame;
  const title = say('downloads.title');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('downloads.about', { most: MOST_ALONE })}</p>
      {requests.length === 0 ? (
        <EmptyState title={say('downloads.none')}>
          <p className="govuk-body">{say('downloads.none-about')}</p>
        </EmptyState>
      ) : (
        <Table
          className="wm-cards"
          caption={title}
          captionClassName="govuk-visually-hidden"
          firstCellIsHeader
          head={[say('downloads.who'), say('downloads.what'), say('downloads.state'), say('downloads.next')]}
          rows={requests.map((request) => [
            say('downloads.by', { author: request.author, moment: britishMoment(request.askedAt) }),
            say('downloads.people', { count: request.number }),
            say(`downloads.states.${request.state}`, { decider: request.decider ?? '' }),
            <Next key={request.id} frame={frame} request={request} isMine={mine(request)} />,
          ])}
        />
      )}
    </Layout>
  );
}

function Next({
  frame: { say },
  request: { id, state, list },
  isMine,
}: {
  frame: PageFrame;
  request: DownloadRequest;
  isMine: boolean;
}) {
  if (isMine && state === 'approved')
    return (
      <a className="govuk-link" href={`/people.csv${list}`}>
        {say('downloads.take')}
      </a>
    );
  if (isMine || state !== 'waiting') return <>{say('downloads.nothing')}</>;
  return (
    <a className="govuk-link" href={`/downloads/${id}`}>
      {say('downloads.decide')}
    </a>
  );
}

/** One of them, for somebody else than whoever asked. */
export function DecideDownloadPage({ frame, request }: { frame: PageFrame; request: DownloadRequest }) {
  const { say } = frame;
  const { id, author, list, number, reason, askedAt } = request;
  const title = say('downloads.decide-title', { author });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/downloads">{say('downloads.title')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          {
            key: say('downloads.who'),
            value: say('downloads.by', { author, moment: britishMoment(askedAt) }),
          },
          {
            key: say('downloads.what'),
            value: say('downloads.people', { count: number }),
            actions: [{ href: `/people${list}`, text: say('downloads.see') }],
          },
          { key: say('downloads.reason'), value: reason },
        ]}
      />
      <form method="post" action={`/downloads/${id}`} className="govuk-button-group">
        <Button name="do" value="approve" preventDoubleClick>
          {say('downloads.approve')}
        </Button>
        <Button kind="secondary" name="do" value="decline" preventDoubleClick>
          {say('downloads.decline')}
        </Button>
      </form>
    </Layout>
  );
}
