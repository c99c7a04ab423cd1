import { britishMoment } from '#dates';
import { nameOnPage } from '#modules/people';
import { Button, EmptyState, Input, Select, SummaryList } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, yearInWords } from '#web';
import type { Watched } from '../actions/watch-phrases.ts';
import type { Call } from '../queries/calls.ts';

/** A call with what was asked and what was answered, in words. */
export type CallInWords = Call & { title: string; asks: string; says: string };

type Props = {
  frame: PageFrame;
  calls: readonly CallInWords[];
  watched: readonly Watched[];
  settings: readonly { id: string; name: string }[];
  form: FormState;
};

/** Who asked for an adult, what was done; and the words that bring one. */
export function CallsPage({ frame, calls, watched, settings, form }: Props) {
  const { say } = frame;
  const title = say('calls.title');
  const waiting = calls.filter(({ seenAt }) => seenAt === null);
  const done = calls.filter(({ seenAt }) => seenAt !== null);
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('calls.about')}</p>
      {waiting.length === 0 && (
        <EmptyState title={say('calls.none')}>
          <p className="govuk-body">{say('calls.none-about')}</p>
        </EmptyState>
      )}
      {waiting.map((call) => (
        <section key={call.id} className="wm-section" aria-labelledby={`call-${call.id}`}>
          <h2 className="govuk-heading-m wm-calls__who" id={`call-${call.id}`}>
            <a className="govuk-link" href={`/people/${call.personId}`}>
              {nameOnPage(say, call)}
            </a>
          </h2>
          <CallFacts frame={frame} call={call} />
          <form method="post" action={`/calls/${call.id}`}>
            <Input
              id={`done-${call.id}`}
              name="done"
              label={say('calls.done')}
              hint={say('calls.done-hint')}
              value={form.value('call') === call.id ? form.value('done') : ''}
              errorMessage={form.value('call') === call.id ? form.problem(`done-${call.id}`) : undefined}
              autoComplete="off"
            />
            <Button preventDoubleClick>
              {say('calls.answer')}
              <span className="govuk-visually-hidden"> {nameOnPage(say, call)}</span>
            </Button>
          </form>
        </section>
      ))}
      {done.length > 0 && (
        <section className="wm-section" aria-labelledby="calls-done">
          <h2 className="govuk-heading-m" id="calls-done">
            {say('calls.seen')}
          </h2>
          {done.map((call) => (
            <div key={call.id}>
              <h3 className="govuk-heading-s wm-calls__who">
                <a className="govuk-link" href={`/people/${call.personId}`}>
                  {nameOnPage(say, call)}
                </a>
              </h3>
              <CallFacts frame={frame} call={call} />
            </div>
          ))}
        </section>
      )}
      <WatchedPhrases {...{ frame, watched, settings, form }} />
    </Layout>
  );
}

function CallFacts({ frame: { say }, call }: { frame: PageFrame; call: CallInWords }) {
  const { calledAt, seenAt, seer, done, title, asks, says, ncYear, settingName } = call;
  return (
    <SummaryList
      rows={[
        { key: say('calls.who'), value: [yearInWords(say, ncYear), settingName].filter(Boolean).join(' · ') },
        { key: say('calls.when'), value: britishMoment(calledAt) },
        { key: asks, value: `${says} (${title})` },
        ...(seenAt === null
          ? []
          : [{ key: say('calls.done'), value: `${done ?? ''} (${seer ?? ''}, ${britishMoment(seenAt)})` }]),
      ]}
    />
  );
}

function WatchedPhrases({ frame: { say }, watched, settings, form }: Omit<Props, 'calls'>) {
  return (
    <section className="wm-section" aria-labelledby="watched">
      <h2 className="govuk-heading-m" id="watched">
        {say('calls.watched')}
      </h2>
      <p className="govuk-body">{say('calls.watched-about')}</p>
      {watched.map(({ id, phrase, settingName, settingId }) => (
        <form key={id} method="post" action={`/calls/phrases/${id}/end`} className="wm-watched">
          <span className="govuk-body">
            {phrase}{' '}
            <span className="govuk-hint wm-hint-inline">{settingName ?? say('calls.everywhere')}</span>
          </span>
          {settings.some((setting) => setting.id === settingId) && (
            <button type="submit" className="wm-link-button">
              {say('calls.unwatch')}
              <span className="govuk-visually-hidden"> {phrase}</span>
            </button>
          )}
        </form>
      ))}
      <form method="post" action="/calls/phrases">
        <Input
          name="phrase"
          label={say('calls.phrase')}
          hint={say('calls.phrase-hint')}
          value={form.value('phrase')}
          errorMessage={form.problem('phrase')}
          autoComplete="off"
        />
        <Select
          name="setting"
          label={say('people.setting')}
          value={form.value('setting')}
          items={settings.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Button kind="secondary" preventDoubleClick>
          {say('calls.watch')}
        </Button>
      </form>
    </section>
  );
}
