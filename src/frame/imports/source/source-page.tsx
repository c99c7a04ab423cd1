import type { KnownRun, KnownSource, KnownStop, Policy } from '#modules/sources';
import { BackLink, Button, Details, Input, Pagination, Radios, Select, Table, Tag, WarningText } from '#ui';
import { FormProblems, type FormState, Layout, number, type PageFrame, type Say } from '#web';
import { kindInWords, momentInWords } from '../words.ts';
import { bringAddress, runAddress, sourceAddress } from './addresses.ts';
import { RunBars } from './run-bars.tsx';
import { cadenceInWords, StandingTag } from './sources-page.tsx';
import type { Standing } from './standing.ts';

type Settling = {
  form: FormState;
  policies: readonly Policy[];
  mappings: readonly { name: string; title: string }[];
};

type Props = {
  frame: PageFrame;
  source: KnownSource;
  standing: Standing;
  /** Undefined for a kind that no file can be of any more: there is nothing to settle. */
  settling: Settling | undefined;
  runs: readonly KnownRun[];
  stops: readonly KnownStop[];
  at: { page: number; pages: number };
};

/** One kind of file from one source: how it stands, what came of each file, and what is settled about it. */
export function SourcePage(props: Props) {
  const { frame, source, standing, settling, runs, stops, at } = props;
  const { say } = frame;
  const title = say('imports.from', { kind: kindInWords(say, source.kind), source: source.source });
  return (
    <Layout frame={frame} title={title} problems={(settling?.form.problems.length ?? 0) > 0}>
      <BackLink href="/sources">{say('sources.title')}</BackLink>
      {settling && <FormProblems form={settling.form} />}
      <h1 className="govuk-heading-l wm-file-head">{title}</h1>
      <p className="govuk-body">
        <StandingTag say={say} standing={standing} /> {cadenceInWords(say, source.cadenceDays)}
      </p>
      {settling && <Button href={bringAddress(source)}>{say('sources.bring')}</Button>}
      {source.stop && (
        <>
          <WarningText>
            {say('sources.stopped', { file: source.stop.file, at: momentInWords(source.stop.at) })}
          </WarningText>
          <p className="govuk-body">{source.stop.message}</p>
          <p className="govuk-body">{say(`sources.next.${source.stop.rule}`)}</p>
        </>
      )}
      <h2 className="govuk-heading-m">{say('sources.runs')}</h2>
      {runs.length === 0 ? (
        <p className="govuk-body">{say('sources.no-runs')}</p>
      ) : (
        <>
          <RunBars say={say} id="runs" runs={runs} />
          <RunsTable say={say} runs={runs} />
          {at.pages > 1 && <Pages source={source} at={at} />}
        </>
      )}
      {stops.length > 0 && <Stops say={say} stops={stops} />}
      {settling && <Settle say={say} source={source} {...settling} />}
    </Layout>
  );
}

function RunsTable({ say, runs }: { say: Say; runs: readonly KnownRun[] }) {
  const caption = say('sources.runs-table');
  const counts = ['read', 'added', 'changed', 'same', 'ended', 'refused'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={caption} tabIndex={0}>
      <Table
        className="govuk-table--small-text-until-tablet wm-runs"
        firstCellIsHeader
        head={[
          say('sources.when'),
          say('sources.file'),
          ...counts.map((kind) => ({ content: say(`imports.counts.${kind}`), format: 'numeric' as const })),
        ]}
        rows={runs.map((run) => [
          <a key="run" className="govuk-link" href={runAddress(run.id)}>
            {momentInWords(run.at)}
          </a>,
          <>
            {run.file}
            {run.undoneAt !== null && (
              <Tag className="wm-state wm-state--undone">{say('sources.undone')}</Tag>
            )}
          </>,
          ...counts.map((kind) => ({ content: number(run[kind]), format: 'numeric' as const })),
        ])}
      />
    </section>
  );
}

function Pages({ source, at: { page, pages } }: { source: KnownSource; at: Props['at'] }) {
  const href = (to: number) => `${sourceAddress(source)}?page=${to}`;
  return (
    <Pagination
      previous={page > 1 ? { href: href(page - 1) } : undefined}
      next={page < pages ? { href: href(page + 1) } : undefined}
    />
  );
}

function Stops({ say, stops }: { say: Say; stops: readonly KnownStop[] }) {
  return (
    <Details summary={say('sources.stops', { count: stops.length })}>
      <Table
        firstCellIsHeader
        className="wm-cards"
        head={[say('sources.when'), say('sources.file'), say('sources.why')]}
        rows={stops.map(({ at, file, message }) => [momentInWords(at), file, message])}
      />
    </Details>
  );
}

type SettleProps = Settling & { say: Say; source: KnownSource };

/** How files of it are taken from now on. */
function Settle({ say, source, form, policies, mappings }: SettleProps) {
  const words = { kind: kindInWords(say, source.kind).toLowerCase(), source: source.source };
  return (
    <form method="post" action={sourceAddress(source)} className="wm-import-form" noValidate>
      <h2 className="govuk-heading-m" id="settled">
        {say('sources.settle.title')}
      </h2>
      <Input
        name="cadence"
        label={say('sources.settle.cadence')}
        hint={say('sources.settle.cadence-hint')}
        className="govuk-input--width-3"
        inputMode="numeric"
        suffix={say('sources.settle.days')}
        value={form.value('cadence')}
        errorMessage={form.problem('cadence')}
      />
      {policies.length > 1 ? (
        <Radios
          name="policy"
          legend={say('imports.mapped.policy', words)}
          legendClassName="govuk-fieldset__legend--s"
          value={form.value('policy')}
          errorMessage={form.problem('policy')}
          items={policies.map((value) => ({
            value,
            text: say(`imports.policies.${value}.name`),
            hint: say(`imports.policies.${value}.hint`, words),
          }))}
        />
      ) : (
        <input type="hidden" name="policy" value={policies[0]} />
      )}
      <Input
        name="share"
        label={say('sources.settle.share')}
        hint={say('sources.settle.share-hint')}
        className="govuk-input--width-3"
        inputMode="numeric"
        suffix="%"
        value={form.value('share')}
        errorMessage={form.problem('share')}
      />
      <Select
        name="mapping"
        label={say('sources.settle.mapping')}
        hint={say('sources.settle.mapping-hint')}
        value={form.value('mapping')}
        errorMessage={form.problem('mapping')}
        items={[
          { value: '', text: say('sources.settle.by-header') },
          ...mappings.map(({ name, title }) => ({ value: name, text: `${title} (${name})` })),
        ]}
      />
      <Button preventDoubleClick>{say('sources.settle.save')}</Button>
    </form>
  );
}
